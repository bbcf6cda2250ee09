"""What is printed for a cell or a text of the report, whatever the format."""

from __future__ import annotations

import re
from decimal import Decimal

from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.model import Report

_STOOD = {Mark.DASH: "-", Mark.SLASH: "/", Mark.NONE: "无", Mark.UNREADABLE: ""}
_ABOUT = re.compile(r"约为?|近|共计?")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LEAD = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。：；！？\n]{1,30}(?:[。：]|$)")


def printed(cell: Cell) -> str:
    """Return what is printed in a cell: its number with its remark, the dash as it stood, or nothing.

    >>> printed(Cell(22, remark="（其中修订16件）")), printed(Cell(5345, remark="约"))
    ('22（其中修订16件）', '约5345')
    >>> printed(Cell(None, Mark.DASH, "—")), printed(Cell(None, Mark.SLASH)), printed(Cell(None, Mark.UNDECIDED, "12"))
    ('—', '/', '')
    >>> printed(Cell(Decimal("1E+3")))
    '1000'
    """
    value = cell.value
    if value is None:
        default = _STOOD.get(cell.mark)
        return "" if default is None else clean(cell.raw).strip() or default
    number = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return with_remark(number, cell.remark) if cell.remark else number


def with_remark(number: str, remark: str) -> str:
    """Return a number with what stood beside it: 约 before it, everything else behind it."""
    remark = clean(remark)
    about = _ABOUT.match(remark)
    return f"{about[0]}{number}{remark[about.end() :]}" if about else number + remark


def clean(text: str) -> str:
    r"""Return `text` without the characters no document format can hold, its line ends made `\n`."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs(text: str | None) -> list[str]:
    r"""Return the paragraphs of a text, without empty ones.

    >>> paragraphs("（一）主动公开。\n\n（二）依申请公开。 ")
    ['（一）主动公开。', '（二）依申请公开。']
    """
    return [line.strip() for line in clean(text).split("\n") if line.strip()] if text else []


def lead(paragraph: str) -> int:
    """Return how many characters at the start of a paragraph are its second-level heading （一）….

    >>> text = "（二）依申请公开情况：2024年未收到申请。"
    >>> text[:lead(text)], lead("2024年未收到申请。")
    ('（二）依申请公开情况：', 0)
    """
    match = _LEAD.match(paragraph)
    return match.end() if match else 0


def title_of(report: Report) -> str:
    """Return the report's title; without one, the title the form prescribes for its agency and year."""
    title = " ".join(paragraphs(report.title))
    if title:
        return title
    year = "" if report.year is None else f"{report.year}年"
    return f"{clean(report.agency or '').strip()}{year}政府信息公开工作年度报告"


def title_lines(report: Report, longest: int) -> tuple[str, ...]:
    """Return the title in one line, or in two where it has more than `longest` characters and a place to break.

    It is broken before the year, so that the agency stands alone in the first line.
    """
    title = title_of(report)
    if len(title) <= longest:
        return (title,)
    cut = title.find(f"{report.year}年") if report.year is not None else -1
    return (title[:cut], title[cut:]) if 0 < cut <= longest and len(title) - cut <= longest else (title,)
