"""What staff see of items: what waits for them, lists with filters, one item with its history. Each by what they may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q, QuerySet

from gongkai.apps import clock
from gongkai.apps.agencies.calendars import calendar
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.publishing.course import person_of, read_chain, read_event
from gongkai.apps.publishing.models import Event, Item, Kind, OwnChain, PublicItem, Text
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Chain, chain
from gongkai.core.publication.review import ReviewStanding, State, review
from gongkai.core.publication.review_events import Act

__all__ = [
    "DISCARDED",
    "Line",
    "Sieve",
    "drafts",
    "due_soon",
    "findable",
    "item_of",
    "lines",
    "listed",
    "published_lately",
    "readable",
    "ready",
    "same_title",
    "scheduled",
    "sent_back",
    "standings",
    "waiting",
]

MOST = 300
"""Items of one inbox that are looked at; more than that waits for nobody."""
SOON = 5
"""Workdays before the last day from which a duty is shown as near."""
DISCARDED = "discarded"
_DRAFTED = (State.NEW, State.RECALLED)
_ON_THE_WAY = (State.NEW, State.IN_REVIEW, State.SENT_BACK, State.RECALLED, State.REFERRED, State.READY)


@dataclass(frozen=True, slots=True)
class Line:
    """An item in a list, and where its review is."""

    item: Item
    standing: ReviewStanding

    @property
    def step(self) -> str:
        """The step that it waits for, "" where it waits for none."""
        state = State(self.item.state)
        left = self.standing.steps_left
        return left[0].label if state is State.IN_REVIEW and left else ""


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a list is filtered by; "" is no filter. `person` is a part of a name or a sign-in name."""

    state: str = ""
    column: str = ""
    agency: str = ""
    kind: str = ""
    person: str = ""
    words: str = ""


def readable(staff: Staff) -> QuerySet[Item]:
    """Return the items that somebody may read on the desk, discarded ones with them."""
    return Item.objects.filter(staff.items(Right.READ_DRAFTS)).select_related("agency", "section", "latest__author")


def item_of(staff: Staff, key: str) -> Item | None:
    """Return an item by its key, None where there is none that somebody may know of."""
    found = readable(staff).select_related("created_by", "scheduled_by").filter(key=key)
    return found.first()


def waiting(staff: Staff) -> list[Line]:
    """Return what waits for somebody's review or registration, what is due first at the top."""
    open_items = _live(staff, Right.REVIEW).filter(state__in=(State.IN_REVIEW, State.REFERRED))
    found = list(open_items.order_by(F("publish_by").asc(nulls_last=True), "changed_at")[:MOST])
    asked = (Act.PASSED, Act.SENT_BACK, Act.DETERMINED)
    return [
        line
        for line in lines(found)
        if any(not line.standing.reasons_against(act, person_of(staff, line.item)) for act in asked)
    ]


def drafts(staff: Staff) -> QuerySet[Item]:
    """Return what somebody has begun or last written and not yet submitted."""
    return _mine(staff).filter(state__in=_DRAFTED).order_by("-changed_at")


def sent_back(staff: Staff) -> QuerySet[Item]:
    """Return what was sent back to somebody."""
    return _mine(staff).filter(state=State.SENT_BACK).order_by("-changed_at")


def ready(staff: Staff) -> QuerySet[Item]:
    """Return what has passed its reviews and may be published by somebody."""
    found = _live(staff, Right.PUBLISH).filter(state=State.READY, scheduled_for__isnull=True)
    return found.order_by(F("publish_by").asc(nulls_last=True), "changed_at")


def scheduled(staff: Staff) -> QuerySet[Item]:
    """Return what waits for its hour."""
    return _live(staff, Right.READ_DRAFTS).filter(scheduled_for__isnull=False).order_by("scheduled_for")


def due_soon(staff: Staff) -> QuerySet[Item]:
    """Return what has to be public within days or is overdue, the oldest duty first (条例第二十六条)."""
    found = _live(staff, Right.READ_DRAFTS).filter(
        publish_by__lte=calendar().add(clock.today(), SOON),
        state__in=_ON_THE_WAY,
        public__isnull=True,
        latest__attribute=Attribute.PROACTIVE.value,
    )
    return found.order_by("publish_by", "id")


