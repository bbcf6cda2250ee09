"""What a workbook carries beside its visible sheets: hidden sheets, comments, headers, names, caches, properties."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document
from gongkai.formats.read.docx_xml import parsed, relation_id
from gongkai.formats.read.hidden import Aside, Asides, shown_in, squeezed
from gongkai.formats.read.hidden_parts import local, others, paragraphs, value_of
from gongkai.formats.read.package import Package, open_package
from gongkai.formats.read.xlsx_scan import MAX_SHEETS

_WORKBOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedstrings.xml"
_FRAMES = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_PROMPTS = {
    "promptTitle": "输入提示",
    "prompt": "输入提示",
    "errorTitle": "输入提示",
    "error": "输入提示",
    "tooltip": "链接提示",
}


class _Sheet(NamedTuple):
    name: str
    part: str
    hidden: bool


def asides(data: bytes, document: Document) -> Asides:
    """Return what the workbook in `data` carries beside its visible cells; `ReportUnreadable` where it can't be opened."""
    package = open_package(data)
    workbook = parsed(package.read(_WORKBOOK))
    sheets = list(_sheets(workbook, _targets(package, _WORKBOOK)))
    strings = list(paragraphs_of_items(package))
    texts: list[Aside] = []
    unread: list[str] = []
    done = {_WORKBOOK, _STRINGS}
    for number, sheet in enumerate(sheets):
        done.add(sheet.part)
        if number >= MAX_SHEETS and not sheet.hidden:
            unread.append(f"工作表“{sheet.name}”（超过{MAX_SHEETS}张）")
            continue
        try:
            root = parsed(package.read(sheet.part))
        except ReportUnreadable:
            unread.append(f"工作表“{sheet.name}”（读不出来）")
            continue
        texts += [*_beside(sheet, root, strings), *_comments(package, sheet, done)]
    texts += [Aside("名称", each.text or "") for each in workbook.iter() if local(each) == "definedName"]
    texts += _unused(strings, shown_in(document), texts)
    found = others(package, frozenset(done))
    return Asides(texts + found.texts, unread + found.unread)


def paragraphs_of_items(package: Package) -> Iterator[str]:
    """Yield the shared texts of a workbook in their order."""
    if _STRINGS in package:
        for item in parsed(package.read(_STRINGS)):
            yield "".join(part.text or "" for part in item.iter() if local(part) == "t")


def _targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return kind and part of the relations of a part, by their identifiers."""
    folder, name = posixpath.split(part)
    relations = package.read_if_present(f"{folder}/_rels/{name}.rels")
    targets = {}
    for relation in parsed(relations) if relations else ():
        target = value_of(relation, "Target")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        targets[value_of(relation, "Id")] = (value_of(relation, "Type").rpartition("/")[2], path.lower())
    return targets


def _sheets(workbook: etree._Element, targets: dict[str, tuple[str, str]]) -> Iterator[_Sheet]:
    for element in workbook.iter():
        if local(element) == "sheet":
            _, part = targets.get(relation_id(element), ("", ""))
            hidden = value_of(element, "state") in {"hidden", "veryHidden"}
            yield _Sheet(value_of(element, "name"), part, hidden)


def _beside(sheet: _Sheet, root: etree._Element, strings: list[str]) -> Iterator[Aside]:
    """Yield the rows of a hidden sheet, and the headers, footers and prompts of any."""
    for element in root.iter():
        name = local(element)
        if name == "row" and sheet.hidden:
            words = "\t".join(filter(None, (_cell(cell, strings) for cell in element)))
            yield Aside(f"隐藏的工作表“{sheet.name}”第{value_of(element, 'r')}行", words)
        elif name in _FRAMES:
            frame = "页眉" if name.endswith("Header") else "页脚"
            yield Aside(f"工作表“{sheet.name}”的{frame}", element.text or "")
        else:
            for key, label in _PROMPTS.items():
                if text := value_of(element, key):
                    yield Aside(f"工作表“{sheet.name}”的{label}", text)


def _cell(cell: etree._Element, strings: list[str]) -> str:
    inline = "".join(part.text or "" for part in cell.iter() if local(part) == "t")
    value = next((part.text or "" for part in cell if local(part) == "v"), "")
    if value_of(cell, "t") == "s" and value.isascii() and value.isdigit() and len(value) < 8:
        return strings[int(value)] if int(value) < len(strings) else ""
    return inline or value


def _comments(package: Package, sheet: _Sheet, done: set[str]) -> Iterator[Aside]:
    for kind, part in _targets(package, sheet.part).values():
        if kind in {"comments", "threadedComment"} and part in package and part not in done:
            done.add(part)
            for comment in parsed(package.read(part)).iter():
                if local(comment) in {"comment", "threadedComment"}:
                    place = f"工作表“{sheet.name}”的批注（{value_of(comment, 'ref')}）"
                    yield Aside(place, "".join(paragraphs(comment)))


def _unused(strings: list[str], shown: str, texts: list[Aside]) -> Iterator[Aside]:
    """Yield the shared texts that stand in no cell: Excel keeps some of what was overwritten."""
    seen = {*shown.split("\n"), *(squeezed(cell) for aside in texts for cell in aside.text.split("\t"))}
    for text in strings:
        if squeezed(text) not in seen:
            yield Aside("没有显示在表里的文字", text)
