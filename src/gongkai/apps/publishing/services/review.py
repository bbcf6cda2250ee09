"""Every act on an item: the core says whether it may be done, this stores that it was, and what follows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.course import authors_upto, person_of, standing_of
from gongkai.apps.publishing.models import Event, Item, Text
from gongkai.apps.publishing.selectors.marked import reasons_against_marks
from gongkai.apps.publishing.services.online import put_online, take_down
from gongkai.core.errors import StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Body
from gongkai.core.publication.review import ReviewStanding, State
from gongkai.core.publication.review_events import Act, ReviewEvent

__all__ = ["Deed", "act_on", "bringing_act", "submit"]

_BRINGS = {
    State.IN_REVIEW: Act.REVISED,
    State.READY: Act.REVISED,
    State.PUBLISHED: Act.AMENDED,
    State.SETTLED: Act.AMENDED,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as somebody asks for it: `content` is the digest of the text that they had before them.

    `edition` is the item's when they looked at it; where it is given and has grown since, nothing is done, so that a
    button pressed twice acts once.
    """

    act: Act
    content: str = ""
    reason: str = ""
    body: Body | None = None
    publishable: bool | None = None
    reference: str = ""
    public_reason: str = ""
    edition: int | None = None


def submit(staff: Staff, key: str, *, content: str, reason: str = "", edition: int | None = None) -> Item:
    """Lay an item's latest text before its reviewers, whatever that is called where the item is now."""
    with transaction.atomic():
        item = locked_item(key)
        act = bringing_act(standing_of(item).state)
        return _do(staff, item, Deed(act, content=content, reason=reason, edition=edition))


def act_on(staff: Staff, key: str, deed: Deed) -> Item:
    """Do one act on an item; `StepRefused` with every reason against it, and then nothing has changed.

    Two people who act at once do so one after the other: the second is told what the first has done.
    """
    with transaction.atomic():
        return _do(staff, locked_item(key), deed)


def bringing_act(state: State) -> Act:
    """Return the act that brings a text before the reviewers where an item is."""
    return _BRINGS.get(state, Act.SUBMITTED)


def locked_item(key: str) -> Item:
    """Return an item, held until the transaction ends.

    It is held first and read then: PostgreSQL joins what was there before the wait to the row as it is after.
    """
    held = Item.objects.select_for_update().values_list("pk", flat=True).get(key=key)
    return Item.objects.select_related("agency", "latest").get(pk=held)


def _do(staff: Staff, item: Item, deed: Deed) -> Item:
    if item.discarded_at is not None:
        raise StepRefused(deed.act.label, ("这一条已经删除，请先恢复",))
    if deed.edition is not None and deed.edition != item.edition:
        raise StepRefused(deed.act.label, ("这一条在您打开之后有变动，请看过最新情况再办理",))
    standing = standing_of(item)
    text = _text_of(item, standing, deed)
    event = ReviewEvent(
        on=clock.today(),
        person=person_of(staff, item),
        act=deed.act,
        content=deed.content or (text.digest if text else ""),
        attribute=Attribute(text.attribute) if text and deed.act.brings_text else None,
        reason=deed.reason,
        body=deed.body,
        publishable=deed.publishable,
        reference=deed.reference,
        authors=authors_upto(text) if text and deed.act.brings_text else frozenset(),
    )
    after = standing.after(event)
    if text is not None and (marked := reasons_against_marks(item, standing, deed.act, text)):
        raise StepRefused(deed.act.label, marked)
    stored = _store(staff, item, standing, event, text)
    item.state, item.edition, item.changed_at = after.state.value, item.edition + 1, clock.now()
    if deed.act is Act.PUBLISHED and text is not None:
        put_online(item, text, stored, _correction_note(item))
    elif standing.published and not after.published:
        take_down(item, deed.public_reason or deed.reason)
    if after.state is not State.READY:
        item.scheduled_for = None
        item.scheduled_by = None
    item.save()
    record(deed.act.label, "item", item.key, agency=item.agency.key, step=stored.step, reason=deed.reason)
    return item


def _text_of(item: Item, standing: ReviewStanding, deed: Deed) -> Text | None:
    """Return the text that an act speaks of; `StepRefused` where it is not the one that the person had before them."""
    if deed.act.brings_text:
        if item.latest is None or item.latest.digest != deed.content:
            raise StepRefused(deed.act.label, ("这一条在您打开之后又改过，请打开最新的一稿再办理",))
        return item.latest
    if not standing.content:
        return None
    return Text.objects.filter(item=item, digest=standing.content, aside=False).order_by("-number").first()


def _store(staff: Staff, item: Item, standing: ReviewStanding, event: ReviewEvent, text: Text | None) -> Event:
    step = standing.steps_left[0] if event.act is Act.PASSED else None
    number = (item.events.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    return Event.objects.create(
        item=item,
        number=number,
        at=clock.now(),
        on=event.on,
        person_id=staff.id,
        acting_for_id=staff.acting_for(step.roles, item.agency.path, item.section_id) if step else None,
        roles=",".join(sorted(event.person.roles)),
        act=event.act.value,
        step=step.label if step else "",
        reviews=",".join(sorted(step.reviews)) if step else "",
        text=text,
        content=event.content,
        attribute=event.attribute.value if event.attribute else "",
        reason=event.reason,
        body=event.body.value if event.body else "",
        publishable=event.publishable,
        reference=event.reference,
    )


def _correction_note(item: Item) -> str:
    """Return what the last act that brought a text gave as its reason: the public reads it with a correction."""
    amended = item.events.filter(act=Act.AMENDED.value).order_by("-number").first()
    return amended.reason if amended else ""
