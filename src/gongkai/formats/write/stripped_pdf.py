"""A pdf without what nobody sees: properties, comments, attachments, scripts, form data, earlier versions of the file.

pdfium draws fields, stamps and typed notes into the page, so that they stay seen; then the file is written anew from
what its pages need. Bookmarks, tags for screen readers and links to the web stay.
"""

from __future__ import annotations

import io
import re

import pypdfium2 as pdfium
from pypdfium2 import raw

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.hidden import Aside
from gongkai.formats.read.pdf_page import LOCK
from gongkai.formats.write.pdf_objects import DAMAGED, Objects, Ref, Value, written

_LOCKED = "这个 PDF 有打开密码，处理不了；请去掉密码再上传"
_CATALOGUE = frozenset(
    b"/" + key
    for key in (
        b"Type", b"Pages", b"PageLabels", b"Outlines", b"PageMode", b"PageLayout", b"Lang", b"MarkInfo", b"StructTreeRoot",
        b"ViewerPreferences", b"OCProperties", b"Dests", b"Names", b"Extensions",
    )
)  # fmt: skip
_NEVER = frozenset(
    b"/" + key
    for key in (b"AA", b"PieceInfo", b"Metadata", b"AF", b"LastModified", b"Thumb", b"OpenAction", b"PresSteps")
)
_ACTIONS = frozenset((b"/GoTo", b"/URI"))
_WEB = re.compile(rb"\(\s*(?:https?:|mailto:)", re.IGNORECASE)
_LINK_KEPT = frozenset(
    b"/" + key
    for key in (
        b"Type",
        b"Subtype",
        b"Rect",
        b"Border",
        b"C",
        b"F",
        b"H",
        b"A",
        b"Dest",
        b"QuadPoints",
        b"StructParent",
        b"BS",
    )
)
_DRAWN = frozenset((raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT))
_REMOVE_SECURITY = 3
_ASIDES = {b"/EmbeddedFiles": "附件", b"/JavaScript": "脚本"}


def strip_pdf(data: bytes) -> tuple[bytes, list[Aside]]:
    """Return a pdf without its hidden data, and what was taken out that `asides_of` does not tell of."""
    plain, pages = _plain(data)
    objects = Objects(plain)
    root = objects.trailer.get(b"/Root")
    if not isinstance(root, Ref):
        raise ReportUnreadable(DAMAGED)
    told = _told(data, objects, root)
    _Cleaner(objects).clean(root)
    clean = written(root, objects)
    if _count(clean) != pages:
        raise ReportUnreadable(DAMAGED)
    return clean, told


def _plain(data: bytes) -> tuple[bytes, int]:
    """Return the file as pdfium writes it, what is drawn on top of pages put into them, and how many pages it has."""
    made = io.BytesIO()
    with LOCK:
        try:
            opened = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as damage:
            raise ReportUnreadable(_LOCKED if "assword" in str(damage) else DAMAGED) from damage
        try:
            for number in range(len(opened)):
                _flatten(opened[number])
            opened.save(made, flags=_REMOVE_SECURITY)
            pages = len(opened)
        except pdfium.PdfiumError as damage:
            raise ReportUnreadable(DAMAGED) from damage
        finally:
            opened.close()
    return made.getvalue(), pages


def _flatten(page: pdfium.PdfPage) -> None:
    """Put fields, stamps and typed notes into a page; other notes are only for those who edit."""
    drawn = False
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _DRAWN:
            drawn = True
        elif kind != raw.FPDF_ANNOT_LINK:
            raw.FPDFPage_RemoveAnnot(page, index)
    if drawn:
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()


def _count(data: bytes) -> int:
    with LOCK:
        handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
        pages = raw.FPDF_GetPageCount(handle) if handle else 0
        if handle:
            raw.FPDF_CloseDocument(handle)
    return int(pages)


