"""What a file carries beside what the readers show: headers, comments, hidden and deleted text, properties.

The readers give a document as it is seen; before a release everything that goes out with the file counts. Each text
comes with the Chinese words for its place, and what can't be looked into is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import NamedTuple, cast

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Grid
from gongkai.formats.read.sniff import sniff

_READERS = {
    "docx": "gongkai.formats.read.hidden_word",
    "doc": "gongkai.formats.read.hidden_binary",
    "xlsx": "gongkai.formats.read.hidden_workbook",
    "pdf": "gongkai.formats.read.hidden_pdf",
    "html": "gongkai.formats.read.hidden_page",
    "mhtml": "gongkai.formats.read.hidden_page",
}
_PICTURES = frozenset(("png", "jpeg", "bmp", "tiff", "webp"))
# In a longer text a line is only compared with whole lines: looking for thousands of lines would take minutes.
_SEARCHED = 1_000_000
_SPACE = re.compile(r"\s+")


class Aside(NamedTuple):
    """A text that the readers leave out, and the Chinese words for where it stands."""

    place: str
    text: str


class Asides(NamedTuple):
    """What a file carries beside its body; `unread` names in Chinese what could not be looked into."""

    texts: list[Aside]
    unread: list[str]


def asides_of(data: bytes, document: Document) -> Asides:
    """Return what the file in `data` carries beside `document`, which was read from it."""
    kind = sniff(data)
    if kind in _PICTURES:
        return Asides([], ["图片自带的拍摄信息和说明"])
    if kind not in _READERS:
        return Asides([], [])
    try:
        found = cast("Asides", import_module(_READERS[kind]).asides(data, document))
    except ReportUnreadable as refusal:
        return Asides([], [f"正文以外的部分（{refusal.why}）"])
    told = dict.fromkeys(aside for aside in found.texts if aside.text.strip())
    return Asides(list(told), list(dict.fromkeys(found.unread)))


def squeezed(text: str) -> str:
    """Return a text without its blanks.

    >>> squeezed("机 密 ★")
    '机密★'
    """
    return _SPACE.sub("", text)


def shown_in(document: Document, pages: frozenset[int] | None = None) -> str:
    """Return the texts of a document without blanks, one a line; only those of some pages where they are given."""
    texts: list[str] = []
    for block in document.blocks:
        if pages is None or block.page in pages:
            texts += [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    return "\n".join(map(squeezed, texts))


def unseen(lines: Iterable[str], shown: str) -> Iterator[str]:
    """Yield the lines that don't stand in `shown`, which `shown_in` made."""
    whole = frozenset(shown.split("\n"))
    for line in lines:
        plain = squeezed(line)
        if plain and plain not in whole and (len(shown) > _SEARCHED or plain not in shown):
            yield line.strip()
