"""The likely cause of a broken sum, where the arithmetic shows one."""

from __future__ import annotations

from gongkai.core.checks.check import Case, shown
from gongkai.core.checks.frame import Number
from gongkai.core.checks.terms import Slot
from gongkai.core.findings import Repair
from gongkai.core.report.layouts import Y2021

APPLICANTS = tuple(column.key for column in Y2021.table3_columns if column.key != "total")

_WIDTH = 7
_BESIDE = {
    key: tuple(step for step in (-1, 1) if 0 <= place + step < len(APPLICANTS)) for place, key in enumerate(APPLICANTS)
}


def likely_cause(left: tuple[Slot, ...], right: tuple[Slot, ...], case: Case, repair: Repair | None) -> str:
    """Return `，可能…` for a failed sum, or nothing where no single cause stands out.

    With a repair only the cell it names is looked at; otherwise every number of the sum, and only when just one of
    them explains the difference.
    """
    slots = [(slot.place, slot.factor) for slot in left] + [(slot.place, -slot.factor) for slot in right]
    gap = sum((_value(case, place) * factor for place, factor in slots), 0)
    own = [(place, factor) for place, factor in slots if place < len(case.frame.addresses)]
    if repair is not None:
        place = case.frame.index[repair.cell]
        words = slip(_value(case, place), repair.value)
        return f"，可能{words}" if words else ""
    shifted = _shifted(own, gap, case)
    if shifted:
        return shifted
    if len(left) == 1 < len(right) and not _value(case, left[0].place):
        return f"，可能{case.frame.name(case.frame.addresses[left[0].place])}漏填"
    summed = own if len(left) > 1 else own[1:]
    for explain, among in ((slip, own), (_counted, summed)):
        found = [
            f"{case.frame.name(case.frame.addresses[place])}的{shown(_value(case, place))}{words}"
            for place, factor in among
            if (words := explain(_value(case, place), _value(case, place) - gap * factor))
        ]
        if len(found) == 1:
            return f"，可能{found[0]}"
    return ""


def slip(written: Number, wanted: Number) -> str:
    """Say how `wanted` may have become `written`: sign, two digits swapped, unit, a digit lost or added.

    >>> slip(132, 123), slip(5, 50), slip(-3, 3), slip(12, 17), slip(77302800, 7730.28)
    ('把相邻两位数字写反了', '少写了一位数字', '写错了正负号', '', '把元当成了万元')
    """
    if wanted <= 0 or written <= 0:
        return "写错了正负号" if written == -wanted and wanted > 0 else ""
    if written == wanted * 10_000:
        return "把元当成了万元"
    before, after = shown(wanted), shown(written)
    if (written - wanted) % 9 == 0 and _swapped(before, after):
        return "把相邻两位数字写反了"
    if _missing_one(before, after):
        return "少写了一位数字"
    return "多写了一位数字" if _missing_one(after, before) else ""


def _counted(written: Number, wanted: Number) -> str:
    """Say whether the difference is the number itself: left out of the total, or counted twice."""
    if not written:
        return ""
    if wanted == 0:
        return "没有计入总计"
    return "在总计中计了两次" if wanted == 2 * written else ""


def _swapped(before: str, after: str) -> bool:
    if len(before) != len(after):
        return False
    differing = [place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and before[differing[0]] == after[differing[1]]
        and before[differing[1]] == after[differing[0]]
    )


def _missing_one(longer: str, shorter: str) -> bool:
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


def _shifted(own: list[tuple[int, int]], gap: Number, case: Case) -> str:
    """Look for a row of table 3 whose numbers stand one column to the side."""
    addresses = case.frame.addresses
    rows = {addresses[place].rsplit(".", 1)[0] for place, _ in own}
    if not all(row.startswith("table3.") for row in rows):
        return ""
    if len(rows) == 1:
        return _row_shifted(own, case)
    column = addresses[own[0][0]].rsplit(".", 1)[1]
    found = [
        f"，可能{_row_words(case, place)}的数字错了一列"
        for step in _BESIDE.get(column, ())
        if sum((_value(case, place + step) * factor for place, factor in own), 0) == -gap
        for place, factor in own
        if (_value(case, place) - _value(case, place + step)) * factor == gap
    ]
    return found[0] if len(found) == 1 else ""


def _row_shifted(own: list[tuple[int, int]], case: Case) -> str:
    places = sorted(place for place, _ in own)
    if len(places) != _WIDTH:
        return ""
    values = [_value(case, place) for place in places]
    if values[-1] == 0 and values[-2] != 0 and sum(values[:-2], 0) == values[-2]:
        return f"，可能{_row_words(case, places[0])}的数字整体左移了一列"
    if values[0] != 0 and values[0] == sum(values[1:], 0):
        return f"，可能{_row_words(case, places[0])}把总计填在了第一列"
    return ""


def _row_words(case: Case, place: int) -> str:
    table, row, _ = case.frame.addresses[place].split(".")
    return f"“{case.frame.labels[f'{table}.{row}']}”行"


def _value(case: Case, place: int) -> Number:
    return case.values[place] or 0
