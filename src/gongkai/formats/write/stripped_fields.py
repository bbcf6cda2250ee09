"""The fields of a Word document: their results stay, their codes go unless they only number, refer or lead to the web.

A code can tell what the page does not: the path of a picture, the columns of a mailing list, a macro.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from gongkai.formats.read.docx_xml import attribute, kind_of
from gongkai.formats.read.hidden_parts import value_of
from gongkai.formats.write.stripped_package import drop, unwrap

_KEPT = frozenset(
    "PAGE NUMPAGES SECTIONPAGES SECTION PAGEREF REF NOTEREF STYLEREF SEQ TOC EQ SYMBOL LISTNUM FORMTEXT FORMCHECKBOX"  # noqa: SIM905 — a list of words
    " FORMDROPDOWN".split()
)
_LINK = re.compile(r"\s*HYPERLINK\s+(?:\\l\s|\"?(?:https?:|mailto:))", re.IGNORECASE)
_CONTENT = frozenset(("t", "tab", "br", "cr", "sym", "noBreakHyphen", "drawing", "pict", "object"))


@dataclass(slots=True)
class _Field:
    """A field whose end has not come yet: its ends, what stands in its code, and the code's words."""

    ends: list[etree._Element]
    inner: list[etree._Element] = field(default_factory=list)
    code: str = ""
    in_code: bool = True


def unlink_fields(root: etree._Element) -> None:
    """Take the codes out of a part that holds text."""
    opened: list[_Field] = []
    for element in list(root.iter()):
        kind = kind_of(element)
        if kind == "fldSimple":
            if not _may_stay(value_of(element, "instr")):
                unwrap(element)
        elif kind == "fldChar":
            _step(element, opened)
        elif kind == "instrText":
            if opened:
                opened[-1].code += element.text or ""
                opened[-1].inner.append(element)
            else:
                drop(element)
        elif kind in _CONTENT and (holder := next((each for each in reversed(opened) if each.in_code), None)):
            holder.inner.append(element)


def _step(element: etree._Element, opened: list[_Field]) -> None:
    kind = attribute(element, "fldCharType")
    if kind == "begin":
        opened.append(_Field([element]))
    elif opened and kind == "separate":
        opened[-1].ends.append(element)
        opened[-1].in_code = False
    elif opened and kind == "end":
        done = opened.pop()
        done.ends.append(element)
        if not _may_stay(done.code):
            for part in (*done.ends, *done.inner):
                drop(part)
        elif opened and opened[-1].in_code:
            opened[-1].inner += [*done.ends, *done.inner]


def _may_stay(code: str) -> bool:
    words = code.split()
    return bool(words) and (words[0].upper() in _KEPT or _LINK.match(code) is not None)
