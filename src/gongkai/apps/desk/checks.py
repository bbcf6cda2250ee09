"""What the program finds wrong with a version before it goes out: its metadata, its attribute, its days."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localdate

from gongkai.apps import clock
from gongkai.apps.agencies.calendars import calendar
from gongkai.apps.publishing.models import Item, PublicItem, Text
from gongkai.core.errors import GongkaiError
from gongkai.core.findings import Finding
from gongkai.core.publication.attribute import Assignment, Attribute, examine_attribute
from gongkai.core.publication.duty import DutyStanding, DutyState, PublicationDue, duty_standing, publication_due
from gongkai.core.publication.index_number import make_index_number
from gongkai.core.publication.metadata import Metadata, examine_metadata

_LANGUAGE = "中文"


@dataclass(frozen=True, slots=True)
class Duty:
    """The duty to publish within twenty workdays: how it was counted and where it stands today (条例第二十六条)."""

    due: PublicationDue
    standing: DutyStanding

    @property
    def late(self) -> bool:
        """Whether the last day has gone by without publication."""
        return self.standing.state is DutyState.OVERDUE


def findings(item: Item, text: Text) -> tuple[Finding, ...]:
    """Return what is wrong with a version's metadata and attribute, as it would be published today."""
    today = clock.today()
    online = PublicItem.objects.filter(item=item).first()
    published_on = localdate(online.published_at) if online else today
    given = Metadata(
        index_number=item.index_number or _number_to_come(item, today.year),
        title=text.title,
        description=text.description,
        formed_on=text.formed_on,
        agency=item.agency.name,
        theme=text.theme,
        genre=text.genre,
        document_number=text.document_number,
        published_on=published_on,
        keywords=tuple(text.keywords.split()),
        effective_from=text.effective_from,
        effective_to=text.effective_to,
        media_format="html",
        address=f"/item/{item.key}/",
        language=_LANGUAGE,
        attribute=Attribute(text.attribute),
    )
    assigned = Assignment(
        Attribute(text.attribute), text.ground, text.reason, text.author.name, localdate(text.made_at)
    )
    return (*examine_metadata(given, today), *examine_attribute(assigned))


def duty(item: Item, text: Text) -> Duty | None:
    """Return the duty to publish an item; None where no day is known or it isn't to be published."""
    if text.formed_on is None or text.attribute != Attribute.PROACTIVE.value:
        return None
    counted = calendar()
    online = PublicItem.objects.filter(item=item).first()
    published_on = localdate(online.published_at) if online else None
    try:
        due = publication_due(text.formed_on, counted)
        if published_on is not None and published_on < due.counted_from:
            published_on = due.counted_from
        return Duty(due, duty_standing(due, counted, clock.today(), published_on))
    except GongkaiError:
        return None  # a day outside the years of the calendar; the form has told it


def _number_to_come(item: Item, year: int) -> str:
    """Return an index number as it will be given, so that only a wrong organization code is told."""
    try:
        return str(make_index_number(item.agency.organization_code, year, 1))
    except GongkaiError:
        return ""
