"""A report as plain values (dicts, lists, strings, ints): the shape of `gongkai-report/1`.

The names here are a contract with the outside; the JSON Schema in `schema.py` says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.core.errors import InvalidReport
from gongkai.core.report.cells import Cell, Mark, Place, Recovery
from gongkai.core.report.layouts import LAYOUTS, layout_named
from gongkai.core.report.model import SECTION_KEYS, TABLES, Heading, Report, Statistic, Table

SCHEMA = "gongkai-report/1"

Plain = dict[str, Any]

_ROWS = {name: {row for layout in LAYOUTS.values() for row in layout.shape(name)} for name in TABLES}
_MONEY = frozenset(
    f"table2.{line.key}.{column.key}"
    for layout in LAYOUTS.values()
    for block in layout.table2
    for line in block.lines
    for column in block.columns
    if column.money
)


def to_plain(report: Report, *, provenance: bool = True) -> Plain:
    """Return `report` in the shape of the contract; `provenance` adds `cells`, each cell's raw text and place.

    A count is an int, an amount a decimal string in 万元, what is no number is None.
    """
    plain: Plain = {
        "schema": SCHEMA,
        "layout": report.layout.key,
        "agency": report.agency,
        "year": report.year,
        "title": report.title,
        "preamble": report.preamble,
        "sections": {key: report.sections.get(key) for key in SECTION_KEYS},
    }
    for name in TABLES:
        table = report.table(name)
        plain[name] = (
            None
            if table is None
            else {row: {column: _value(cell) for column, cell in cells.items()} for row, cells in table.items()}
        )
    remarks = {address: cell.remark for address, cell in report.cells() if cell.remark}
    if remarks:
        plain["remarks"] = remarks
    if report.statistics:
        plain["statistics"] = [
            {"label": line.label, "unit": line.unit, "value": _value(line.cell)} for line in report.statistics
        ]
    if report.notes:
        plain["notes"] = list(report.notes)
    if provenance:
        plain["source"] = report.source
        plain["headings"] = [list(heading) for heading in report.headings]
        plain["cells"] = {address: _traced(cell) for address, cell in report.cells()}
    return plain


def from_plain(plain: Mapping[str, Any]) -> Report:
    """Return the report that `plain` (the shape of the contract) tells; `InvalidReport` names a wrong key."""
    if plain.get("schema") != SCHEMA:
        raise InvalidReport(f"不是 {SCHEMA} 格式的年度报告：schema 是 {plain.get('schema')!r}")
    if not isinstance(plain.get("layout"), str):
        raise InvalidReport("缺少 layout，应是 y2014、y2019 或 y2021")
    sections = _mapping(plain, "sections")
    traces = _mapping(plain, "cells")
    report = Report(
        layout=layout_named(plain["layout"]),
        agency=_text(plain, "agency"),
        year=_year(plain.get("year")),
        title=_text(plain, "title"),
        preamble=_text(plain, "preamble"),
        sections={key: _text(sections, key) for key in SECTION_KEYS},
        notes=[str(note) for note in _list(plain, "notes")],
        source=_text(plain, "source"),
    )
    remarks = _mapping(plain, "remarks")
    report.table2 = _table("table2", plain, traces, remarks)
    report.table3 = _table("table3", plain, traces, remarks)
    report.table4 = _table("table4", plain, traces, remarks)
    report.headings = [_heading(entry) for entry in _list(plain, "headings")]
    report.statistics = [_statistic(line) for line in _list(plain, "statistics")]
    return report


def _mapping(plain: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = plain.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InvalidReport(f"{key} 应是对象或 null")
    return value


def _list(plain: Mapping[str, Any], key: str) -> list[Any]:
    value = plain.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise InvalidReport(f"{key} 应是数组或 null")
    return value


def _heading(entry: object) -> Heading:
    if not isinstance(entry, list) or len(entry) != 3:
        raise InvalidReport("headings 的每一项应是三个元素的数组：编号、文字、章节")
    number, words, section = entry
    return Heading(str(number), str(words), None if section is None else str(section))


def _statistic(line: object) -> Statistic:
    if not isinstance(line, Mapping) or not isinstance(line.get("label"), str):
        raise InvalidReport("statistics 的每一项应是有 label、unit、value 的对象")
    unit = str(line.get("unit", ""))
    return Statistic(line["label"], unit, _cell(f"statistics.{line['label']}", line.get("value"), {}, None))


def _value(cell: Cell) -> int | str | None:
    return str(cell.value) if isinstance(cell.value, Decimal) else cell.value


def _traced(cell: Cell) -> Plain:
    traced: Plain = {"raw": cell.raw, "mark": cell.mark.value}
    if cell.place is not None:
        traced["place"] = {key: value for key, value in cell.place._asdict().items() if value is not None}
    if cell.recovered is not None:
        traced["recovered"] = cell.recovered.value
    if cell.note:
        traced["note"] = cell.note
    return traced


def _table(name: str, plain: Mapping[str, Any], traces: Mapping[str, Any], remarks: Mapping[str, Any]) -> Table | None:
    rows = plain.get(name)
    if rows is None:
        return None
    if not isinstance(rows, Mapping):
        raise InvalidReport(f"{name} 应是对象或 null")
    table: Table = {}
    for row, columns in rows.items():
        if not isinstance(columns, Mapping):
            raise InvalidReport(f"{name}.{row} 应是对象")
        if row not in _ROWS[name]:
            raise InvalidReport(f"{name}.{row} 不是格式里的行")
        table[row] = {}
        for column, value in columns.items():
            address = f"{name}.{row}.{column}"
            table[row][column] = _cell(address, value, traces.get(address) or {}, remarks.get(address))
    return table


def _cell(address: str, value: object, trace: Mapping[str, Any], remark: str | None) -> Cell:
    number = _number(address, value)
    if address in _MONEY and isinstance(number, int):
        number = Decimal(number)
    if address not in _MONEY and isinstance(number, Decimal) and not address.startswith("statistics."):
        raise InvalidReport(f"{address} 应是整数或 null，现在是 {value!r}")
    try:
        return Cell(
            value=number,
            mark=Mark(trace.get("mark", Mark.BLANK if number is None else Mark.NUMBER)),
            raw=str(trace.get("raw", "" if value is None else value)),
            place=_place(trace.get("place")),
            remark=remark,
            recovered=Recovery(trace["recovered"]) if trace.get("recovered") else None,
            note=trace.get("note"),
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise InvalidReport(f"cells 里 {address} 的写法不对：{error}") from error


def _place(place: Mapping[str, Any] | None) -> Place | None:
    if place is None:
        return None
    box = place.get("box")
    return Place(**{**place, "box": tuple(box) if box else None})


def _number(address: str, value: object) -> int | Decimal | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str):
        try:
            amount = Decimal(value)
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount.is_finite():
            return amount
    raise InvalidReport(f"{address} 应是整数、小数字符串或 null，现在是 {value!r}")


def _text(plain: Mapping[str, Any], key: str) -> str | None:
    value = plain.get(key)
    if value is None or isinstance(value, str):
        return value
    raise InvalidReport(f"{key} 应是文字或 null，现在是 {value!r}")


def _year(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise InvalidReport(f"year 应是整数或 null，现在是 {value!r}")
