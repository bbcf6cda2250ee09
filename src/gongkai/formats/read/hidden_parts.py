"""The parts of an Office package (docx, xlsx) that no reader shows, told apart by their roots and their folders."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.docx_xml import parsed
from gongkai.formats.read.hidden import Aside, Asides
from gongkai.formats.read.package import Package

_STORIES = {
    "hdr": "页眉", "ftr": "页脚", "footnotes": "脚注", "endnotes": "尾注", "glossaryDocument": "构建基块", "chartSpace": "图表",
    "dataModel": "图示", "wsDr": "图形里的文字", "externalLink": "链接到外部文件的数据", "pivotCacheDefinition": "数据透视表的缓存",
    "pivotCacheRecords": "数据透视表的缓存", "xml": "图形里的文字",
}  # fmt: skip
_PROPERTIES = {
    "title": "标题", "subject": "主题", "creator": "作者", "lastModifiedBy": "最后保存者", "description": "备注", "keywords": "关键词",
    "category": "类别", "contentStatus": "状态", "Company": "单位", "Manager": "经理", "HyperlinkBase": "链接基础",
}  # fmt: skip
# Parts that only say how things look or work.
_SILENT = re.compile(
    r"(?:^|/)(?:\[content_types\]|styles|styleswitheffects|fonttable|websettings|numbering|theme\d*|calcchain|metadata"
    r"|themeoverride\d*|colors\d*|style\d+|layout\d+|quickstyle\d+|people|commentsids|commentsextended|commentsextensible)\.xml$"
    r"|/theme/|^customxml/itemprops\d*\.xml$"
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|webp|svg|wdp)$")
_NEVER_TEXT = re.compile(r"\.(?:odttf|ttf|fntdata)$|printersettings\d*\.bin$")
_DIGEST = re.compile(r"[0-9A-Fa-f]{32}(?:_[0-9]{1,3})?")
# Measures, places and switches of a drawing (2, 15, 0, 10) tell nothing.
_TELLING = re.compile(r"(?!(?:True|False)$)(?:.*[^\d\s,.-]|.*\d{6})", re.DOTALL)
_TEXTS = frozenset(("t", "delText", "text"))
_BREAKS = frozenset(("tab", "br", "cr"))
_LINK = re.compile(r"^(?:mailto|tel|sms):", re.IGNORECASE)


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace, nothing for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_of(element: etree._Element, name: str) -> str:
    """Return an attribute by its name in whatever namespace, or nothing."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def paragraphs(root: etree._Element) -> Iterator[str]:
    """Yield the text of each paragraph; a text box in one counts by itself; texts outside paragraphs one by one."""
    held: dict[etree._Element, list[str]] = {}
    for element in root.iter():
        name = local(element)
        if name not in _TEXTS and name not in _BREAKS:
            continue
        owner = next((above for above in element.iterancestors() if local(above) in {"p", "si", "comment"}), element)
        held.setdefault(owner, []).append((element.text or "") if name in _TEXTS else " ")
    yield from map("".join, held.values())


def leaves(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of the elements that hold nothing but text, and the values of `v` attributes."""
    for element in root.iter():
        text = (element.text or "").strip()
        if text and not len(element):
            yield local(element), text
        if value := value_of(element, "v"):
            yield local(element), value


def others(package: Package, done: frozenset[str]) -> Asides:
    """Return the asides of every part but those `done`, and name what can't be looked into."""
    texts: list[Aside] = []
    unread: list[str] = []
    pictures = 0
    for name in package.names():
        if name in done or name.endswith("/") or _SILENT.search(name) or _NEVER_TEXT.search(name):
            continue
        if _PICTURE.search(name):
            pictures += 1
        elif name.endswith((".xml", ".rels", ".vml")):
            try:
                texts += _part(name, parsed(package.read(name)))
            except ReportUnreadable:
                unread.append(f"部件 {name}（读不出来）")
        else:
            unread.append(_named(name))
    return Asides(texts, [*([f"{pictures}张图片里的字"] if pictures else []), *unread])


def _named(name: str) -> str:
    if "vbaproject" in name:
        return "宏"
    return f"嵌入的文件 {posixpath.basename(name)}"


def _part(name: str, root: etree._Element) -> Iterator[Aside]:
    kind = local(root)
    if name.endswith(".rels"):
        links = [value_of(relation, "Target") for relation in root]
        return (Aside("链接地址", _LINK.sub("", link)) for link in links if _LINK.match(link))
    if name.startswith("docprops/"):
        return _properties(root)
    if kind in {"comments", "ThreadedComments"}:
        return (Aside("批注", text) for text in paragraphs(root))
    if kind == "settings":
        return (Aside("文档变量", value_of(each, "val")) for each in root.iter() if local(each) == "docVar")
    if name.startswith("customxml/"):
        return (Aside("附带的数据", text) for _, text in leaves(root))
    return _story(_STORIES.get(kind, f"部件 {name} "), root)


def _story(place: str, root: etree._Element) -> Iterator[Aside]:
    for text in paragraphs(root):
        yield Aside(place, text)
    for name, text in leaves(root):
        if name not in _TEXTS and _TELLING.match(text):
            yield Aside(place, text)
    yield from descriptions(root)


def descriptions(root: etree._Element) -> Iterator[Aside]:
    """Yield what is written for those who can't see a picture."""
    for element in root.iter():
        if local(element) in {"docPr", "cNvPr"}:
            for name in ("descr", "title"):
                if text := value_of(element, name):
                    yield Aside("图片的替代文字", text)


def _properties(root: etree._Element) -> Iterator[Aside]:
    custom = local(root) == "Properties" and any(local(child) == "property" for child in root)
    for name, text in leaves(root):
        label = "自定义" if custom else _PROPERTIES.get(name, "其他")
        if not _DIGEST.fullmatch(text):
            yield Aside(f"文档属性（{label}）", text)
