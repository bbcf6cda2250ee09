"""What the parts of an Office package point at, by the identifiers they use for it."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from gongkai.formats.read.docx_xml import parsed
from gongkai.formats.read.hidden_parts import value_of
from gongkai.formats.read.package import Package


class Relation(NamedTuple):
    """One relationship: its identifier, the last word of its type, its target, and whether that lies outside the file.

    A target inside is the part's name in small letters.
    """

    identifier: str
    kind: str
    target: str
    outside: bool


def relations_part(part: str) -> str:
    """Return the name of the part that holds the relations of another; of the package itself for an empty name.

    >>> relations_part("word/document.xml"), relations_part("")
    ('word/_rels/document.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_of(package: Package, part: str) -> list[Relation]:
    """Return the relations of a part in their order; `ReportUnreadable` where they can't be read."""
    content = package.read_if_present(relations_part(part))
    folder = posixpath.dirname(part)
    found = []
    for element in parsed(content) if content else ():
        target = value_of(element, "Target")
        outside = value_of(element, "TargetMode") == "External"
        if not outside:
            target = resolved(folder, target)
        found.append(Relation(value_of(element, "Id"), value_of(element, "Type").rpartition("/")[2], target, outside))
    return found


def resolved(folder: str, target: str) -> str:
    """Return the name of the part that a target in a folder means.

    >>> resolved("word", "media/image1.png"), resolved("word", "/docProps/core.xml"), resolved("xl/sheets", "../a.xml")
    ('word/media/image1.png', 'docprops/core.xml', 'xl/a.xml')
    """
    whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return whole.lower()