def published_lately(staff: Staff, days: int = 14) -> QuerySet[PublicItem]:
    """Return what went online within some days where somebody may read drafts."""
    since = clock.now() - timedelta(days=days)
    reach = staff.items(Right.READ_DRAFTS, "item__agency", "item__section")
    return PublicItem.objects.filter(reach, published_at__gte=since).order_by("-sequence")


def listed(staff: Staff, sieve: Sieve) -> QuerySet[Item]:
    """Return the items of a filtered list, the last changed first."""
    found = readable(staff).filter(discarded_at__isnull=sieve.state != DISCARDED)
    if sieve.state in set(State):
        found = found.filter(state=sieve.state)
    if sieve.column:
        found = found.filter(Q(column=sieve.column) | Q(column__startswith=f"{sieve.column}."))
    if sieve.agency:
        found = found.filter(agency__key=sieve.agency)
    if sieve.kind in set(Kind):
        found = found.filter(kind=sieve.kind)
    if sieve.person:
        wrote = Text.objects.filter(
            Q(author__name__icontains=sieve.person) | Q(author__username=sieve.person), aside=False
        )
        found = found.filter(pk__in=wrote.values("item"))
    for word in sieve.words.split():
        found = found.filter(Q(latest__title__icontains=word) | Q(latest__document_number__icontains=word))
    return found.order_by("-changed_at", "-id")


def same_title(item_key: str, agency_id: int, title: str) -> list[Item]:
    """Return the other items of an agency that have a title, discarded ones left out."""
    found = Item.objects.filter(agency_id=agency_id, latest__title=title.strip(), discarded_at__isnull=True)
    return list(found.exclude(key=item_key).select_related("agency", "latest")[:5])


def findable(staff: Staff, words: str) -> QuerySet[Item]:
    """Return what somebody may link with by words in its title or number: all that is public, and drafts they may read."""
    seen = Q(public__isnull=False) | (staff.items(Right.READ_DRAFTS) & Q(discarded_at__isnull=True))
    found = Item.objects.filter(seen).select_related("agency", "latest", "public")
    for word in words.split():
        found = found.filter(
            Q(public__title__icontains=word)
            | Q(public__document_number__icontains=word)
            | Q(public__isnull=True, latest__title__icontains=word)
            | Q(public__isnull=True, latest__document_number__icontains=word)
            | Q(key=word)
        )
    return found.order_by("-changed_at", "-id")


def lines(items: Sequence[Item]) -> list[Line]:
    """Return items with where their reviews are, in as many queries for one as for many."""
    found = standings(items)
    return [Line(item, found[item.pk]) for item in items]


def standings(items: Sequence[Item]) -> dict[int, ReviewStanding]:
    """Return where items are, computed from their events, by their ids."""
    ids = [each.pk for each in items]
    events: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(item__in=ids).select_related("person", "text").order_by("item", "number"):
        events[event.item_id].append(event)
    authors: dict[int, list[tuple[int, str]]] = defaultdict(list)
    wrote = Text.objects.filter(item__in=ids).values_list("item_id", "number", "author__username")
    for item_id, number, name in wrote:
        authors[item_id].append((number, name))
    known = _chains(items)
    return {
        item.pk: review(
            known[item.agency_id, item.chain],
            [read_event(each, authors[item.pk]) for each in events[item.pk]],
            important=item.important,
        )
        for item in items
    }


def _chains(items: Iterable[Item]) -> dict[tuple[int, str], Chain]:
    wanted = {(each.agency_id, each.chain) for each in items}
    own = OwnChain.objects.filter(agency_id__in={agency for agency, _ in wanted})
    known = {(each.agency_id, each.key): read_chain(each) for each in own}
    return {(agency, key): known.get((agency, key)) or chain(key) for agency, key in wanted}


def _live(staff: Staff, right: Right) -> QuerySet[Item]:
    found = Item.objects.filter(staff.items(right), discarded_at__isnull=True)
    return found.select_related("agency", "section", "latest__author")


def _mine(staff: Staff) -> QuerySet[Item]:
    return _live(staff, Right.DRAFT).filter(Q(created_by_id=staff.id) | Q(latest__author_id=staff.id))
