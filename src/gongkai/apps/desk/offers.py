"""What may be done with an item now: every act with its button, or with the reasons against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gongkai.apps.agencies.staff import Staff
from gongkai.apps.desk.forms.acts import ActForm, form_of
from gongkai.apps.desk.names import by_name
from gongkai.apps.publishing.course import person_of
from gongkai.apps.publishing.models import Item, Text
from gongkai.apps.publishing.selectors.marked import reasons_against_marks
from gongkai.apps.publishing.services.review import bringing_act
from gongkai.core.publication.review import ReviewStanding, State
from gongkai.core.publication.review_events import Act

SCHEDULE = "schedule"
"""The address of planning a publication; it is no act of the review by itself."""
_ORDER = (
    Act.SUBMITTED,
    Act.PASSED,
    Act.SENT_BACK,
    Act.REFERRED,
    Act.WITHHELD,
    Act.DETERMINED,
    Act.PUBLISHED,
    Act.RECALLED,
    Act.WITHDRAWN,
)
_GRAVE = frozenset({Act.WITHDRAWN, Act.WITHHELD})
_NEVER = ("现在是“", "没有已经公开的内容")
"""How reasons begin that stand against everybody in this state."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An act: the last part of its address, its label, why it may not be done (nothing: it may), the form it asks for.

    `hold` is what has to be done with the text's marks first; the act is the person's, but waits for that.
    """

    name: str
    label: str
    reasons: tuple[str, ...]
    form: ActForm
    grave: bool = False
    open: bool = False
    hold: str = ""


def offers(
    staff: Staff, item: Item, standing: ReviewStanding, text: Text, tried: Mapping[str, ActForm]
) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
    """Return what somebody may do with an item and what they may not do now; `tried` are forms that came back.

    What nobody could do in this state isn't told at all: a published text is not passed, a draft not withdrawn.
    """
    person = person_of(staff, item)
    lawful: list[Offer] = []
    barred: list[Offer] = []
    for act in _ORDER:
        wanted = bringing_act(standing.state) if act is Act.SUBMITTED else act
        reasons = by_name((*_gone(item), *standing.reasons_against(wanted, person)), staff)
        if wanted.brings_text:
            reasons = (*reasons, *_unchanged(standing, text))
        offer = _offer(wanted, reasons, item, standing, text, tried)
        if not reasons:
            held = "；".join(reasons_against_marks(item, standing, wanted, text))
            lawful.append(replace(offer, hold=held))
        elif not any(each.startswith(_NEVER) for each in reasons):
            barred.append(offer)
    published = next((each for each in lawful if each.name == Act.PUBLISHED.value), None)
    if published is not None:
        lawful.append(replace(_schedule(item, standing, tried), hold=published.hold))
    return tuple(lawful), tuple(barred)


def under_review(item: Item, standing: ReviewStanding) -> Text | None:
    """Return the version that the reviewers have before them or that is online; the latest where there is none."""
    if standing.content and standing.state not in {State.NEW, State.SENT_BACK, State.RECALLED}:
        found = item.texts.filter(digest=standing.content, aside=False).select_related("author").order_by("-number")
        return found.first()
    return item.latest


def _offer(
    act: Act,
    reasons: tuple[str, ...],
    item: Item,
    standing: ReviewStanding,
    text: Text,
    tried: Mapping[str, ActForm],
) -> Offer:
    label = _label(act, standing)
    latest = item.latest.digest if item.latest else ""
    content = latest if act.brings_text else standing.content or text.digest
    form = tried.get(act.value) or form_of(act, initial={"content": content, "edition": item.edition})
    return Offer(act.value, label, reasons, form, act in _GRAVE, act.value in tried)


def _schedule(item: Item, standing: ReviewStanding, tried: Mapping[str, ActForm]) -> Offer:
    initial = {"content": standing.content, "edition": item.edition, "at": item.scheduled_for}
    form = tried.get(SCHEDULE) or form_of(SCHEDULE, initial=initial)
    label = "改定时" if item.scheduled_for else "定时发布"
    return Offer(SCHEDULE, label, (), form, open=SCHEDULE in tried)


def _label(act: Act, standing: ReviewStanding) -> str:
    if act is Act.REVISED:
        return "送审新的一稿"
    if act is Act.PASSED and standing.steps_left and standing.state is State.IN_REVIEW:
        return f"通过“{standing.steps_left[0].label}”"
    return {Act.SENT_BACK: "退回修改", Act.PUBLISHED: "立即发布"}.get(act, act.label)


def _gone(item: Item) -> tuple[str, ...]:
    return ("这一条已经删除，请先恢复",) if item.discarded_at is not None else ()


def _unchanged(standing: ReviewStanding, text: Text) -> tuple[str, ...]:
    """Tell that nothing new was written since the reviewers got the text; nothing to submit then."""
    latest = text.item.latest
    brings = bringing_act(standing.state)
    if latest is None or brings is Act.SUBMITTED or latest.digest != standing.content:
        return ()
    return ("内容没有变化，请先修改并保存再送审",)
