"""A county as small as can be in which every role, every state and every kind of thing that an address names is there once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.support.publishing import Office, agency, person, user
from tests.support.routes import Route

from gongkai.apps import clock
from gongkai.apps.agencies.models import Agency, Appointment, Section
from gongkai.apps.agencies.services.appointments import deputise
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.files.services import keep
from gongkai.apps.portal.models import ErrorKind
from gongkai.apps.portal.services.error_reports import report_error
from gongkai.apps.publishing.course import chains_of
from gongkai.apps.publishing.models import Item, Kind, RelationKind
from gongkai.apps.publishing.services.chains import draft_of, save_chain
from gongkai.apps.publishing.services.relate import relate
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.apps.publishing.services.text import Enclosure
from gongkai.core.publication.chains import Role
from gongkai.core.publication.review_events import Act

PUBLIC = "the public"
STATES = ("draft", "review", "published", "withdrawn")
FILE = "附表.txt"
QUERIES = {"desk:compare": "?old=1&new=1", "desk:documents-file": "?agency=swj", "portal:api:search": "?q=办法"}
STRIPPED, ORIGINAL = "公开的附表".encode(), "带批注的原件".encode()


def enclosure() -> Enclosure:
    """Return a file that was stripped of something: what goes out and the original differ."""
    out, original = keep(STRIPPED, "text/plain"), keep(ORIGINAL, "text/plain")
    return Enclosure(FILE, out.digest, original.digest, plain=STRIPPED.decode())


@dataclass
class SmallCounty:
    """清禾县 with two agencies; one of them, `here`, has somebody in every role and an item in every main state."""

    top: Agency = field(init=False)
    here: Agency = field(init=False)
    other: Agency = field(init=False)
    section: Section = field(init=False)
    office: Office = field(init=False)
    people: dict[str, Staff] = field(init=False)
    items: dict[str, Item] = field(init=False)

    def __post_init__(self) -> None:
        self.top = agency("county", "清禾县人民政府", level="county_government")
        self.here = agency("swj", "清禾县商务局", self.top)
        self.other = agency("jyj", "清禾县教育局", self.top)
        self.section, _ = Section.objects.get_or_create(agency=self.here, name="市场股")
        self.office = Office(self.here)
        self.people = {
            **{role.value: person(f"swj-{role.value}", self.here, role) for role in Role},
            "section drafter": person("swj-market", self.here, Role.DRAFTER, section=self.section),
            "elsewhere": person("jyj-office", self.other, Role.OFFICE_HEAD),
            "administrator above": person("county-admin", self.top, Role.ADMINISTRATOR),
            "auditor above": person("county-auditor", self.top, Role.AUDITOR),
            "no office": Staff(user("guest", "客某").pk, "guest", "客某", ()),
        }
        self.items = {state: getattr(self, f"_{state}")() for state in STATES}
        self.relation = relate(
            self.office.drafter, self.items["draft"].key, self.items["published"].key, RelationKind.RELATED
        )
        head = self.people["office_head"]
        self.chain = save_chain(head, self.here.pk, draft_of(chains_of(self.here.pk)[0]), "")
        self.appointment = Appointment.objects.get(user_id=self.people["drafter"].id)
        today, deputy = clock.today(), self.people["section_head"].id
        self.deputation = deputise(head, self.appointment.pk, deputy, today, today + timedelta(days=3))
        self.people["section_head"] = person("swj-section_head", self.here)
        self.report = report_error(
            nonce="n" * 32, kind=next(iter(ErrorKind)), page="/", words="页脚电话有误", contact="", address="127.0.0.1"
        )

    def address(self, route: Route, state: str = "published") -> str:
        """Return an address of a pattern that names what is there; an item in a state where it names one."""
        return route.address(self._told(route.name, state)) + QUERIES.get(route.name, "")

    def _told(self, name: str, state: str) -> dict[str, object]:
        item = (name.startswith("desk:") and "agency" not in name and "section" not in name) or "item" in name
        month = f"{clock.today():%Y-%m}"
        numbers = {"portal:report_settle": self.report.pk, "desk:undo-alteration": 999}
        names = {"desk:act": "passed"}
        return {
            "key": self.items[state].key if item else "swj",
            "slug": month if name == "portal:sitemap_month" else "statutory-policies",
            "number": numbers.get(name, 1),
            "name": names.get(name, FILE),
            "old": 1,
            "new": 1,
            "place": 1,
            "relation": self.relation.pk,
            "section_id": self.section.pk,
            "chain_key": self.chain.key,
            "user_id": self.people["drafter"].id,
            "appointment_id": self.appointment.pk,
            "deputation_id": self.deputation.pk,
            "pk": 1,
            "year": 2025,
            "kind": "csv" if "template" in name else "rss",
            "ending": "csv",
            "month": month,
            "tab": "expired",
            "agency": "swj",
        }

    def make(self, title: str) -> Item:
        """Return a draft with a file, of a kind that has a validity."""
        return self.office.draft(
            title, kind=Kind.NORMATIVE_DOCUMENT, column="statutory.policies", formed_on=date(2025, 3, 3),
            enclosures=(enclosure(),),
        )  # fmt: skip

    def _draft(self) -> Item:
        return self.make("草稿里的办法")

    def _review(self) -> Item:
        item = self.make("审查中的办法")
        return submit(self.office.drafter, item.key, content=item.latest.digest)

    def _published(self) -> Item:
        item = self.office.reviewed(self.make("已公开的办法"))
        return act_on(self.office.publisher, item.key, Deed(Act.PUBLISHED, content=item.latest.digest))

    def _withdrawn(self) -> Item:
        item = self.office.reviewed(self.make("已撤下的办法"))
        content = item.latest.digest
        act_on(self.office.publisher, item.key, Deed(Act.PUBLISHED, content=content))
        deed = Deed(Act.WITHDRAWN, content=content, reason="核对内容", public_reason="内容正在核对")
        return act_on(self.office.publisher, item.key, deed)
