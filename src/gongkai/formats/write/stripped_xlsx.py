"""A workbook without what nobody sees: hidden sheets, rows and columns, comments, caches, links to other files, properties.

Where something hidden goes, formulas become the values that they last gave: they might count on what is gone.
"""

from __future__ import annotations

import re

from lxml import etree

from gongkai.formats.package_relations import Relation
from gongkai.formats.read.docx_xml import relation_id
from gongkai.formats.read.hidden import Aside
from gongkai.formats.read.hidden_parts import local, value_of
from gongkai.formats.write.stripped_package import NEVER_SEEN, Parts, drop

_HIDDEN = frozenset(("hidden", "veryHidden"))
_ON = frozenset(("1", "true"))
_COLUMN = re.compile(r"[A-Z]+")
_LOCAL_PATH = re.compile(r"file:|[A-Za-z]:[\\/]|\\\\", re.IGNORECASE)
_OTHER_FILE = re.compile(r"\[\d+\]")
_MOST_COLUMNS = 16_384


def strip_xlsx(data: bytes) -> tuple[bytes, list[Aside]]:
    """Return a workbook without its hidden data, and what was taken out that `asides_of` does not tell of."""
    parts = Parts(data)
    told: list[Aside] = []
    workbook = parts.main()
    cut = parts.cut_everywhere(_unwanted)
    told += [Aside("本机或内网路径的链接", each.target) for each in cut if each.outside]
    gone = _drop_sheets(parts, workbook)
    _drop_names(parts, workbook, gone)
    sheets = [each.target for each in parts.relations(workbook) if each.kind == "worksheet" and each.target in parts]
    strings = _strings(parts)
    frozen = bool(gone) or any(each.kind in {"externalLink", "externalLinkPath"} for each in cut)
    for sheet in sheets:
        root = parts.root(sheet)
        hidden = _empty_hidden(root, strings)
        told += hidden
        frozen = frozen or bool(hidden)
        parts.put(sheet, root)
    if frozen:
        for sheet in sheets:
            parts.change(sheet, _freeze)
        parts.cut(workbook, lambda relation: relation.kind == "calcChain")
    _forget_strings(parts, sheets)
    return parts.packed(), told


def _unwanted(relation: Relation) -> bool:
    if relation.kind in NEVER_SEEN | {"vmlDrawing"}:
        return True
    return relation.outside and relation.kind == "hyperlink" and _LOCAL_PATH.match(relation.target) is not None


def _drop_sheets(parts: Parts, workbook: str) -> list[int]:
    """Take out the hidden sheets, and return which they were, counted from 0."""
    root = parts.root(workbook)
    sheets = [element for element in root.iter() if local(element) == "sheet"]
    hidden = [at for at, sheet in enumerate(sheets) if value_of(sheet, "state") in _HIDDEN]
    if not hidden or len(hidden) == len(sheets):
        return []
    identifiers = {relation_id(sheets[at]) for at in hidden}
    shift = {at: at - sum(1 for each in hidden if each < at) for at in range(len(sheets))}
    for view in root.iter():
        if local(view) == "workbookView":
            for name in ("activeTab", "firstSheet"):
                told = view.get(name, "")
                if told.isascii() and told.isdigit():
                    at = int(told)
                    view.set(name, str(shift[at] if at in shift and at not in hidden else 0))
    parts.put(workbook, root)
    parts.cut(workbook, lambda relation: relation.identifier in identifiers)
    parts.change(workbook, lambda tree: _renumber(tree, hidden, shift))
    return hidden


def _renumber(root: etree._Element, hidden: list[int], shift: dict[int, int]) -> None:
    """Let names that belong to a sheet follow it; those of hidden ones go."""
    for element in list(root.iter()):
        told = element.get("localSheetId", "") if local(element) == "definedName" else ""
        if told.isascii() and told.isdigit():
            if int(told) in hidden:
                drop(element)
            else:
                element.set("localSheetId", str(shift.get(int(told), int(told))))


