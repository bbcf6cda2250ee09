"""One application's course as dated events, and how it is read from a file.

The shape of the file is the contract's: `[application]` with `channel`, `applicant`, `agency_kind`, then `[[event]]`
tables with `kind`, `on` and what the kind adds (see `events`). The timeline is the only truth about an application:
state, deadlines and what may be done next are computed from it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from gongkai.core.casework.events import EVENTS, RANKS, Event, label_of
from gongkai.core.errors import InvalidTimeline
from gongkai.core.report.layouts.y2021 import APPLICANTS


class Channel(StrEnum):
    """How an application reaches the agency; it decides which day counts as receipt (条例第三十一条)."""

    COUNTER = "counter"
    REGISTERED_POST = "registered_post"
    ORDINARY_POST = "ordinary_post"
    ONLINE = "online"
    FAX = "fax"


class AgencyKind(StrEnum):
    """Who replies: a department is reviewed by the government beside it, a government by the one above."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"


MOST_EVENTS = 500
"""More than any application has; a file with more is several applications, or an attack."""
APPLICANT_KINDS = tuple(column.key for column in APPLICANTS if column.key != "total")


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of one application in the order of their days; of one day, in the order of `EVENTS`.

    `applicant` is the column of table 3 that the application is counted in.
    """

    channel: Channel
    applicant: str = "natural_person"
    agency_kind: AgencyKind = AgencyKind.DEPARTMENT
    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.events, key=lambda event: (event.on, RANKS[type(event)], getattr(event, "id", ""))))
        object.__setattr__(self, "events", ordered)

    def until(self, day: date) -> Timeline:
        """Return what had happened by the end of `day`."""
        if not self.events or self.events[-1].on <= day:
            return self
        return Timeline(
            self.channel, self.applicant, self.agency_kind, tuple(event for event in self.events if event.on <= day)
        )

    def with_event(self, event: Event) -> Timeline:
        """Return the timeline with one more event; whether it is possible is told by `course.follow`."""
        return Timeline(self.channel, self.applicant, self.agency_kind, (*self.events, event))


def read_timeline(plain: Mapping[str, Any]) -> Timeline:
    """Read the parsed TOML or JSON of a timeline file; tables beside `application` and `event` are left to others.

    Raises InvalidTimeline with a sentence that names the key or the event.

    >>> plain = {"application": {"channel": "counter"}, "event": [{"kind": "submitted", "on": "2025-06-02"}]}
    >>> read_timeline(plain).events[0].on
    datetime.date(2025, 6, 2)
    """
    application = _table(plain, "application")
    _refuse_unknown(application, ("channel", "applicant", "agency_kind", "note"), "[application]")
    _refuse_misspelt(plain)
    events = plain.get("event")
    if not isinstance(events, list) or not events:
        raise InvalidTimeline("没有任何[[event]]，至少要写明哪一天提交的申请。")
    if len(events) > MOST_EVENTS:
        raise InvalidTimeline(f"经过有{len(events)}条，一件申请最多{MOST_EVENTS}条，请核对是不是几件申请合在了一起。")
    return Timeline(
        channel=Channel(_choice(application, "channel", tuple(Channel), None)),
        applicant=_choice(application, "applicant", APPLICANT_KINDS, "natural_person"),
        agency_kind=AgencyKind(_choice(application, "agency_kind", tuple(AgencyKind), AgencyKind.DEPARTMENT)),
        events=tuple(_event(event, number) for number, event in enumerate(events, 1)),
    )


def _refuse_misspelt(plain: Mapping[str, Any]) -> None:
    """Refuse a table beside `event` that looks like events: one letter too many, and a part of the course were lost."""
    for key, value in plain.items():
        if (
            key != "event"
            and isinstance(value, list)
            and any(isinstance(one, Mapping) and "kind" in one for one in value)
        ):
            raise InvalidTimeline(f"[[{key}]]不认识，每一件事都写在[[event]]里。")


def _table(plain: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = plain.get(name)
    if not isinstance(table, Mapping):
        raise InvalidTimeline(f"缺少[{name}]一节，里面至少要有channel（申请渠道）。")
    return table


def _choice(table: Mapping[str, Any], key: str, choices: tuple[str, ...], default: str | None) -> str:
    value = table.get(key, default)
    if value in choices:
        return str(value)
    told = f"“{value}”" if value is not None else "没有写"
    raise InvalidTimeline(f"[application]的{key}{told}，只能是：{'、'.join(choices)}。")


def _event(plain: Any, number: int) -> Event:
    where = f"第{number}个[[event]]"
    if not isinstance(plain, Mapping):
        raise InvalidTimeline(f"{where}不是一节键值，请写成kind = …、on = …。")
    if "kind" not in plain:
        raise InvalidTimeline(f"{where}没有写kind（发生了什么），只能是：{'、'.join(EVENTS)}。")
    kind = EVENTS.get(str(plain["kind"]))
    if kind is None:
        raise InvalidTimeline(f"{where}的kind“{plain['kind']}”不认识{_nearest(str(plain['kind']), EVENTS)}。")
    where = f"{where}（{label_of(kind.kind)}）"
    keys = {field.name: field for field in fields(kind)}
    _refuse_unknown(plain, ("kind", *keys), where)
    values = {key: _READERS[key](value, f"{where}的{key}") for key, value in plain.items() if key != "kind"}
    missing = [key for key in ("on", *_REQUIRED.get(kind.kind, ())) if key not in values]
    if missing:
        raise InvalidTimeline(f"{where}缺少{'、'.join(missing)}。")
    return kind(**values)


def _refuse_unknown(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise InvalidTimeline(f"{where}的{key}不认识{_nearest(key, known)}。")


def _nearest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"，是不是{near[0]}" if near else f"，只能是：{'、'.join(known)}"


def _day(value: Any, where: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InvalidTimeline(f"{where}“{value}”不是日期，请写成2025-06-02的样子。") from None


def _flag(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    raise InvalidTimeline(f"{where}“{value}”应是true或者false。")


def _count(value: Any, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise InvalidTimeline(f"{where}“{value}”应是整数。")


def _money(value: Any, where: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise InvalidTimeline(f"{where}“{value}”应是金额，单位元。")
    try:
        amount = Decimal(str(value))
    except ArithmeticError:
        raise InvalidTimeline(f"{where}“{value}”应是金额，单位元。") from None
    if not amount.is_finite() or amount <= 0 or amount != round(amount, 2):
        raise InvalidTimeline(f"{where}“{value}”应是大于零的金额，单位元，最多到分。")
    return amount


def _text(value: Any, where: str) -> str:
    if isinstance(value, str):
        return value
    raise InvalidTimeline(f"{where}“{value}”应是文字。")


def _name(value: Any, where: str) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value, where)


_READERS: dict[str, Callable[[Any, str], Any]] = {
    "on": _day,
    "note": _text,
    "respond_by": _day,
    "received": _day,
    "reply_by": _day,
    "posted": _day,
    "id": _name,
    "consents": _flag,
    "reasonable": _flag,
    "workdays": _count,
    "amount": _money,
    "approved_by": _text,
    "outcome": _text,
    "how": _text,
}
_REQUIRED = {"extended": ("workdays",), "replied": ("outcome",)}
