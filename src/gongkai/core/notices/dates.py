"""Which days a notice may not bear or tell: its own, those of the law, and those of what it speaks of.

The day printed is that on which the document is made (成文日期): the day of the event that the document itself is. It
decides which remedies are told and whether the agency was late, so no other day may stand there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.core.casework.events import label_of
from gongkai.core.law.days import chinese
from gongkai.core.notices.facts import Facts

PROMISES = frozenset({"P02", "P08", "P11", "P13b"})
"""Documents that tell the last day for the reply as one still to come."""


def wrong_days(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the day of a notice and the days it tells, as sentences without full stop."""
    yield from _of_receipt(facts)
    yield from _of_event(facts)
    yield from _of_promise(facts)
    yield from _of_extension(facts)
    yield from _of_term(facts)
    yield from _of_assistance(facts)
    yield from _of_told(facts)


def _of_receipt(facts: Facts) -> Iterator[str]:
    day, received = facts.day, facts.received
    if day is not None and received is not None and day < received:
        yield f"落款日期{chinese(day)}早于收到申请之日{chinese(received)}"


def _of_event(facts: Facts) -> Iterator[str]:
    told, day = facts.told_event, facts.details.day
    if told is not None and day is not None and day != told.on:
        yield (
            f"落款日期{chinese(day)}与经过里“{label_of(told.kind)}”的日期{chinese(told.on)}不一致，"
            "成文日期就是作出该行为的日期，请改成同一天"
        )


def _of_promise(facts: Facts) -> Iterator[str]:
    day, deadline = facts.day, facts.reply_deadline
    if facts.template.code in PROMISES and day and deadline and day > deadline:
        yield f"落款日期{chinese(day)}晚于答复期限届满日{chinese(deadline)}，不能再写将于该日前答复"


def _of_extension(facts: Facts) -> Iterator[str]:
    clock, extension = facts.standing.reply_clock, facts.course.extension
    if facts.template.code != "P05" or clock is None:
        return
    for turn in clock.turns:
        if turn.event is extension and turn.missed:
            yield f"答复期限已于{chinese(turn.missed)}届满，不能再延长（条例第三十三条第二款）"


def _of_term(facts: Facts) -> Iterator[str]:
    for code, event, term in (
        ("P03", facts.course.rectification, "补正的最后一日"),
        ("P04", facts.course.reasons_asked, "说明理由的最后一日"),
    ):
        if facts.template.code == code and event and event.respond_by and event.respond_by <= event.on:
            yield f"{term}{chinese(event.respond_by)}就是告知的当日，应当给申请人合理的期限"


def _of_assistance(facts: Facts) -> Iterator[str]:
    respond_by, deadline = facts.details.assistance.respond_by, facts.reply_deadline
    if respond_by is None:
        return
    if facts.day and respond_by < facts.day:
        yield f"协办的最后一日{chinese(respond_by)}早于落款日期{chinese(facts.day)}"
    if deadline and respond_by > deadline:
        yield f"协办的最后一日{chinese(respond_by)}晚于答复期限届满日{chinese(deadline)}"


def _of_told(facts: Facts) -> Iterator[str]:
    """Refuse what had not happened when the notice was made, and a search made before there was the application."""
    if facts.day is None:
        return
    for what, day in _days_told(facts):
        if day > facts.day:
            yield f"{what}{chinese(day)}晚于落款日期{chinese(facts.day)}"
    search, submitted = facts.details.search.day, facts.course.submitted
    if search and submitted and search < submitted.on:
        yield f"检索日期{chinese(search)}早于提交申请的日期{chinese(submitted.on)}，请为本件申请重新检索"


def _days_told(facts: Facts) -> Iterator[tuple[str, date]]:
    details = facts.details
    found = [
        ("检索日期", details.search.day),
        ("原答复书的日期", details.earlier.day),
        ("档案的移交日期", details.archive.transferred),
        *(("公开的日期", each.day) for each in details.published),
        *(("卷内文件的日期", each.day) for each in details.files),
    ]
    return ((what, day) for what, day in found if day is not None)
