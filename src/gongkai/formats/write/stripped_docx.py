"""A Word document without what nobody sees: comments, tracked changes (accepted), hidden text, properties, embedded data.

What is seen reads the same afterwards: headers, notes, page numbers, alternative texts of pictures stay.
"""

from __future__ import annotations

import re

from lxml import etree

from gongkai.formats.package_relations import Relation
from gongkai.formats.read.docx_xml import kind_of, switched_on
from gongkai.formats.read.hidden import Aside
from gongkai.formats.read.hidden_parts import local
from gongkai.formats.write.stripped_fields import unlink_fields
from gongkai.formats.write.stripped_package import NEVER_SEEN, Parts, drop, unwrap

_STORIES = frozenset(("document", "hdr", "ftr", "footnotes", "endnotes"))
_GONE = frozenset(
    "del moveFrom pPrChange rPrChange sectPrChange tblPrChange tblPrExChange tcPrChange trPrChange tblGridChange numberingChange"  # noqa: SIM905 — a list of words
    " cellIns cellMerge commentRangeStart commentRangeEnd commentReference moveFromRangeStart moveFromRangeEnd moveToRangeStart"
    " moveToRangeEnd proofErr permStart permEnd customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart"
    " customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart"
    " customXmlMoveToRangeEnd dataBinding".split()
)
_ACCEPTED = frozenset(("ins", "moveTo"))
_MARKS = frozenset(("rPr", "trPr", "numPr", "tcPr"))
_SETTINGS = frozenset(
    ("docVars", "attachedTemplate", "rsids", "trackRevisions", "mailMerge", "revisionView", "saveThroughXslt")
)
_LOCAL_PATH = re.compile(r"file:|[A-Za-z]:[\\/]|\\\\", re.IGNORECASE)


def strip_docx(data: bytes) -> tuple[bytes, list[Aside]]:
    """Return a docx without its hidden data, and what was taken out that `asides_of` does not tell of."""
    parts = Parts(data)
    told: list[Aside] = []
    told += [Aside("本机或内网路径的链接", each.target) for each in parts.cut_everywhere(_unwanted) if each.outside]
    for name in parts.names():
        if name.endswith(".xml") and name.startswith("word/"):
            root = parts.root(name)
            if local(root) in _STORIES:
                _strip_story(root)
                parts.put(name, root)
            elif local(root) == "settings":
                _strip_settings(root)
                parts.put(name, root)
    return parts.packed(), told


def _unwanted(relation: Relation) -> bool:
    """Tell whether a relation leads to what is never seen, or into the writer's own computer."""
    if relation.kind in NEVER_SEEN:
        return True
    return relation.outside and relation.kind == "hyperlink" and _LOCAL_PATH.match(relation.target) is not None


def _strip_settings(root: etree._Element) -> None:
    for element in list(root):
        if kind_of(element) in _SETTINGS:
            root.remove(element)


def _strip_story(root: etree._Element) -> None:
    _accept_rows(root)
    _join_paragraphs(root)
    for element in list(root.iter()):
        kind = kind_of(element)
        if kind in _GONE:
            drop(element)
        elif kind in _ACCEPTED:
            parent = element.getparent()
            drop(element) if parent is not None and kind_of(parent) in _MARKS else unwrap(element)
    for element in list(root.iter()):
        _strip_hidden(element)
    unlink_fields(root)


def _accept_rows(root: etree._Element) -> None:
    """Take out table rows and cells whose deletion was tracked; a table without rows goes too."""
    for element in list(root.iter()):
        kind, parent = kind_of(element), element.getparent()
        wanted = {"del": "trPr", "cellDel": "tcPr"}.get(kind)
        if wanted is None or parent is None or kind_of(parent) != wanted:
            continue
        holder = parent.getparent()
        table = holder.getparent() if holder is not None else None
        if holder is None or table is None:
            continue
        table.remove(holder)
        if kind == "del" and not any(kind_of(child) == "tr" for child in table.iter()):
            drop(table)


def _join_paragraphs(root: etree._Element) -> None:
    """Join a paragraph whose end was deleted with the one after it, which gives its properties."""
    for paragraph in [element for element in root.iter() if kind_of(element) == "p"]:
        if not _end_is_deleted(paragraph):
            continue
        after = paragraph.getnext()
        while after is not None and kind_of(after) in _GONE:
            after = after.getnext()
        if after is None or kind_of(after) != "p":
            continue
        at = 1 if len(after) and kind_of(after[0]) == "pPr" else 0
        moved = [child for child in paragraph if kind_of(child) != "pPr"]
        for child in reversed(moved):
            after.insert(at, child)
        drop(paragraph)


def _end_is_deleted(paragraph: etree._Element) -> bool:
    return any(
        kind_of(mark) in {"del", "moveFrom"}
        for properties in paragraph
        if kind_of(properties) == "pPr"
        for run in properties
        if kind_of(run) == "rPr"
        for mark in run
    )


def _strip_hidden(element: etree._Element) -> None:
    match kind_of(element):
        case "r" if _says(element, "rPr", "vanish"):
            _empty(element)
        case "sdt" if _says(element, "sdtPr", "showingPlcHdr"):
            _take_placeholder(element)
        case "mc:Fallback" if _differs(element):
            drop(element)
        case _:
            pass


def _says(element: etree._Element, properties: str, wanted: str) -> bool:
    return any(
        kind_of(part) == wanted and switched_on(part)
        for child in element
        if kind_of(child) == properties
        for part in child
    )


def _empty(run: etree._Element) -> None:
    """Take what a hidden run says; the ends of fields stay, so that no field is left open."""
    kept = [child for child in run if kind_of(child) in {"rPr", "fldChar"}]
    if all(kind_of(child) == "rPr" for child in kept):
        drop(run)
        return
    for child in list(run):
        if child not in kept:
            run.remove(child)


def _take_placeholder(control: etree._Element) -> None:
    """Take a control that only shows what might be typed there; a cell keeps its paragraph."""
    parent = control.getparent()
    for text in list(control.iter()):
        if kind_of(text) in {"t", "tab", "br", "sym"}:
            drop(text)
    if parent is not None and kind_of(parent) not in {"tc", "body"}:
        drop(control)


def _differs(fallback: etree._Element) -> bool:
    """Tell whether the picture for old programs says something else than the one that is shown."""
    parent = fallback.getparent()
    if parent is None:
        return False
    choice = next((child for child in parent if kind_of(child) == "mc:Choice" and len(child)), None)
    return choice is not None and _said(fallback) not in _said(choice)


def _said(element: etree._Element) -> str:
    return "".join(part.text or "" for part in element.iter() if kind_of(part) == "t")
