"""Every address, opened as every role and by the public, answers what the written matrix says (docs/permissions.toml)."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import transaction
from tests.support.routes import Line, matrix, routes
from tests.support.small_county import PUBLIC, STATES

from gongkai.apps.agencies.rights import Right
from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.course import person_of, standing_of
from gongkai.apps.publishing.services.review import bringing_act
from gongkai.core.publication.chains import Body, Role
from gongkai.core.publication.review_events import Act

pytestmark = pytest.mark.django_db
PEOPLE = (
    *(role.value for role in Role),
    "section drafter",
    "elsewhere",
    "administrator above",
    "auditor above",
    "no office",
)
DONE = {200, 302}
ANSWERED = {200, 302, 400, 409, 422}
"""What may come of a post by somebody who may send it: done, or told what is wrong with it."""


def sensible(county, who):
    """Return what forms send so that they get as far as who may send them."""
    return {"agency": _own(who), "based_on": "1", "kind": "related", "target": county.items["published"].key}


def cases(county, who):
    """Yield every address with its line; one that names an item, in turn for an item of each state."""
    for number, route in enumerate(routes(), PEOPLE.index(who) if who in PEOPLE else 0):
        line = matrix()[route.pattern]
        for state in _states(line, number):
            address = county.address(route, state).replace("agency=swj", f"agency={_own(who)}")
            if route.name != "account_logout":  # whoever has signed out is the public
                yield line, address, state


def _own(who):
    return "jyj" if who == "elsewhere" else "swj"


def _states(line: Line, number: int) -> tuple[str, ...]:
    """Return which items an address is asked for: what the public sees hangs on the state, what staff see doesn't."""
    match line.where:
        case "public item" | "public file":
            return STATES
        case "item":
            return (STATES[number % len(STATES)],)
        case _:
            return ("published",)


def expected(county, line: Line, who: str, state: str, method: str) -> set[int]:
    staff = None if who == PUBLIC else county.people[who]
    if line.open != "public":
        if staff is None:
            return {302}
        if line.open != "signed in" and not any(staff.may_anywhere(Right(right)) for right in line.open):
            return {403}
    if method not in line.does:
        return {302, 404, 405, *line.answers}
    return _at_the_place(county, line, staff, state) or set(line.answers) or (DONE if method == "GET" else ANSWERED)


def test_signing_out_is_for_everybody(enter):
    for who in ("drafter", PUBLIC):
        assert enter(who).post("/accounts/logout/")["Location"] == "/accounts/login/"


def _at_the_place(county, line: Line, staff, state: str) -> set[int]:
    """Return what an address that names something answers to who has no business with it; nothing where they have."""
    here, top, own = county.here.path, county.top.path, staff is not None and staff.id == county.appointment.user_id
    public = {"published": 200, "withdrawn": 410 if line.where == "public item" else 404}
    refused = {
        "item": (all(staff.may(right, here) for right in _wanted(line)), 404),
        "agency": (line.where == "agency" and any(staff.may(Right(right), here) for right in line.open), 403),
        "person": (staff.may(Right.MANAGE_PEOPLE, here), 404),
        "office": (own or staff.may(Right.MANAGE_PEOPLE, here), 404),
        "platform": (staff.may(Right.CONFIGURE, top), 403),
    } if staff and not line.where.startswith("public") else {}  # fmt: skip
    if line.where.startswith("public"):
        return {public.get(state, 404)}
    may, status = refused.get(line.where, (True, 0))
    return set() if may else {status}


def _wanted(line: Line) -> set[Right]:
    return {Right.READ_DRAFTS, *map(Right, filter(None, [line.needs]))}


def sent(client, method, address, data=None):
    """Send a request and take back what it did; return the answer and how many records it wrote."""
    before = Record.objects.count()
    with transaction.atomic():
        answer = client.generic(method, address) if data is None else client.post(address, data)
        if answer.streaming:
            b"".join(answer.streaming_content)
        wrote = Record.objects.count() - before
        transaction.set_rollback(True)
    return answer, wrote


def test_the_matrix_has_every_address_and_nothing_else():
    assert sorted(matrix()) == sorted(route.pattern for route in routes())


def test_every_view_says_what_the_matrix_says():
    wrong = []
    for route in routes():
        line = matrix()[route.pattern]
        if route.pattern.startswith("api/"):
            if (line.open, line.does) != ("public", {"GET"}):
                wrong.append(route.pattern)
            continue
        access = getattr(route.view, "access", None)
        said = access and ("public" if access.public else access.rights or "signed in")
        if said != line.open:
            wrong.append((route.pattern, said))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", [*PEOPLE, PUBLIC])
def test_every_address_answers_everybody_as_the_matrix_says(county, enter, who, method):
    client, wrong = enter(who), []
    for line, address, state in cases(county, who):
        answer, wrote = sent(client, method, address, None if method == "GET" else sensible(county, who))
        wanted = expected(county, line, who, state, method)
        led = wanted != {302} or answer["Location"].startswith("/accounts/login/?next=")
        if answer.status_code not in wanted or not led or (wrote and not wanted & {200, 400}):
            wrong.append((method, address, answer.status_code, sorted(wanted), wrote))
    assert not wrong, "\n".join(map(str, wrong))


def test_who_is_led_to_signing_in_comes_back_to_where_they_wanted(enter):
    answer = enter(PUBLIC).get("/desk/items/?words=%E5%8A%9E%E6%B3%95")
    assert answer["Location"] == f"/accounts/login/?next={quote('/desk/items/?words=%E5%8A%9E%E6%B3%95')}"


@pytest.mark.slow
@pytest.mark.parametrize("who", PEOPLE)
def test_every_act_is_done_for_whom_the_law_allows_it_and_for_nobody_else(county, enter, who):
    client, staff, wrong = enter(who), county.people[who], []
    for state in STATES:
        item = county.items[state]
        standing = standing_of(item)
        seen = {"content": standing.content or item.latest.digest, "edition": item.edition, "reason": "理由"}
        more = {"publishable": "yes", "reference": "某文", "body": next(iter(Body)).value, "public_reason": "核对"}
        for act in Act:
            data = {f"{act.value}-{name}": value for name, value in {**seen, **more}.items()}
            answer, wrote = sent(client, "POST", f"/desk/items/{item.key}/acts/{act.value}/", data)
            wanted = bringing_act(standing.state) if act.brings_text else act  # whatever the button is called
            against = standing.reasons_against(wanted, person_of(staff, item))
            unchanged = wanted.brings_text and wanted is not Act.SUBMITTED
            reads = staff.may(Right.READ_DRAFTS, county.here.path)
            if (answer.status_code, bool(wrote)) != _outcome(staff, lawful=not (against or unchanged), reads=reads):
                wrong.append((state, act.value, answer.status_code, wrote, against))
    assert not wrong, "\n".join(map(str, wrong))


def _outcome(staff, *, lawful, reads):
    if not any(staff.may_anywhere(right) for right in (Right.DRAFT, Right.READ_DRAFTS, Right.REVIEW, Right.PUBLISH)):
        return 403, False
    if not reads:
        return 404, False
    return (302, True) if lawful else (409, False)
