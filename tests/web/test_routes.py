"""Every address, opened as every role and by the public, answers what the written matrix says (docs/permissions.toml)."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from tests.support.routes import Line, matrix, routes
from tests.support.small_county import FILE, SmallCounty

from gongkai.apps import clock
from gongkai.apps.accounts.models import User
from gongkai.apps.agencies.rights import Right
from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.course import person_of, standing_of
from gongkai.core.publication.chains import Role
from gongkai.core.publication.review_events import Act

pytestmark = pytest.mark.django_db
PEOPLE = (*(role.value for role in Role), "section drafter", "elsewhere", "administrator above", "auditor above", "no office")
PUBLIC = "the public"
STATES = ("draft", "review", "published", "withdrawn")
DONE = {200, 302}
ANSWERED = {200, 302, 400, 409, 422}
"""What may come of a post by somebody who may send it: done, or told what is wrong with it."""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
QUERIES = {"desk:compare": "?old=1&new=1", "desk:documents-file": "?agency=swj", "portal:api:search": "?q=办法"}


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Return one county for all tests of the module; what each of them changes is taken back."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        made = SmallCounty()
        assert made.deputation
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def enter(county):
    def signed_in(who):
        client = Client()
        if who != PUBLIC:
            client.force_login(User.objects.get(pk=county.people[who].id), backend=BACKEND)
        return client

    return signed_in


def told(county, name, state):
    """Return what stands in the addresses: one of everything."""
    item = name.startswith("desk:") and "agency" not in name or "item" in name
    common = {
        "key": county.items[state].key if item else "swj",
        "slug": "statutory-policies", "number": 1, "old": 1, "new": 1, "place": 1, "relation": county.relation.pk,
        "section_id": county.section.pk, "chain_key": county.chain.key, "user_id": county.people["drafter"].id,
        "appointment_id": county.appointment.pk, "deputation_id": county.deputation.pk, "pk": 1, "year": 2025,
        "kind": "csv" if "template" in name else "rss", "ending": "csv", "month": f"{clock.today():%Y-%m}", "tab": "expired",
        "agency": "swj", "name": FILE,
    }  # fmt: skip
    if name.startswith("desk:section"):
        common["key"] = "swj"
    if name == "portal:sitemap_month":
        common["slug"] = common["month"]
    if name == "desk:act":
        common["name"] = "passed"
    if name == "portal:report_settle":
        common["number"] = county.report.pk
    if name == "desk:undo-alteration":
        common["number"] = 999
    return common


def cases(county, who):
    """Yield every address with its line; one that names an item, in turn for an item of each state."""
    for number, route in enumerate(routes(), PEOPLE.index(who) if who in PEOPLE else 0):
        line = matrix()[route.pattern]
        for state in _states(line, number):
            address = route.address(told(county, route.name, state)) + QUERIES.get(route.name, "")
            yield line, address, state


def _states(line: Line, number: int) -> tuple[str, ...]:
    """Return which items an address is asked for: what the public sees hangs on the state, what staff see doesn't."""
    match line.where:
        case "public item":
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
        return {405}
    return _at_the_place(county, line, staff, state) or set(line.answers) or (DONE if method == "GET" else ANSWERED)


def _at_the_place(county, line: Line, staff, state: str) -> set[int]:
    path = county.here.path
    match line.where:
        case "item":
            wanted = {Right.READ_DRAFTS, *filter(None, [line.needs and Right(line.needs)])}
            return set() if all(staff.may(right, path) for right in wanted) else {404}
        case "agency":
            return set() if any(staff.may(Right(right), path) for right in line.open) else {403}
        case "person":
            return set() if staff.may(Right.MANAGE_PEOPLE, path) else {404}
        case "office":
            own = staff.id == county.people["drafter"].id
            return set() if own or staff.may(Right.MANAGE_PEOPLE, path) else {404}
        case "platform":
            return set() if staff.may(Right.CONFIGURE, county.top.path) else {403}
        case "public item":
            return {{"published": 200, "withdrawn": 410}.get(state, 404)}
        case _:
            return set()


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
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", [*PEOPLE, PUBLIC])
def test_every_address_answers_everybody_as_the_matrix_says(county, enter, who, method):
    client, wrong = enter(who), []
    for line, address, state in cases(county, who):
        answer, wrote = sent(client, method, address, None if method == "GET" else {})
        wanted = expected(county, line, who, state, method)
        refused = not wanted & {200, 400}
        led = answer.status_code != 302 or not refused or answer["Location"].startswith("/accounts/login/?next=")
        if answer.status_code not in wanted or not led or (refused and wrote):
            wrong.append((method, address, answer.status_code, sorted(wanted), wrote))
    assert wrong == []


def test_who_is_led_to_signing_in_comes_back_to_where_they_wanted(county, enter):
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
        more = {"publishable": "yes", "reference": "某文", "body": "superior_authority", "public_reason": "核对"}
        for act in Act:
            data = {f"{act.value}-{name}": value for name, value in {**seen, **more}.items()}
            answer, wrote = sent(client, "POST", f"/desk/items/{item.key}/acts/{act.value}/", data)
            lawful = not standing.reasons_against(act, person_of(staff, item))
            reads = staff.may(Right.READ_DRAFTS, county.here.path)
            if (answer.status_code, bool(wrote)) != _outcome(staff, lawful=lawful, reads=reads):
                wrong.append((state, act.value, answer.status_code, wrote, lawful, standing.reasons_against(act, person_of(staff, item))))
    assert wrong == []


def _outcome(staff, *, lawful, reads):
    if not any(staff.may_anywhere(right) for right in (Right.DRAFT, Right.READ_DRAFTS, Right.REVIEW, Right.PUBLISH)):
        return 403, False
    if not reads:
        return 404, False
    return (302, True) if lawful else (409, False)