def _drop_names(parts: Parts, workbook: str, gone: list[int]) -> None:
    """Take out names that are hidden, broken, or point out of the file or at sheets that are gone."""
    root = parts.root(workbook)
    left = {value_of(element, "name") for element in root.iter() if local(element) == "sheet"}
    for element in [each for each in root.iter() if local(each) == "definedName"]:
        text = element.text or ""
        named = re.findall(r"'((?:[^']|'')+)'!|([^\s'!,()+*/&=<>:-]+)!", text)
        elsewhere = any((quoted.replace("''", "'") or plain) not in left for quoted, plain in named)
        is_hidden = value_of(element, "hidden") in _ON and not value_of(element, "name").startswith("_xlnm.")
        if is_hidden or "#REF!" in text or _OTHER_FILE.search(text) or (named and elsewhere):
            drop(element)
    del gone
    parts.put(workbook, root)


# -- rows, columns, formulas


def _empty_hidden(root: etree._Element, strings: list[str]) -> list[Aside]:
    """Empty the cells of hidden rows and columns, and return what stood there."""
    columns = _hidden_columns(root)
    told: list[Aside] = []
    for row in [element for element in root.iter() if local(element) == "row"]:
        whole = value_of(row, "hidden") in _ON or _is_nothing(value_of(row, "ht"), 1.0)
        for cell in [element for element in row if local(element) == "c"]:
            place = value_of(cell, "r")
            letters = _COLUMN.match(place)
            if whole or (letters is not None and _number_of(letters[0]) in columns):
                words = _shown(cell, strings)
                if words:
                    told.append(Aside("隐藏的行" if whole else "隐藏的列", f"{place}：{words}"))
                _clear(cell)
    return told


def _is_nothing(measure: str, least: float) -> bool:
    """Tell whether a row or column is too small to be seen."""
    return re.fullmatch(r"\d{1,9}(?:\.\d+)?", measure) is not None and float(measure) < least


def _hidden_columns(root: etree._Element) -> set[int]:
    found: set[int] = set()
    for column in (element for element in root.iter() if local(element) == "col"):
        narrow = _is_nothing(value_of(column, "width"), 0.2)
        low, high = value_of(column, "min"), value_of(column, "max")
        if (value_of(column, "hidden") in _ON or narrow) and low.isdigit() and high.isdigit() and len(high) < 6:
            found.update(range(int(low), min(int(high), _MOST_COLUMNS) + 1))
    return found


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return number


def _shown(cell: etree._Element, strings: list[str]) -> str:
    inline = "".join(part.text or "" for part in cell.iter() if local(part) == "t")
    value = next((part.text or "" for part in cell if local(part) == "v"), "")
    if value_of(cell, "t") == "s" and value.isascii() and value.isdigit() and len(value) < 8:
        return strings[int(value)] if int(value) < len(strings) else ""
    return inline or value


def _clear(cell: etree._Element) -> None:
    for child in list(cell):
        cell.remove(child)
    for name in ("t", "cm", "vm"):
        if name in cell.attrib:
            del cell.attrib[name]


def _freeze(root: etree._Element) -> None:
    """Leave only the values of formulas."""
    for element in [each for each in root.iter() if local(each) == "f"]:
        parent = element.getparent()
        if parent is not None and local(parent) == "c":
            parent.remove(element)


# -- shared texts


_STRINGS = "xl/sharedstrings.xml"


def _strings(parts: Parts) -> list[str]:
    if _STRINGS not in parts:
        return []
    return ["".join(part.text or "" for part in item.iter() if local(part) == "t") for item in parts.root(_STRINGS)]


def _forget_strings(parts: Parts, sheets: list[str]) -> None:
    """Empty the shared texts that no cell uses any more."""
    if _STRINGS not in parts:
        return
    used: set[int] = set()
    for sheet in sheets:
        for cell in (element for element in parts.root(sheet).iter() if local(element) == "c"):
            value = next((part.text or "" for part in cell if local(part) == "v"), "")
            if value_of(cell, "t") == "s" and value.isascii() and value.isdigit():
                used.add(int(value))
    root = parts.root(_STRINGS)
    for number, item in enumerate(root):
        if number not in used:
            for child in list(item):
                item.remove(child)
            etree.SubElement(item, str(item.tag).replace("}si", "}t"))
    parts.put(_STRINGS, root)
