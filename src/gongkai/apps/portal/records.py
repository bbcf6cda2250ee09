"""A public item as a record for machines: the same keys in the interface, in open data and in their schema."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.apps.portal.columns import column
from gongkai.apps.publishing.models import Kind
from gongkai.apps.publishing.selectors.public import Row

__all__ = ["FIELDS", "Field", "ItemRecord", "record_of", "schema"]


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """What lists show of a public item, in plain words and ISO dates; empty where there is nothing."""

    key: str
    index_number: str
    title: str
    agency: str
    column: str
    column_name: str
    kind: str
    kind_name: str
    document_number: str
    formed_on: date | None
    published_at: datetime
    corrected_at: datetime | None
    validity: str
    url: str


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record as its schema tells it."""

    name: str
    label: str
    format: str = ""
    required: bool = True


FIELDS = (
    Field("key", "本平台的编号"),
    Field("index_number", "索引号"),
    Field("title", "名称"),
    Field("agency", "发布机构"),
    Field("column", "栏目代码"),
    Field("column_name", "栏目"),
    Field("kind", "种类代码"),
    Field("kind_name", "种类"),
    Field("document_number", "文号", required=False),
    Field("formed_on", "生成日期（成文日期）", "date", required=False),
    Field("published_at", "发布时间", "date-time"),
    Field("corrected_at", "更正时间", "date-time", required=False),
    Field("validity", "有效性", required=False),
    Field("url", "网页地址", "uri"),
)


def record_of(row: Row, origin: str) -> ItemRecord:
    """Return a row as a record; `origin` begins its address."""
    return ItemRecord(
        key=row.key,
        index_number=row.index_number,
        title=row.title,
        agency=row.agency_name,
        column=row.column,
        column_name=column(row.column).label,
        kind=row.kind,
        kind_name=Kind(row.kind).label,
        document_number=row.document_number,
        formed_on=row.formed_on,
        published_at=timezone.localtime(row.published_at),
        corrected_at=timezone.localtime(row.corrected_at) if row.corrected_at else None,
        validity=row.standing.validity.label if row.standing else "",
        url=f"{origin}/item/{row.key}/",
    )


def plain(record: ItemRecord) -> dict[str, Any]:
    """Return a record with its dates as ISO text and None where there is none."""
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of records."""
    properties = {
        each.name: {
            "type": "string" if each.required else ["string", "null"],
            "description": each.label,
            **({"format": each.format} if each.format else {}),
        }
        for each in FIELDS
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "公开的政府信息",
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "required": [each.name for each in FIELDS],
            "additionalProperties": False,
        },
    }
