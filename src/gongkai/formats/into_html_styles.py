"""What the paragraph styles of a Word document say of looks, through the styles they are based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from gongkai.formats.read.docx_xml import attribute, kind_of, parsed, switched_on

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题", re.IGNORECASE)
_MAX_INHERITANCE = 20


class Style(NamedTuple):
    """The looks of a style; 0 and nothing where it says nothing. `level` counts headings from 1."""

    align: str = ""
    size: float = 0.0
    bold: bool = False
    level: int = 0
    title: bool = False


_NONE = Style()


@dataclass(slots=True)
class Styles:
    """The styles of a document by identifier."""

    by_identifier: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    def of(self, identifier: str) -> Style:
        """Return the style of a paragraph; of the default one where it names none."""
        return self.by_identifier.get(identifier or self.default, _NONE)


@lru_cache(maxsize=16)
def styles_in(content: bytes) -> Styles:
    """Return the styles of `styles.xml`; none where there is no such part."""
    if not content:
        return Styles()
    elements = {attribute(each, "styleId"): each for each in parsed(content) if kind_of(each) == "style"}
    default = next(
        (
            name
            for name, each in elements.items()
            if attribute(each, "type") == "paragraph" and attribute(each, "default") in {"1", "true", "on"}
        ),
        "",
    )
    return Styles({name: _resolved(name, elements) for name in elements}, default)


def _resolved(name: str, elements: dict[str, etree._Element]) -> Style:
    """Return what a style says, the nearest of its bases counting where it says nothing itself."""
    align, size, bold, level, title = "", 0.0, None, None, False
    for step in range(_MAX_INHERITANCE):
        element = elements.get(name)
        if element is None:
            break
        values = {
            kind_of(part): part
            for child in element
            for part in (child if kind_of(child) in {"pPr", "rPr"} else (child,))
        }
        called = attribute(values["name"], "val").strip() if "name" in values else ""
        align = align or (attribute(values["jc"], "val") if "jc" in values else "")
        size = size or _points(attribute(values["sz"], "val") if "sz" in values else "")
        bold = bold if bold is not None or "b" not in values else switched_on(values["b"])
        level = level if level is not None else _level(values, called)
        title = title or (step == 0 and _TITLE.fullmatch(called) is not None)
        name = attribute(values["basedOn"], "val") if "basedOn" in values else ""
    return Style(align, size, bool(bold), 0 if title else level or 0, title)


def _level(values: dict[str, etree._Element], called: str) -> int | None:
    if "outlineLvl" in values:
        told = attribute(values["outlineLvl"], "val")
        return int(told) + 1 if told.isascii() and told.isdigit() and int(told) < 9 else 0
    heading = _HEADING.fullmatch(called)
    return int(heading[1]) if heading else None


def _points(half_points: str) -> float:
    return int(half_points) / 2 if half_points.isascii() and half_points.isdigit() and len(half_points) < 5 else 0.0
