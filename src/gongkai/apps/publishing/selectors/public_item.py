"""One public item with everything its page shows, the tombstone of a withdrawn one, and its files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from django.db.models import Q
from django.utils.html import escape

from gongkai.apps.agencies.selectors import keys_of_agencies
from gongkai.apps.publishing.models import (
    Attachment,
    Correction,
    PublicItem,
    Relation,
    RelationKind,
    Text,
    Tombstone,
    ValidityChange,
)
from gongkai.apps.publishing.remembered import Remembered
from gongkai.apps.publishing.selectors.public import Row, rows_of, visible
from gongkai.apps.publishing.selectors.public_validity import standing_of
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.validity import Alteration, Altered, ValidityStanding

__all__ = ["Changed", "Corrected", "Detail", "File", "Grave", "Linked", "detail", "file_of", "grave"]

_HAPPENED = {
    Alteration.REPEALED: "废止",
    Alteration.EXPIRED: "失效",
    Alteration.PARTLY_REPEALED: "部分废止",
    Alteration.PARTLY_EXPIRED: "部分失效",
    Alteration.AMENDED: "修改",
    Alteration.EXTENDED: "延长有效期",
}
_PICTURE = re.compile(r'(<img src=")picture:([^"]+)(" alt="([^"]*)">)')


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes out with an item: never the original. `picture` marks one that the body shows."""

    number: int
    name: str
    size: int
    media_type: str
    digest: str
    picture: bool

    @property
    def ending(self) -> str:
        """The ending of the name, in capitals."""
        return self.name.rpartition(".")[2].upper() if "." in self.name else ""


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that happened to a document in force; `row` is what did it, where it is public here."""

    on: date
    how: str
    by: str
    until: date | None
    row: Row | None

    @property
    def label(self) -> str:
        """What happened, in words."""
        return _HAPPENED[Alteration(self.how)]


@dataclass(frozen=True, slots=True)
class Linked:
    """Items linked to one, with what they are to it, in words."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction: when, what was said of it, and the words before and after."""

    at: datetime
    note: str
    old_title: str
    new_title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Detail:
    """All that the page of an item shows. `body` is clean html with the addresses of its pictures filled in."""

    row: Row
    agency_key: str
    description: str
    body: str
    theme: str
    genre: str
    keywords: str
    source: str
    attribute: str
    effective_from: date | None
    effective_to: date | None
    standing: ValidityStanding | None
    changed: tuple[Changed, ...]
    files: tuple[File, ...]
    linked: tuple[Linked, ...]
    corrected: tuple[Corrected, ...]

    @property
    def attachments(self) -> tuple[File, ...]:
        """The files that stand below the text."""
        return tuple(each for each in self.files if not each.picture)


@dataclass(frozen=True, slots=True)
class Grave:
    """What the public reads where a withdrawn item stood."""

    key: str
    agency_name: str
    column: str
    index_number: str
    title: str
    withdrawn_at: datetime
    reason: str


_agency_keys = Remembered(keys_of_agencies)
"""The key of every agency by its id."""


def detail(key: str, on: date) -> Detail | None:
    """Return a public item as its page shows it on a day; None where nothing of that key is public."""
    try:
        online = visible().select_related("text").get(key=key)
    except PublicItem.DoesNotExist:
        return None
    text = online.text
    (row,) = rows_of((online,), on)
    files = tuple(map(_file, text.attachments.select_related("file")))
    changes = _changes(online, on) if row.standing else ()
    return Detail(
        row=row,
        agency_key=_agency_keys()[online.agency_id],
        description=text.description,
        body=_with_pictures(key, text, files),
        theme=text.theme,
        genre=text.genre,
        keywords=text.keywords,
        source=text.source or online.agency_name,
        attribute=Attribute(text.attribute).label,
        effective_from=text.effective_from,
        effective_to=text.effective_to,
        standing=_standing(online, changes, on) if row.standing else None,
        changed=changes,
        files=files,
        linked=_linked(online, on),
        corrected=_corrections(online) if online.corrected_at else (),
    )


