"""Two versions of an item side by side: their words, their metadata, their files."""

from __future__ import annotations

from gongkai.apps.desk.differences import differences
from gongkai.apps.publishing.models import Item, Kind, Text
from gongkai.core.casework.grounds import ground
from gongkai.core.law.days import chinese
from gongkai.core.publication.attribute import Attribute

Rows = tuple[tuple[str, str], ...]


def metadata_rows(item: Item, text: Text) -> Rows:
    """Return what is told of a version, label and value, what isn't there left out."""
    filed = (
        ("索引号", item.index_number or "发布时自动编号"),
        ("信息类别", Kind(item.kind).label),
        ("来源股室", item.section.name if item.section else ""),
    )
    return tuple((label, value) for label, value in (*filed, *_told(text)) if value)


def compared(old: Text, new: Text) -> dict[str, object]:
    """Return what differs between two versions: rows of metadata, paragraphs, names of files."""
    before, after = dict(_told(old)), dict(_told(new))
    rows = [("标题", old.title, new.title)] if old.title != new.title else []
    rows += [(label, before[label], after[label]) for label in before if before[label] != after[label]]
    told = [_files(each) for each in (old, new)]
    if told[0] != told[1]:
        rows.append(("附件", "；".join(told[0]), "；".join(told[1])))
    found = differences(old.plain, new.plain)
    return {
        "rows": rows,
        "paragraphs": found,
        "changed": sum(bool(each.sign) for each in found),
        "markup": old.plain == new.plain and old.body != new.body,
    }


def _told(text: Text) -> Rows:
    return (
        ("文号", text.document_number),
        ("形成日期", chinese(text.formed_on) if text.formed_on else ""),
        ("主题分类", text.theme),
        ("体裁", text.genre),
        ("关键词", text.keywords),
        ("内容概述", text.description),
        ("信息来源", text.source),
        ("公开属性", Attribute(text.attribute).label),
        ("不予公开的依据", ground(text.ground).label if text.ground else ""),
        ("属性的理由", text.reason),
        ("施行日期", chinese(text.effective_from) if text.effective_from else ""),
        ("有效期至", chinese(text.effective_to) if text.effective_to else ""),
    )


def _files(text: Text) -> list[str]:
    return [f"{each.name}（{each.file_id[:8]}）" for each in text.attachments.all()]
