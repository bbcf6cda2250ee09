"""What a docx carries beside its body: headers, notes, comments, hidden and deleted runs, field codes, properties."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document
from gongkai.formats.read.docx_xml import kind_of, parsed, switched_on
from gongkai.formats.read.hidden import Aside, Asides, shown_in, unseen
from gongkai.formats.read.hidden_parts import descriptions, local, others
from gongkai.formats.read.package import Package, open_package

_TEXTS = frozenset(("t", "delText", "instrText", "delInstrText", "m:t"))
_DELETED = "修订中删除的文字"
_PLACES = {"del": _DELETED, "moveFrom": _DELETED, "rt": "注音", "mc:Fallback": "备用的内容"}
_CODES = frozenset(("instrText", "delInstrText"))


def asides(data: bytes, document: Document) -> Asides:
    """Return what the docx in `data` carries beside its body; `ReportUnreadable` where it can't be opened."""
    package = open_package(data)
    bodies = dict(_bodies(package))
    shown = shown_in(document)
    texts = [aside for root in bodies.values() for aside in _beside(root, shown)]
    found = others(package, frozenset(bodies))
    return Asides(texts + found.texts, found.unread)


def _bodies(package: Package) -> Iterator[tuple[str, etree._Element]]:
    """Yield the main parts; a part that can't be read is none, and is named with the others."""
    for name in package.names():
        if name.endswith(".xml"):
            with suppress(ReportUnreadable):
                content = package.read(name)
                if b"body" in content and local(root := parsed(content)) == "document":
                    yield name, root


def _beside(root: etree._Element, shown: str) -> Iterator[Aside]:
    """Yield what a body hides, paragraph by paragraph, and the words for its pictures."""
    held: dict[tuple[etree._Element | None, str], list[str]] = {}
    for element in root.iter():
        kind = kind_of(element)
        if kind in _TEXTS and element.text:
            owner, place = _stands(element)
            place = "域代码" if not place and kind in _CODES else place
            if place:
                held.setdefault((owner, place), []).append(element.text)
    for (_, place), pieces in held.items():
        yield from (Aside(place, text) for text in unseen(["".join(pieces)], shown if place == "备用的内容" else ""))
    yield from descriptions(root)


def _stands(element: etree._Element) -> tuple[etree._Element | None, str]:
    """Return the paragraph that holds a text, and where it is hidden; nothing for what is seen."""
    owner, place = None, ""
    for above in element.iterancestors():
        kind = kind_of(above)
        if kind == "p" and owner is None:
            owner = above
        place = place or _PLACES.get(kind, "") or _hiding(above, kind)
    return owner, place


def _hiding(element: etree._Element, kind: str) -> str:
    if kind == "r" and _says(element, "rPr", "vanish"):
        return "隐藏的文字"
    if kind == "tr" and any(kind_of(part) == "del" for child in element if kind_of(child) == "trPr" for part in child):
        return _DELETED
    if kind == "sdt" and _says(element, "sdtPr", "showingPlcHdr"):
        return "内容控件的提示文字"
    return ""


def _says(element: etree._Element, properties: str, wanted: str) -> bool:
    return any(
        kind_of(part) == wanted and switched_on(part)
        for child in element
        if kind_of(child) == properties
        for part in child
    )
