"""Take over what was published before: many items at once, each with its whole review, through the same gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects

from gongkai.apps import clock
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.changes import DOCUMENTS, announce, list_scopes, place
from gongkai.apps.publishing.course import chain_of, person_of
from gongkai.apps.publishing.entries import entry_of
from gongkai.apps.publishing.models import Attachment, Event, IndexSerial, Item, Kind, PublicItem, Text
from gongkai.apps.publishing.services.online import DOCUMENT_KINDS, fill, sequence_of
from gongkai.apps.publishing.services.text import Words, new_text, publish_by
from gongkai.apps.search import services as search
from gongkai.core.errors import StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Chain, Review, Step
from gongkai.core.publication.index_number import make_index_number
from gongkai.core.publication.review import ReviewStanding, State
from gongkai.core.publication.review_events import Act, ReviewEvent

__all__ = ["Crew", "Former", "move_in"]


@dataclass(frozen=True, slots=True)
class Former:
    """An item that was published at a moment; the review counts from `reviewed_at`, or from now where it is None."""

    column: str
    words: Words
    published_at: datetime
    kind: Kind = Kind.INFORMATION
    section_id: int | None = None
    important: bool = False
    reviewed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Crew:
    """Who takes items over: who brings them, who takes the steps of the chain (whoever may take each), who publishes."""

    drafter: Staff
    reviewers: tuple[Staff, ...]
    publisher: Staff


def move_in(agency_id: int, rows: Sequence[Former], crew: Crew) -> list[str]:
    """Publish items of one agency that were public before; return their keys, all of them or, on a refusal, none.

    Every item goes through the core's review, event by event; `StepRefused` names the first that may not.
    """
    with transaction.atomic():
        items = _items(agency_id, rows, crew)
        texts = _texts(items, rows, crew)
        chain = chain_of(agency_id, items[0].chain) if items else None
        reviews = [_events(*each, crew, chain) for each in zip(items, texts, rows, strict=True) if chain]
        Event.objects.bulk_create([event for events in reviews for event in events])
        online = _online(items, texts, reviews, rows)
        prefetch_related_objects(texts, "attachments")
        search.index(entry_of(each, each.text) for each in online)
        announce(scope for each in online for scope in _touched(each))
        keys = [item.key for item in items]
        if items:
            record("移入", "agency", items[0].agency.key, agency=items[0].agency.key, count=len(keys), keys=keys)
    return keys


def _touched(online: PublicItem) -> set[str]:
    scopes = list_scopes(online.agency.key, online.column, online.published_at)
    documents = {DOCUMENTS} if online.kind in DOCUMENT_KINDS else set()
    return {f"item:{online.key}", place(online.sequence), *scopes, *documents}


def _items(agency_id: int, rows: Sequence[Former], crew: Crew) -> list[Item]:
    made = []
    agency = None
    for row in rows:
        item = Item(
            agency_id=agency_id,
            section_id=row.section_id,
            column=row.column,
            kind=row.kind,
            important=row.important,
            state=State.PUBLISHED.value,
            created_by_id=crew.drafter.id,
            created_at=row.reviewed_at or clock.now(),
            changed_at=row.reviewed_at or clock.now(),
            publish_by=publish_by(row.words.formed_on),
        )
        if agency is None:
            agency = item.agency
        item.agency = agency
        item.chain = agency.review_chain
        made.append(item)
    for item, number in zip(made, _index_numbers(made, rows), strict=True):
        item.index_number = number
    return Item.objects.bulk_create(made)


def _index_numbers(items: Sequence[Item], rows: Sequence[Former]) -> list[str]:
    """Reserve the serials of every year once, in the order of the rows."""
    given: dict[int, IndexSerial] = {}
    numbers = []
    for item, row in zip(items, rows, strict=True):
        year = row.published_at.year
        if year not in given:
            code = item.agency.organization_code
            given[year], _ = IndexSerial.objects.select_for_update().get_or_create(organization_code=code, year=year)
        given[year].last += 1
        numbers.append(str(make_index_number(item.agency.organization_code, year, given[year].last)))
    IndexSerial.objects.bulk_update(given.values(), ("last",))
    return numbers


def _texts(items: Sequence[Item], rows: Sequence[Former], crew: Crew) -> list[Text]:
    texts = [new_text(item, crew.drafter.id, row.words, 1) for item, row in zip(items, rows, strict=True)]
    Text.objects.bulk_create(texts)
    for item, text in zip(items, texts, strict=True):
        item.latest = text
    Item.objects.bulk_update(items, ("latest",), batch_size=200)
    Attachment.objects.bulk_create(
        Attachment(
            text=text,
            number=number,
            name=each.name,
            file_id=each.file,
            original_id=each.original,
            picture=each.picture,
            plain=each.plain,
            removed=list(each.removed),
            findings=list(each.findings),
        )
        for text, row in zip(texts, rows, strict=True)
        for number, each in enumerate(row.words.enclosures, 1)
    )
    return texts


def _events(item: Item, text: Text, row: Former, crew: Crew, chain: Chain) -> list[Event]:
    """Take an item through its chain; every act is asked of the core as if somebody did it by hand."""
    at = row.reviewed_at or clock.now()
    course = _Course(item, text, at, ReviewStanding(chain, item.important))
    course.do(crew.drafter, Act.SUBMITTED)
    for step in chain.asked(important=item.important):
        course.do(_reviewer(crew, course.standing, step, item), Act.PASSED)
    course.do(crew.publisher, Act.PUBLISHED)
    return course.events


class _Course:
    """An item's events as they are made."""

    def __init__(self, item: Item, text: Text, at: datetime, standing: ReviewStanding) -> None:
        self.item, self.text, self.at, self.standing = item, text, at, standing
        self.events: list[Event] = []

    def do(self, who: Staff, act: Act) -> None:
        """Ask the core and keep the event."""
        on = self.at.date()
        event = ReviewEvent(
            on=on,
            person=person_of(who, self.item),
            act=act,
            content=self.text.digest,
            attribute=Attribute(self.text.attribute) if act.brings_text else None,
        )
        step = self.standing.steps_left[0] if act is Act.PASSED else None
        self.standing = self.standing.after(event)
        self.events.append(
            Event(
                item=self.item,
                number=len(self.events) + 1,
                at=self.at,
                on=on,
                person_id=who.id,
                roles=",".join(sorted(event.person.roles)),
                act=act.value,
                step=step.label if step else "",
                reviews=",".join(sorted(step.reviews)) if step else "",
                text=self.text,
                content=self.text.digest,
                attribute=event.attribute.value if event.attribute else "",
            )
        )


def _reviewer(crew: Crew, standing: ReviewStanding, step: Step, item: Item) -> Staff:
    for who in crew.reviewers:
        if not standing.reasons_against(Act.PASSED, person_of(who, item)):
            return who
    raise StepRefused("移入", (f"给出的审查人里没有人可以办理“{step.label}”，请补上",))


def _online(
    items: Sequence[Item], texts: Sequence[Text], reviews: Sequence[Sequence[Event]], rows: Sequence[Former]
) -> list[PublicItem]:
    online = []
    for item, text, events, row in zip(items, texts, reviews, rows, strict=True):
        (verdict, *_) = [each for each in events if Review.SECRECY_REVIEW.value in each.reviews.split(",")]
        each = PublicItem(
            item=item,
            text=text,
            secrecy_review=verdict,
            sequence=sequence_of(row.published_at, item.pk),
            key=item.key,
            published_at=row.published_at,
        )
        fill(each, item, text)
        online.append(each)
    return PublicItem.objects.bulk_create(online)
