"""The parts of a docx that the text needs: main document, styles, numbering, title.

The main part is found through the relationships, wherever it is called; nothing outside the file is ever fetched.
"""

from __future__ import annotations

import html
import posixpath
import re
from functools import lru_cache
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.docx_numbering import NumberKey
from gongkai.formats.read.package import Packed, open_package

NOT_WORD = "文件不是 Word 文档（压缩包里没有正文）：请确认选对了文件，或用 Word、WPS 另存为 docx"

_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*?)/?>")
_ATTRIBUTE = re.compile(rb"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TITLE = re.compile(rb"<(?:\w+:)?title(?:\s[^>]*)?>([^<]*)</")
_STYLES_ROOT = re.compile(rb"<(\w+:)?styles[\s>]")
_STYLE_ID = re.compile(rb"""\bstyleId=["']([^"']*)["']""")
_VALUE = rb"""\s[^>]*?\bval=["']([^"']*)["']"""
_NAME = re.compile(rb"<(?:\w+:)?name" + _VALUE)
_BASE = re.compile(rb"<(?:\w+:)?basedOn" + _VALUE)
_OUTLINE = re.compile(rb"<(?:\w+:)?outlineLvl" + _VALUE)
_LEVEL = re.compile(rb"<(?:\w+:)?ilvl" + _VALUE)
_NUMBER = re.compile(rb"<(?:\w+:)?numId" + _VALUE)
_HEADING_NAME = re.compile(r"heading ?\d|title|标题(?: ?\d)?", re.IGNORECASE)
_MAX_INHERITANCE = 20
_PLACEHOLDER_TITLES = ("", "无标题", "untitled", "word document", "microsoft word 文档")


class Styles(NamedTuple):
    """Paragraph styles by identifier: which are headings, and which number their paragraphs."""

    headings: frozenset[str]
    numbered: dict[str, NumberKey]


_NO_STYLES = Styles(frozenset(), {})


class Parts(NamedTuple):
    """The bytes of the parts of a docx that matter; an absent part is empty."""

    main: bytes
    styles: Styles
    numbering: bytes
    titles: list[str]


def parts_of(data: bytes) -> Parts:
    """Return the parts of a docx; `ReportUnreadable` where it is none or can't be opened."""
    package = open_package(data)
    root = _relations(package.read_if_present("_rels/.rels"), "")
    main = root.get("officeDocument", "word/document.xml")
    if main not in package:
        raise ReportUnreadable(NOT_WORD)
    folder, name = posixpath.split(main)
    related = _relations(package.read_if_present(posixpath.join(folder, "_rels", f"{name}.rels")), folder)
    styles = related.get("styles", posixpath.join(folder, "styles.xml"))
    return Parts(
        package.read(main),
        _styles_in(package.packed(styles)) if styles in package else _NO_STYLES,
        package.read_if_present(related["numbering"]) if "numbering" in related else b"",
        titles_of(package.read_if_present(root.get("core-properties", "docProps/core.xml"))),
    )


@lru_cache(maxsize=64)
def _relations(content: bytes, folder: str) -> dict[str, str]:
    """Return the inner targets by the last word of the relationship's type."""
    targets: dict[str, str] = {}
    for relation in _RELATION.findall(content):
        values = {name: first or second for name, first, second in _ATTRIBUTE.findall(relation)}
        if values.get(b"TargetMode") == b"External":
            continue
        target = html.unescape(values.get(b"Target", b"").decode(errors="replace"))
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        kind = values.get(b"Type", b"").rpartition(b"/")[2].decode(errors="replace")
        targets.setdefault(kind, path)
    return targets


def titles_of(content: bytes) -> list[str]:
    """Return the title that `core.xml` gives, unless it is only a placeholder."""
    found = _TITLE.search(content)
    title = html.unescape(found[1].decode(errors="replace")).strip() if found else ""
    return [] if title.lower() in _PLACEHOLDER_TITLES else [title]


class _Style(NamedTuple):
    base: str
    heading: bool | None
    level: int
    number: str | None


@lru_cache(maxsize=16)
def _styles_in(part: Packed) -> Styles:
    """Return the styles of a part as it is stored: documents of one template have them alike, often megabytes."""
    return styles_of(part.content())


def styles_of(content: bytes) -> Styles:
    """Return which styles of `styles.xml` are headings or numbered, by themselves or through their base."""
    root = _STYLES_ROOT.search(content)
    if root is None:
        return _NO_STYLES
    styles = {}
    for text in content.split(b"</" + (root[1] or b"") + b"style>"):
        named = _STYLE_ID.search(text)
        if named is not None:
            styles[named[1].decode(errors="replace")] = _style(text[named.end() :])
    headings, numbered = set(), {}
    for identifier in styles:
        line = _inheritance(styles, identifier)
        if next((style.heading for style in line if style.heading is not None), False):
            headings.add(identifier)
        number = next((style.number for style in line if style.number is not None), None)
        if number not in (None, "0"):
            level = next((style.level for style in line if style.level >= 0), 0)
            numbered[identifier] = NumberKey(str(number), level)
    return Styles(frozenset(headings), numbered)


def _style(text: bytes) -> _Style:
    name, base, outline = _NAME.search(text), _BASE.search(text), _OUTLINE.search(text)
    heading: bool | None = None
    if outline is not None:
        heading = outline[1] != b"9"
    elif name is not None and _HEADING_NAME.fullmatch(html.unescape(name[1].decode(errors="replace")).strip()):
        heading = True
    level, number = _LEVEL.search(text), _NUMBER.search(text)
    return _Style(
        base[1].decode(errors="replace") if base else "",
        heading,
        int(level[1]) if level and level[1].isdigit() and len(level[1]) < 3 else -1,
        number[1].decode(errors="replace") if number else None,
    )


def _inheritance(styles: dict[str, _Style], identifier: str) -> list[_Style]:
    line: list[_Style] = []
    while identifier in styles and len(line) < _MAX_INHERITANCE:
        line.append(styles[identifier])
        identifier = line[-1].base
    return line