def grave(key: str) -> Grave | None:
    """Return the tombstone of a withdrawn item; None where there is none."""
    found = Tombstone.objects.filter(key=key).select_related("agency").first()
    if found is None:
        return None
    return Grave(
        key=found.key,
        agency_name=found.agency.name,
        column=found.column,
        index_number=found.index_number,
        title=found.title,
        withdrawn_at=found.withdrawn_at,
        reason=found.reason,
    )


def file_of(key: str, number: int, name: str) -> File | None:
    """Return a file of the text of an item that is online now; None for any other, whatever its name or number."""
    found = (
        Attachment.objects.filter(
            text__in=visible().filter(key=key).values("text_id"), number=number, name=name
        )
        .select_related("file")
        .first()
    )  # fmt: skip
    return _file(found) if found else None


def _file(attachment: Attachment) -> File:
    return File(
        number=attachment.number,
        name=attachment.name,
        size=attachment.file.size,
        media_type=attachment.file.media_type,
        digest=attachment.file_id,
        picture=attachment.picture,
    )


def _with_pictures(key: str, text: Text, files: Iterable[File]) -> str:
    """Return the body with the address of each picture that it names; one that is missing leaves its words."""
    pictures: dict[str, str] = {
        escape(each.name): f"/item/{key}/files/{each.number}/{quote(each.name)}" for each in files
    }

    def placed(found: re.Match[str]) -> str:
        address = pictures.get(found[2])
        return f"{found[1]}{address}{found[3]}" if address else found[4]

    return _PICTURE.sub(placed, text.body)


def _changes(online: PublicItem, on: date) -> tuple[Changed, ...]:
    found = list(ValidityChange.objects.filter(item_id=online.item_id).order_by("on", "id"))
    others = [each.by_item_id for each in found if each.by_item_id]
    rows = {}
    if others:
        public = list(visible().filter(item_id__in=others))
        rows = {each.item_id: row for each, row in zip(public, rows_of(public, on), strict=True)}
    return tuple(
        Changed(each.on, each.how, each.by or _told(rows.get(each.by_item_id or 0)), each.until,
                rows.get(each.by_item_id or 0))
        for each in found
    )  # fmt: skip


def _told(row: Row | None) -> str:
    """Return a document as others name it: its title, and its number."""
    if row is None:
        return ""
    return f"《{row.title}》（{row.document_number}）" if row.document_number else f"《{row.title}》"


def _standing(online: PublicItem, changes: Iterable[Changed], on: date) -> ValidityStanding:
    return standing_of(
        online, (Altered(each.on, Alteration(each.how), each.by, each.until) for each in changes), on
    )  # fmt: skip


_LABELS = {
    (RelationKind.INTERPRETS, True): "解读的文件",
    (RelationKind.INTERPRETS, False): "政策解读",
    (RelationKind.AMENDS, True): "本文件修改的文件",
    (RelationKind.AMENDS, False): "修改本文件的文件",
    (RelationKind.REPEALS, True): "本文件废止的文件",
    (RelationKind.REPEALS, False): "废止本文件的文件",
    (RelationKind.RELATED, True): "相关信息",
    (RelationKind.RELATED, False): "相关信息",
}
"""What the other item is called, by the kind of the link and whether the item itself is where the link begins."""


def _linked(online: PublicItem, on: date) -> tuple[Linked, ...]:
    mine = online.item_id
    relations = list(Relation.objects.filter(Q(source_id=mine) | Q(target_id=mine)))
    if not relations:
        return ()
    others = {each.target_id if each.source_id == mine else each.source_id for each in relations}
    public = list(visible().filter(item_id__in=others))
    rows = {each.item_id: row for each, row in zip(public, rows_of(public, on), strict=True)}
    groups: dict[str, dict[str, Row]] = {}
    for each in relations:
        first = each.source_id == mine
        row = rows.get(each.target_id if first else each.source_id)
        if row is not None:
            groups.setdefault(_LABELS[RelationKind(each.kind), first], {})[row.key] = row
    return tuple(
        Linked(label, tuple(groups[label].values())) for label in dict.fromkeys(_LABELS.values()) if label in groups
    )


def _corrections(online: PublicItem) -> tuple[Corrected, ...]:
    found = Correction.objects.filter(item_id=online.item_id).select_related("old", "new").order_by("-at")
    return tuple(
        Corrected(each.at, each.note, each.old.title, each.new.title, each.old.plain, each.new.plain) for each in found
    )