def _told(data: bytes, objects: Objects, root: Ref) -> list[Aside]:
    """Return what the catalogue holds beside the pages, and whether the file kept earlier versions."""
    catalogue = objects.follow(root)
    if not isinstance(catalogue, dict):
        raise ReportUnreadable(DAMAGED)
    names = objects.follow(catalogue.get(b"/Names"))
    told = [Aside(label, "有") for key, label in _ASIDES.items() if isinstance(names, dict) and key in names]
    if b"/OpenAction" in catalogue or b"/AA" in catalogue:
        told.append(Aside("打开时的动作", "有"))
    if b"/AcroForm" in catalogue:
        told.append(Aside("表单", "填写的内容已画进页面"))
    versions = data.count(b"startxref") - (1 if b"/Linearized" in data[:2048] else 0)
    if versions > 1:
        told.append(Aside("文件的历史版本", f"{versions - 1} 个"))
    return told


class _Cleaner:
    """Goes through everything that is reached from the catalogue and takes out what does not show the pages."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._seen: set[int] = set()
        self._waiting: list[Value] = []

    def clean(self, root: Ref) -> None:
        catalogue = self._objects.get(root.number).value
        if not isinstance(catalogue, dict):
            raise ReportUnreadable(DAMAGED)
        self._clean_catalogue(catalogue)
        self._drop_annotations()
        self._waiting = [root]
        while self._waiting:
            self._step(self._waiting.pop())

    def _clean_catalogue(self, catalogue: dict[bytes, Value]) -> None:
        for key in set(catalogue) - _CATALOGUE:
            del catalogue[key]
        names = self._objects.follow(catalogue.get(b"/Names"))
        if isinstance(names, dict) and b"/Dests" in names:
            catalogue[b"/Names"] = {b"/Dests": names[b"/Dests"]}
        else:
            catalogue.pop(b"/Names", None)

    def _drop_annotations(self) -> None:
        """Make null of every annotation but links, so that tags that refer to one don't bring it back."""
        for number in self._objects.numbers():
            value = self._objects.get(number).value
            if isinstance(value, dict) and _is_annotation(value) and value.get(b"/Subtype") != b"/Link":
                self._objects.get(number).value = b"null"

    def _step(self, value: Value) -> None:
        if isinstance(value, Ref):
            if value.number not in self._seen:
                self._seen.add(value.number)
                self._waiting.append(self._objects.get(value.number).value)
        elif isinstance(value, list):
            self._waiting += value
        elif isinstance(value, dict):
            self._clean_dictionary(value)
            self._waiting += value.values()

    def _clean_dictionary(self, value: dict[bytes, Value]) -> None:
        for key in _NEVER & set(value):
            del value[key]
        if b"/A" in value and not self._may_act(value[b"/A"]):
            del value[b"/A"]
        if value.get(b"/Type") == b"/Page" and b"/Annots" in value:
            links = self._links(value[b"/Annots"])
            value.pop(b"/Annots")
            if links:
                value[b"/Annots"] = links
        if value.get(b"/Subtype") == b"/Link" and b"/Rect" in value:
            for key in set(value) - _LINK_KEPT:
                del value[key]

    def _links(self, annotations: Value) -> list[Value]:
        found = self._objects.follow(annotations)
        if not isinstance(found, list):
            return []
        return [each for each in found if _subtype(self._objects.follow(each)) == b"/Link"]

    def _may_act(self, action: Value) -> bool:
        """Tell whether a click may do that: go to a place in the file or to the web; nothing may follow."""
        found = self._objects.follow(action)
        if isinstance(found, bytes) or not isinstance(found, dict):
            return not isinstance(found, dict) and found is not None and found != b"null"
        found.pop(b"/Next", None)
        kind = self._objects.follow(found.get(b"/S"))
        if kind not in _ACTIONS:
            return b"/S" not in found
        address = self._objects.follow(found.get(b"/URI"))
        return kind == b"/GoTo" or (isinstance(address, bytes) and _WEB.match(address) is not None)


def _is_annotation(value: dict[bytes, Value]) -> bool:
    return value.get(b"/Type") == b"/Annot" or (b"/Rect" in value and b"/Subtype" in value and b"/BBox" not in value)


def _subtype(value: Value | None) -> Value | None:
    return value.get(b"/Subtype") if isinstance(value, dict) else None
