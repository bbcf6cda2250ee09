"""A report as plain values (dicts, lists, strings, ints): the shape of `gongkai-report/1`.

The names here are a contract with the outside; the JSON Schema in `schema.py` says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.core.errors import InvalidReport
from gongkai.core.report.cells import Cell, Mark, Place, Recovery
from gongkai.core.report.layouts import layout_named
from gongkai.core.report.model import SECTION_KEYS, TABLES, Heading, Report, Statistic, Table

SCHEMA = "gongkai-report/1"

Plain = dict[str, Any]


def to_plain(report: Report, provenance: bool = True) -> Plain:
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
        plain[name] = None if table is None else {
            row: {column: _value(cell) for column, cell in cells.items()} for row, cells in table.items()
        }
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
    sections = plain.get("sections") or {}
    traces = plain.get("cells") or {}
    report = Report(
        layout=layout_named(str(plain.get("layout"))),
        agency=_text(plain, "agency"),
        year=_year(plain.get("year")),
        title=_text(plain, "title"),
        preamble=_text(plain, "preamble"),
        sections={key: _text(sections, key) for key in SECTION_KEYS},
        notes=[str(note) for note in plain.get("notes") or []],
        source=_text(plain, "source"),
    )
    remarks = plain.get("remarks") or {}
    report.table2 = _table("table2", plain, traces, remarks)
    report.table3 = _table("table3", plain, traces, remarks)
    report.table4 = _table("table4", plain, traces, remarks)
    report.headings = [Heading(*entry) for entry in plain.get("headings") or []]
    report.statistics = [
        Statistic(str(line["label"]), str(line.get("unit", "")), _cell("statistics", line.get("value"), {}, None))
        for line in plain.get("statistics") or []
    ]
    return report


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


def _table(
    name: str, plain: Mapping[str, Any], traces: Mapping[str, Any], remarks: Mapping[str, Any]
) -> Table | None:
    rows = plain.get(name)
    if rows is None:
        return None
    if not isinstance(rows, Mapping):
        raise InvalidReport(f"{name} 应是对象或 null")
    table: Table = {}
    for row, columns in rows.items():
        if not isinstance(columns, Mapping):
            raise InvalidReport(f"{name}.{row} 应是对象")
        table[row] = {}
        for column, value in columns.items():
            address = f"{name}.{row}.{column}"
            table[row][column] = _cell(address, value, traces.get(address) or {}, remarks.get(address))
    return table


def _cell(address: str, value: object, trace: Mapping[str, Any], remark: str | None) -> Cell:
    number = _number(address, value)
    mark = Mark(trace.get("mark", Mark.BLANK if number is None else Mark.NUMBER))
    place = trace.get("place")
    box = place.get("box") if place else None
    recovered = trace.get("recovered")
    return Cell(
        value=number,
        mark=mark,
        raw=str(trace.get("raw", "" if value is None else value)),
        place=Place(**{**place, "box": tuple(box) if box else None}) if place else None,
        remark=remark,
        recovered=Recovery(recovered) if recovered else None,
        note=trace.get("note"),
    )


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
