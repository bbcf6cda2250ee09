"""Steps that write the agencies of the demonstration, their sections and their staff."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from gongkai.apps.accounts.services.demonstration_password import share_password
from gongkai.apps.accounts.services.people import create_user
from gongkai.apps.agencies.rights import from_above, in_sections
from gongkai.apps.agencies.selectors import tree
from gongkai.apps.agencies.services.appointments import NewAppointment, appoint
from gongkai.apps.agencies.services.platform import PlatformSettings, configure
from gongkai.apps.agencies.services.profile import Profile
from gongkai.apps.agencies.services.sections import add_section
from gongkai.apps.agencies.services.tree import NewAgency, add_agency
from gongkai.apps.agencies.staff import OPERATOR
from gongkai.apps.demonstration.county import COUNTY, OFFICE, AgencySeed, agencies, agency
from gongkai.apps.demonstration.people import StaffSeed, of_agency
from gongkai.core.publication.chains import Role

TRIED = ("city", COUNTY, OFFICE, "commerce", "agriculture", "town-01")
"""Agencies whose staff get the password, few enough for their list to be read: the others' open when somebody sets one."""
CHAINS = {
    OFFICE: "attribute_signed",
    "agriculture": "four_levels",
    "water": "secrecy_last",
    "health": "three_reviews_three_proofs",
}
"""Agencies that don't review by three levels, so that every shipped pattern can be seen."""
USUAL_CHAIN = "three_levels"
_BEGAN = date(2019, 3, 1)
_IN_OFFICE_DAYS = 1600
"""Since how many days before the last one everybody is in office: before the oldest paper."""


def people_steps(until: date, password: str) -> Iterator[tuple[str, Callable[[Mapping[str, str]], dict[str, str]]]]:
    """Yield the steps: the tree at once, the website, the staff agency by agency, then the password of those who are shown."""
    yield "agencies", _agencies
    yield "website", _website
    for each in agencies():
        yield f"people:{each.key}", partial(_staff, each, until - timedelta(days=_IN_OFFICE_DAYS))
    yield "passwords", partial(_passwords, password)


def signing_in() -> tuple[StaffSeed, ...]:
    """Return the staff who have a password."""
    return tuple(each for key in TRIED for each in of_agency(key))


def chain_of(key: str) -> str:
    """Return the key of the review chain by which an agency reviews."""
    return CHAINS.get(key, USUAL_CHAIN)


def _agencies(_: Mapping[str, str]) -> dict[str, str]:
    for each in agencies():
        add_agency(OPERATOR, NewAgency(
            key=each.key,
            name=each.name,
            level=each.level,
            parent=each.parent,
            began_on=_BEGAN,
            review_chain=chain_of(each.key),
            profile=_profile(each),
        ))  # fmt: skip
        for section in each.sections:
            add_section(OPERATOR, each.key, section, handles_disclosure=section == each.disclosure_section)
    return {}


def _website(_: Mapping[str, str]) -> dict[str, str]:
    """Name the website and who answers for it; without a domain its addresses are those of this server."""
    office = agency(OFFICE)
    configure(OPERATOR, PlatformSettings(
        name="清禾县人民政府门户网站",
        identification_code="0000000000",
        host=COUNTY,
        undertaker=office.name,
        contact=office.telephone,
        icp_number="东ICP备00000000号",
        police_number="东公网安备00000000000000号",
    ))  # fmt: skip
    return {}


def _profile(each: AgencySeed) -> Profile:
    return Profile(
        short_name=each.short_name,
        organization_code=each.organization_code,
        document_word=each.document_word,
        office=each.disclosure_section,
        address=each.address,
        office_hours=each.office_hours,
        telephone=each.telephone,
        fax=each.fax,
        email=each.email,
        postcode=each.postcode,
    )


def _staff(each: AgencySeed, since: date, _: Mapping[str, str]) -> dict[str, str]:
    sections = {row.name: row.pk for row in tree.sections_of(tree.agency(each.key).pk)}
    for one in of_agency(each.key):
        user = create_user(one.sign_in, one.name, email=f"{one.sign_in}@qinghe.example")
        for role, section in offices(each, one):
            place = sections[section] if section else None
            appoint(OPERATOR, NewAppointment(user.pk, role, seat(each, role), since, place))
    return {}


def seat(each: AgencySeed, role: Role) -> str:
    """Return the key of the agency for which a role is held: who works in the county's office runs or watches the county."""
    return COUNTY if each.key == OFFICE and role in from_above() else each.key


def _passwords(password: str, _: Mapping[str, str]) -> dict[str, str]:
    share_password([each.sign_in for each in signing_in()], password)
    return {}


def offices(each: AgencySeed, one: StaffSeed) -> Iterator[tuple[Role, str]]:
    """Yield the roles of somebody with their sections ("" for the whole agency), so that every section has who heads it.

    The head of the disclosure office heads its section; the first of the other heads takes what is left over.
    """
    if one.role is Role.OFFICE_HEAD:
        yield Role.OFFICE_HEAD, ""
        yield Role.SECTION_HEAD, one.section
    elif one.role is Role.SECTION_HEAD and not one.sign_in.endswith("2"):
        headed = {other.section for other in of_agency(each.key) if other.role is one.role} - {one.section}
        yield from ((one.role, section) for section in each.sections[1:] if section not in headed)
    elif one.role in in_sections() and one.role is not Role.INFORMATION_OFFICER:
        yield one.role, one.section
    else:
        yield one.role, ""
