"""The parts of an Office package while hidden data is taken out of them: relations cut, references to them dropped.

What nothing points at any more does not go out again; the package is written the same way every time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

from lxml import etree

from gongkai.core.errors import ReportUnreadable, UploadRefused
from gongkai.formats.package_relations import Relation, relations_part, resolved
from gongkai.formats.read.docx_xml import parsed
from gongkai.formats.read.hidden_parts import local, value_of
from gongkai.formats.read.package import open_package
from gongkai.formats.write.stripped_picture import strip_picture

_TYPES = "[content_types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIPS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
_ONLY_NAMED = frozenset(("pageSetup", "hlinkClick", "hlinkHover", "blip", "imagedata", "sheetPr"))
"""Elements that show something by themselves: they lose the reference and stay."""
_MACRO = b".macroEnabled."
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")

# Relations to what is never seen: who wrote, reviewed, commented, saved where, and from which data.
NEVER_SEEN = frozenset(
    "comments commentsExtended commentsIds commentsExtensible people threadedComment person customXml customXmlProps"  # noqa: SIM905 — a list of words
    " glossaryDocument attachedTemplate package oleObject vbaProject wordVbaData vbaProjectSignature keyMapCustomizations"
    " attachedToolbars recipientData mailMergeSource mailMergeHeaderSource printerSettings thumbnail core-properties"
    " extended-properties custom-properties control activeXControlBinary ctrlProp externalLink externalLinkPath pivotTable"
    " pivotCacheDefinition pivotCacheRecords slicer slicerCache timeline timelineCache connections queryTable customProperty"
    " volatileDependencies revisionHeaders revisionLog usernames xmlMaps documenttasks classificationlabels webextension"
    " webextensiontaskpanes ui/extensibility origin".split()
)


class Parts:
    """The parts of a package by name, to be changed and written again."""

    def __init__(self, data: bytes) -> None:
        """Open `data`; `ReportUnreadable` where it is no package, or damaged."""
        package = open_package(data)
        package.refuse_bombs()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
        self._names = {
            name.replace("\\", "/").lstrip("/").lower(): name.replace("\\", "/").lstrip("/") for name in names
        }
        self._contents = {name: package.read(name) for name in self._names}

    def __contains__(self, name: str) -> bool:
        return name in self._contents

    def names(self) -> list[str]:
        """Return the names of the parts in small letters, in the order of the package."""
        return list(self._contents)

    def root(self, name: str) -> etree._Element:
        """Return an XML part as a tree; `ReportUnreadable` where it is missing or broken."""
        if name not in self._contents:
            raise ReportUnreadable(f"文件不完整，缺少 {name or '正文'}：请用 Word、Excel 或 WPS 打开后另存一份")
        return parsed(self._contents[name])

    def put(self, name: str, root: etree._Element) -> None:
        """Keep a tree as a part."""
        self._contents[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def change(self, name: str, change: Callable[[etree._Element], None]) -> None:
        """Change a part that may be there."""
        if name in self._contents:
            root = self.root(name)
            change(root)
            self.put(name, root)

    def relations(self, part: str) -> list[Relation]:
        """Return the relations of a part, of the package itself for an empty name."""
        name = relations_part(part)
        if name not in self._contents:
            return []
        folder = part.rpartition("/")[0]
        found = []
        for element in self.root(name):
            target, outside = value_of(element, "Target"), value_of(element, "TargetMode") == "External"
            kind = value_of(element, "Type").rpartition("/")[2]
            found.append(
                Relation(value_of(element, "Id"), kind, target if outside else resolved(folder, target), outside)
            )
        return found

    def main(self) -> str:
        """Return the name of the main part."""
        return next((each.target for each in self.relations("") if each.kind == "officeDocument"), "")

    def cut(self, part: str, unwanted: Callable[[Relation], bool]) -> list[Relation]:
        """Cut relations of a part, and drop from it what used them; return what was cut."""
        gone = [each for each in self.relations(part) if unwanted(each)]
        if not gone:
            return []
        identifiers = {each.identifier for each in gone}
        name = relations_part(part)
        root = self.root(name)
        for element in list(root):
            if value_of(element, "Id") in identifiers:
                root.remove(element)
        self.put(name, root)
        if part in self._contents:
            self.change(part, lambda tree: _drop_users(tree, identifiers))
        return gone

    def cut_everywhere(self, unwanted: Callable[[Relation], bool]) -> list[Relation]:
        """Cut relations of the package and of all parts."""
        gone = self.cut("", unwanted)
        for part in self.names():
            if not part.endswith(".rels"):
                gone += self.cut(part, unwanted)
        return gone

    def packed(self) -> bytes:
        """Return the package with what can still be reached, pictures without their hidden data."""
        reached = self._reached()
        kept = {name: content for name, content in self._contents.items() if name in reached}
        kept[_TYPES] = self._types(kept)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name in sorted(kept, key=lambda name: (name != _TYPES, not name.startswith("_rels/"), name)):
                entry = zipfile.ZipInfo(self._names[name], _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, _plain_picture(name, kept[name]), compresslevel=6)
        return made.getvalue()

    def _reached(self) -> set[str]:
        reached = {_TYPES}
        waiting = [""]
        while waiting:
            part = waiting.pop()
            if relations_part(part) in self._contents:
                reached.add(relations_part(part))
            for each in self.relations(part):
                if not each.outside and each.target in self._contents and each.target not in reached:
                    reached.add(each.target)
                    waiting.append(each.target)
        return reached

    def _types(self, kept: Iterable[str]) -> bytes:
        """Return the list of content types for what is kept, no part of it said to hold macros."""
        root = self.root(_TYPES)
        for element in list(root):
            if local(element) == "Override" and value_of(element, "PartName").lstrip("/").lower() not in kept:
                root.remove(element)
        written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return _without_macros(written)


def _without_macros(types: bytes) -> bytes:
    """Call a document that lost its macros a plain one."""
    for application, plain in (
        (b"vnd.ms-word.document", b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        (b"vnd.ms-excel.sheet", b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    ):
        types = types.replace(application + _MACRO + b"main+xml", plain)
        types = types.replace(application + _MACRO + b"12.main+xml", plain)
    return types


def _drop_users(root: etree._Element, identifiers: set[str]) -> None:
    """Drop the elements that refer to relations that are gone: an extension as a whole, of a link only the link."""
    for element in list(root.iter()):
        used = [
            key for key, value in element.attrib.items() if str(key).startswith(_RELATIONSHIPS) and value in identifiers
        ]
        if not used:
            continue
        if local(element) in _ONLY_NAMED:
            for key in used:
                del element.attrib[key]
            continue
        if local(element) == "hyperlink" and len(element):
            unwrap(element)
            continue
        extension = next((above for above in element.iterancestors() if local(above) == "ext"), element)
        drop(extension)


def drop(element: etree._Element) -> None:
    """Take an element out of its tree; a list that it leaves empty goes too."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if not len(parent) and local(parent) in _LISTS:
        drop(parent)


_LISTS = frozenset(("externalReferences", "pivotCaches", "extLst", "definedNames", "tableParts", "smartTagPr"))


def unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at + 1, child)
    parent.remove(element)


def _plain_picture(name: str, content: bytes) -> bytes:
    """Return a picture in a package without its hidden data; as it is where it is damaged."""
    if not name.endswith(_PICTURES):
        return content
    try:
        return strip_picture(content).data
    except (UploadRefused, KeyError):
        return content
