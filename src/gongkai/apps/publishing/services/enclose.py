"""Take files in: what goes out is stripped of hidden data, the original stays inside, its words are read for marks and search.

Files belong to a version of a text; they go out with it after its review and never by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gongkai.apps.files.services import keep
from gongkai.apps.publishing.services.text import Enclosure, Words
from gongkai.core.errors import ReportUnreadable, UploadRefused
from gongkai.formats.blocks import Document, Grid
from gongkai.formats.file_kinds import PICTURES
from gongkai.formats.file_names import extension_of, safe_name
from gongkai.formats.into_html import Imported, into_html
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.read.hidden import Aside
from gongkai.formats.upload import Upload, inspect_upload
from gongkai.formats.write.stripped import strip

__all__ = ["MOST", "Place", "arranged", "enclosed", "filled", "imported"]

MOST = 100
"""Files of one text, its pictures with them."""
LONGEST = 500_000
"""Characters of a file's words that are searched for marks and found by search."""
SHOWN = 120
"""Characters of what was stripped that are kept to tell what it was."""
_UNREAD = "里面的文字程序读不出来，请打开原件人工检查有没有个人信息和涉密内容"
_TRUNCATED = f"文字超过{LONGEST // 10000}万字，后面的没有检查，请人工检查"
_PICTURE = "图片里的文字没有检查，请人工查看有没有个人信息和涉密内容"


@dataclass(frozen=True, slots=True)
class Place:
    """What becomes of a file that is there: its new name, its place, or that it goes. `number` is its place before."""

    number: int
    name: str
    order: int
    removed: bool = False


def enclosed(name: str, data: bytes, *, picture: bool = False) -> Enclosure:
    """Take a file in; `UploadRefused` in one Chinese sentence where it must not come in."""
    upload = inspect_upload(name, data)
    try:
        stripped = strip(data)
    except ReportUnreadable as unreadable:
        raise UploadRefused(unreadable.why, upload.safe_name) from unreadable
    words, findings = _words(upload, stripped.data)
    original = keep(data, upload.media_type)
    out = keep(stripped.data, upload.media_type)
    return Enclosure(
        name=upload.safe_name,
        file=out.digest,
        original=original.digest,
        picture=picture,
        plain=words,
        removed=tuple(map(_told, stripped.removed)),
        findings=(*stripped.kept, *findings),
    )


def arranged(old: Sequence[Enclosure], places: Iterable[Place], new: Iterable[Enclosure] = ()) -> tuple[Enclosure, ...]:
    """Return the files of the next version: renamed, ordered, without those removed, the new ones at the end.

    Two never have one name, a new name keeps the ending, and a file that is there already isn't taken twice.
    """
    told = {place.number: place for place in places}
    kept = []
    for number, each in enumerate(old, 1):
        place = told.get(number, Place(number, each.name, number))
        if not place.removed:
            kept.append((place.order, number, _renamed(each, place.name)))
    found = [each for _, _, each in sorted(kept, key=lambda row: row[:2])]
    there = {(each.name, each.original) for each in found}
    found += [each for each in new if (each.name, each.original) not in there]
    if len(found) > MOST:
        raise UploadRefused(f"附件和图片一共{len(found)}个，最多{MOST}个，请合并或者分成几条信息")
    return _distinct(found)


def imported(name: str, data: bytes) -> tuple[Imported, tuple[Enclosure, ...]]:
    """Read a file as a body; return it with its pictures taken in. What it reads is not kept as an attachment."""
    found = into_html(name, data)
    return found, tuple(enclosed(each.name, each.data, picture=True) for each in found.pictures)


def filled(words: Words, found: Imported, pictures: tuple[Enclosure, ...]) -> Words:
    """Return words with the body of an import, and what else it told where nothing was written yet."""
    files = tuple(each for each in words.enclosures if not each.picture)
    return replace(
        words,
        title=words.title or found.title[:200],
        body=found.html,
        document_number=words.document_number or found.document_number[:60],
        formed_on=words.formed_on or found.formed_on,
        enclosures=(*files, *pictures),
    )


def _words(upload: Upload, data: bytes) -> tuple[str, tuple[str, ...]]:
    if upload.kind in PICTURES:
        return "", (_PICTURE,)
    if not upload.readable:
        return "", (_UNREAD,)
    try:
        words = _plain(read_document(data))
    except ReportUnreadable:
        return "", (_UNREAD,)
    if not words.strip():
        return "", (_UNREAD,)
    return words[:LONGEST], (_TRUNCATED,) if len(words) > LONGEST else ()


def _plain(document: Document) -> str:
    """Return the words of a document: a line for each paragraph and each row."""
    lines = []
    for block in document.blocks:
        if not isinstance(block, Grid):
            lines.append(block.text)
            continue
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell.text.replace("\n", " "))
        lines += ["\t".join(cells) for _, cells in sorted(rows.items())]
    return "\n".join(lines).replace("\0", "")


def _told(aside: Aside) -> str:
    text = " ".join(aside.text.split())
    return f"{aside.place}：{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}" if text else aside.place


def _renamed(file: Enclosure, name: str) -> Enclosure:
    if file.picture or not name.strip() or name == file.name:
        return file
    ending = extension_of(file.name)
    typed = name.strip()
    stem = typed[: -len(ending) - 1] if ending and typed.lower().endswith(f".{ending}") else typed
    return replace(file, name=safe_name(f"{stem}.{ending}" if ending else stem, ending))


def _distinct(files: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    taken: set[str] = set()
    found = []
    for each in files:
        name, number = each.name, 1
        while name in taken:
            number += 1
            ending = extension_of(each.name)
            stem = each.name[: -len(ending) - 1] if ending else each.name
            name = f"{stem}（{number}）" + (f".{ending}" if ending else "")
        taken.add(name)
        found.append(replace(each, name=name))
    return tuple(found)
