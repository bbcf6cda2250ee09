"""XML parts of a docx as trees, without entities, DTDs or network, in either dialect of the namespaces."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from gongkai.core.errors import ReportUnreadable

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

BROKEN = "文件已损坏（正文的 XML 读不出来）：请用 Word 或 WPS 打开后另存一份"
DECLARES_ENTITIES = "文件里含有不该有的 XML 实体声明，为安全起见没有读：请用 Word 或 WPS 打开后另存一份"


def parsed(content: bytes) -> etree._Element:
    """Return the root of an XML part; a part that is broken, too deep or declares a DTD is refused in words."""
    if b"<!DOCTYPE" in content:
        raise ReportUnreadable(DECLARES_ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as damage:
        raise ReportUnreadable(BROKEN) from damage
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReportUnreadable(DECLARES_ENTITIES)
    return root


@lru_cache(maxsize=2048)
def _kind(tag: str) -> str:
    space, _, name = tag[1:].partition("}")
    if space in _WORD:
        return name
    if space == _COMPATIBILITY:
        return f"mc:{name}"
    if space in _MATH:
        return f"m:{name}"
    return "other"


def kind_of(element: etree._Element) -> str:
    """Return an element's name without its namespace (`tbl`, `mc:Choice`, `m:t`); foreign elements are `other`."""
    tag = element.tag
    return _kind(tag) if isinstance(tag, str) else "other"


def attribute(element: etree._Element, name: str) -> str:
    """Return a Word attribute in either dialect, or nothing."""
    for space in _WORD:
        value = element.get(f"{{{space}}}{name}")
        if value is not None:
            return value
    return ""


def relation_id(element: etree._Element) -> str:
    """Return the `r:id` of an element in either dialect, or nothing."""
    for space in _RELATIONSHIPS:
        value = element.get(f"{{{space}}}id")
        if value is not None:
            return value
    return ""


def switched_on(element: etree._Element | None) -> bool:
    """Tell whether an on/off property (`w:vanish`) is there and not switched off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")
