"""The record of a review (政府信息公开审查表), filled from what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.apps.desk.columns import column_label
from gongkai.apps.publishing.models import Event, Item, Text
from gongkai.apps.publishing.selectors.marked import Found, Place
from gongkai.core.casework.grounds import ground
from gongkai.core.law.days import chinese
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import record_elements
from gongkai.core.publication.review import ReviewStanding
from gongkai.core.publication.review_events import Act

_SIGNED = frozenset(Act) - {Act.RECALLED}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody said at a step, and when."""

    step: str
    opinion: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """An element of the record and what stands there: lines, or the opinions."""

    label: str
    lines: tuple[str, ...] = ()
    opinions: tuple[Opinion, ...] = ()


def record_sheet(item: Item, text: Text, standing: ReviewStanding, searched: tuple[Place, ...]) -> tuple[Row, ...]:
    """Return the rows of the record of a version, in the order of the form."""
    found = [each for place in searched for each in place.found]
    contents = (
        Row("", (text.title,)),
        Row("", (item.section.name if item.section else item.agency.name,)),
        Row("", (chinese(text.formed_on) if text.formed_on else "未填",)),
        Row("", _told([each for each in found if each.of_secrecy], "未发现密级、内部资料等标记")),
        Row("", _told([each for each in found if not each.of_secrecy], "未发现个人信息、商业秘密、工作秘密标记")),
        Row("", _attribute(text)),
        Row("", (f"政府信息公开平台：{column_label(item.agency.level, item.column)}",)),
        Row("", opinions=_opinions(item)),
        Row("", (standing.state.label,)),
    )
    labels = record_elements()
    return tuple(Row(label, row.lines, row.opinions) for label, row in zip(labels, contents, strict=True))


def _told(found: list[Found], nothing: str) -> tuple[str, ...]:
    if not found:
        return (nothing,)
    return tuple(
        f"{each.mark.kind.label}：{each.settled.by.name}核实，{each.settled.reason}"
        if each.settled
        else f"{each.mark.kind.label}：尚未核实"
        for each in {each.passage: each for each in found}.values()
    )


def _attribute(text: Text) -> tuple[str, ...]:
    attribute = Attribute(text.attribute)
    lines = [attribute.label, f"依据：{attribute.cites[0]}"]
    if text.ground:
        lines.append(f"不予公开的情形：{ground(text.ground).label}")
    if text.reason:
        lines.append(f"理由：{text.reason}")
    return tuple(lines)


def _opinions(item: Item) -> tuple[Opinion, ...]:
    events = item.events.select_related("person", "acting_for").order_by("number")
    return tuple(
        Opinion(each.step or Act(each.act).label, _said(each), _who(each), each.at)
        for each in events
        if Act(each.act) in _SIGNED
    )


def _said(event: Event) -> str:
    act = Act(event.act)
    if act is Act.PASSED:
        return event.reason or "同意"
    told = [act.label if event.step else "", event.reason]
    if event.publishable is not None:
        told.append("可以公开" if event.publishable else "不能公开")
    return "：".join(filter(None, [*told, event.reference])) or act.label


def _who(event: Event) -> str:
    return f"{event.person.name}（代{event.acting_for.name}）" if event.acting_for else event.person.name
