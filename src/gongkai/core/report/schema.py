"""The JSON Schema (draft 2020-12) of `gongkai-report/1`, built from the layouts so that the two never differ.

It tells the shape, not what is right: a report with wrong sums, or one of which only a part could be read, is valid.
"""

from __future__ import annotations

from typing import Any

from gongkai.core.report.cells import Mark, Recovery
from gongkai.core.report.layouts import LAYOUTS, Layout
from gongkai.core.report.model import SECTION_KEYS, TABLES
from gongkai.core.report.plain import SCHEMA

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": ["integer", "null"], "description": "件数；空白或认不出为 null，不以 0 代替"}
_AMOUNT: Schema = {
    "type": ["string", "null"],
    "pattern": r"^[+-]?[0-9]+(\.[0-9]+)?([Ee][+-]?[0-9]+)?$",
    "description": "万元，十进制小数的文字；空白或认不出为 null",
}
_ADDRESS = r"^table[234]\.[a-z_]+\.[a-z_]+$"


def report_schema() -> Schema:
    """Return the schema as a plain value, ready for `json.dumps`.

    >>> report_schema()["properties"]["layout"]["enum"]
    ['y2014', 'y2019', 'y2021']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": "政府信息公开工作年度报告",
        "description": "一份年度报告；其他键可以增加，这里列出的键名和类型不变。",
        "type": "object",
        "required": ["schema", "layout", "agency", "year", "title", "preamble", "sections", *TABLES],
        "properties": {
            "schema": {"const": SCHEMA},
            "layout": {"enum": list(LAYOUTS), "description": _layouts_told()},
            "agency": {**_TEXT, "description": "机关名称"},
            "year": {"type": ["integer", "null"], "description": "报告的年度，四位数"},
            "title": {**_TEXT, "description": "标题，写成一行"},
            "preamble": {**_TEXT, "description": "标题和第一部分之间的文字，段落以一个换行分隔"},
            "sections": _sections(),
            **{name: _table(name) for name in TABLES},
            **_optional(),
        },
        "$defs": {"count": _COUNT, "amount": _AMOUNT, "cell": _cell()},
    }


def _layouts_told() -> str:
    return "；".join(f"{layout.key}：{layout.notice}" for layout in LAYOUTS.values())


def _sections() -> Schema:
    titles = {section.text: section.heading for section in LAYOUTS["y2021"].sections if section.text}
    texts = {key: {**_TEXT, "description": f"{titles[key]}，不含标题"} for key in SECTION_KEYS}
    return {"type": "object", "required": list(SECTION_KEYS), "properties": texts}


def _table(name: str) -> Schema:
    """Rows and columns of one table in all editions: reports mix them, so every edition's rows are allowed."""
    rows: dict[str, Schema] = {}
    for layout in LAYOUTS.values():
        labels = _labels(layout, name)
        for row, columns in layout.shape(name).items():
            told = rows.setdefault(row, {"type": "object", "properties": {}, "additionalProperties": False})
            told.setdefault("description", labels[row])
            for column in columns:
                told["properties"][column] = _value(layout, name, column)
    caption = LAYOUTS["y2021"].titles[name]
    return {
        "description": f"{caption}；文件里没有这张表为 null",
        "type": ["object", "null"],
        "properties": rows,
        "additionalProperties": False,
    }


def _labels(layout: Layout, name: str) -> dict[str, str]:
    if name == "table2":
        return {line.key: line.label for block in layout.table2 for line in block.lines}
    if name == "table3":
        return {line.key: line.name for line in layout.table3}
    return {group.key: "·".join((*group.path, group.label)) for group in layout.table4}


def _value(layout: Layout, name: str, key: str) -> Schema:
    if name == "table2":
        columns = [column for block in layout.table2 for column in block.columns if column.key == key]
    else:
        columns = [*(layout.table3_columns if name == "table3" else layout.table4_columns)]
        columns = [column for column in columns if column.key == key]
    kind = "amount" if columns[0].money else "count"
    return {"$ref": f"#/$defs/{kind}", "title": columns[0].label}


def _optional() -> Schema:
    """Keys that a report may have: remarks, the older statistics, notes, and where everything stood."""
    addressed = {"type": "object", "propertyNames": {"pattern": _ADDRESS}}
    line = {
        "type": "object",
        "required": ["label", "unit", "value"],
        "properties": {
            "label": {"type": "string"},
            "unit": {"type": "string"},
            "value": {"type": ["integer", "string", "null"]},
        },
    }
    heading = {"type": "array", "prefixItems": [{"type": "string"}, {"type": "string"}, _TEXT], "minItems": 3}
    return {
        "remarks": {**addressed, "additionalProperties": {"type": "string"}, "description": "数旁的说明"},
        "statistics": {"type": "array", "items": line, "description": "2018 年以前的统计表，按原有行名"},
        "notes": {"type": "array", "items": {"type": "string"}, "description": "怎样读出来的说明"},
        "source": {**_TEXT, "description": "来源文件"},
        "headings": {"type": "array", "items": heading, "description": "文件里的标题：序号、文字、认作哪一部分"},
        "cells": {**addressed, "additionalProperties": {"$ref": "#/$defs/cell"}, "description": "每格的原文和位置"},
    }


def _cell() -> Schema:
    counted = {"type": "integer", "minimum": 1}
    box = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
    place = dict.fromkeys(("page", "table", "row", "column"), counted)
    return {
        "type": "object",
        "required": ["raw", "mark"],
        "properties": {
            "raw": {"type": "string", "description": "原文"},
            "mark": {"enum": [mark.value for mark in Mark]},
            "place": {"type": "object", "properties": {**place, "box": box}, "additionalProperties": False},
            "recovered": {"enum": [way.value for way in Recovery], "description": "怎样恢复出来的"},
            "note": {"type": "string"},
        },
    }
