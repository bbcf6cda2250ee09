"""The text of a cell → its number, or what it is instead of one.

Blank, dash, slash, 无, and unreadable stay different. Full-width digits, thousands separators, units and
remarks beside the number are read; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from gongkai.core.report.cells import Cell, Mark, Place, Recovery
from gongkai.formats.blocks import GridCell

_ZERO_WIDTH = "\u200b\u200c\u200d\ufeff\u2060"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋（）／％：", "0123456789.,-+()/%:", _ZERO_WIDTH)
_INVISIBLE = str.maketrans("", "", _ZERO_WIDTH)
_new = tuple.__new__
_NUMBER_MARK = Mark.NUMBER
_SMALL = {str(number): number for number in range(2000)}
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,8})?")
_SPACES = re.compile(r"\s+")
_NOTHING = {
    "": Mark.BLANK,
    "-": Mark.DASH,
    "--": Mark.DASH,
    "---": Mark.DASH,
    "—": Mark.DASH,
    "——": Mark.DASH,
    "–": Mark.DASH,
    "─": Mark.DASH,
    "−": Mark.DASH,
    "/": Mark.SLASH,
    "//": Mark.SLASH,
    "\\": Mark.SLASH,
    "无": Mark.NONE,
}
_SIGN = r"[-+−–]?"
_NUMBER = re.compile(
    rf"(?P<about>约为?|近|共计?)?(?P<number>{_SIGN}(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)"
    r"(?P<unit>亿元|万元|元|亿|万|件次|件|条|个|项|宗|起|人次|次|份|部|篇)?(?P<rest>.*)",
    re.DOTALL,
)
_SPACED_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
_REMARK = re.compile(r"[（(\[【*＊①-⑩注其含].*", re.DOTALL)
_WORD_CHANGE = re.compile(r"(?P<way>增加?|减少?|↑|↓)\s*(?P<number>\d+)")
_TO_TEN_THOUSAND = {"亿元": Decimal(10000), "亿": Decimal(10000), "元": Decimal("0.0001")}


def figure(raw: str, place: Place | None = None, *, money: bool = False, unit: str = "万元") -> Cell:
    """Read one cell of a table.

    `money` cells are amounts in 万元 (`Decimal`), `unit` the unit their column names; others are counts (`int`).

    >>> figure("22（其中修订16件）").value, figure("22（其中修订16件）").remark
    (22, '（其中修订16件）')
    >>> figure("１３，６１２").value, figure(" ").mark.value, figure("—").mark.value
    (13612, 'blank', 'dash')
    >>> figure("31.6441亿元", money=True).value
    Decimal('316441')
    """
    small = _SMALL.get(raw)
    if small is not None and not money:
        return _new(Cell, (small, _NUMBER_MARK, raw, place, None, None, None))
    if unit == "万元" and _PLAIN.fullmatch(raw) and (money or "." not in raw):
        return _new(Cell, (Decimal(raw) if money else int(raw), _NUMBER_MARK, raw, place, None, None, None))
    text = raw.translate(_FULL_WIDTH).strip()
    mark = _NOTHING.get(text)
    if mark is None:
        mark = _NOTHING.get(_SPACES.sub("", text))
    if mark is not None:
        return Cell(None, mark, raw, place)
    return _number(raw, text, place, money=money, unit=unit)


def figures(cells: Iterable[GridCell], page: int | None, table: int) -> list[Cell]:
    """Read the counts of a row of physical cells, each with its place in table `table` of the document.

    >>> [cell.value for cell in figures([GridCell(0, 1, "12"), GridCell(0, 2, "—")], None, 1)]
    [12, None]
    """
    return [_counted(cell, page, table) for cell in cells]


@lru_cache(maxsize=8192)
def _counted(cell: GridCell, page: int | None, table: int) -> Cell:
    """Read one count; most cells of most reports are 0 at the same place, so they are one and the same value."""
    row, column, raw, _, _, box, _ = cell
    place = _new(Place, (page, table, row + 1, column + 1, box))
    small = _SMALL.get(raw)
    return figure(raw, place) if small is None else _new(Cell, (small, _NUMBER_MARK, raw, place, None, None, None))


def _number(raw: str, text: str, place: Place | None, *, money: bool, unit: str) -> Cell:
    if _SPACED_THOUSANDS.fullmatch(text):
        text = text.replace(" ", "")
    squeezed = _SPACES.sub("", text)
    match = _NUMBER.fullmatch(squeezed)
    if match is None:
        return _changed(raw, squeezed, place)
    digits, rest = match["number"], match["rest"]
    if _is_doubtful(text, digits, rest):
        return Cell(None, Mark.UNREADABLE, raw, place, note=f"“{_shown(raw)}”不是一个数")
    as_written = _SPACES.sub("", raw.translate(_INVISIBLE))
    remark = (match["about"] or "") + as_written[len(as_written) - len(rest) :]
    number = Decimal(digits.replace(",", "").replace("−", "-").replace("–", "-"))
    if money:
        return _amount(raw, number, match["unit"] or unit, place, remark or None)
    return _count(raw, number, match["unit"] or "", place, remark or None)


def _is_doubtful(text: str, digits: str, rest: str) -> bool:
    if rest and not _REMARK.fullmatch(rest):
        return True
    head = digits.lstrip("-+−–")
    if len(head) > 1 and head[0] == "0" and not head.startswith("0."):
        return True
    # Two numbers squeezed into a cell (a space between) are no number; a long one broken over lines is.
    spaced = re.match(r"[\d,.]+(?:[ \t\u3000]+)\d", text)
    return spaced is not None


def _count(raw: str, number: Decimal, unit: str, place: Place | None, remark: str | None) -> Cell:
    recovered = note = None
    if unit in {"万", "亿"}:
        number *= 10_000 if unit == "万" else 100_000_000
        recovered, note = Recovery.UNIT, f"“{_shown(raw)}”按{unit}折算"
    if number != number.to_integral_value():
        return Cell(None, Mark.UNREADABLE, raw, place, note=f"“{_shown(raw)}”不是整数")
    return Cell(int(number), Mark.NUMBER, raw, place, remark, recovered, note)


def _amount(raw: str, number: Decimal, unit: str, place: Place | None, remark: str | None) -> Cell:
    factor = _TO_TEN_THOUSAND.get(unit)
    if factor is None:
        return Cell(number, Mark.NUMBER, raw, place, remark)
    amount = (number * factor).normalize()
    amount = amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
    return Cell(amount, Mark.NUMBER, raw, place, remark, Recovery.UNIT, f"“{_shown(raw)}”按{unit}折算为{amount}万元")


def _changed(raw: str, squeezed: str, place: Place | None) -> Cell:
    match = _WORD_CHANGE.fullmatch(squeezed)
    if match is None:
        return Cell(None, Mark.UNREADABLE, raw, place, note=f"“{_shown(raw)}”不是一个数")
    number = int(match["number"])
    return Cell(-number if match["way"][0] in "减↓" else number, Mark.NUMBER, raw, place)


def _shown(raw: str) -> str:
    text = _SPACES.sub(" ", raw).strip()
    return text if len(text) <= 20 else text[:19] + "…"


_FIGURE_LIKE = re.compile(
    r"\s*(?:(?:约|近)\s*)?[-+−–]?[\d,， ]*\d(?:\.\d+)?\s*(?:亿元|万元|元|件|条|个|项|宗|起|次)?\s*(?:[（(\[*].*)?",
    re.DOTALL,
)


@lru_cache(maxsize=8192)
def is_figure(text: str) -> bool:
    """Tell whether a cell's text is a number or stands for one (blank, dash, slash, 无), and not a label.

    >>> [is_figure(text) for text in ("0", "", "-", "22（其中修订16件）", "1.属于国家秘密", "自然人")]
    [True, True, True, True, False, False]
    """
    if (text.isdecimal() and text.isascii()) or not text or text.isspace():
        return True
    plain = text.translate(_FULL_WIDTH).strip()
    if plain in _NOTHING:
        return True
    return _FIGURE_LIKE.fullmatch(plain) is not None
