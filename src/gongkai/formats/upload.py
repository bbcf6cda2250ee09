"""A file that somebody sends: what it really is, under which name and type it is kept, or why it can't come in.

The content decides. What is dangerous (programs, scripts, macros, bombs), locked, damaged or not what its ending says
is refused with `UploadRefused`: one Chinese sentence that says what is wrong and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2.raw as pdfium

from gongkai.core.errors import UploadRefused
from gongkai.formats import file_names
from gongkai.formats.file_kinds import (
    COMPOUNDS,
    KINDS,
    PACKAGES,
    PAGES,
    PICTURES,
    REFUSED,
    REFUSED_ENDINGS,
    kind_of,
    media_type,
)
from gongkai.formats.read.pdf_page import LOCK
from gongkai.formats.upload_compounds import inspect_compound
from gongkai.formats.upload_limits import Room, UploadLimits
from gongkai.formats.upload_packages import DAMAGED, inspect_package
from gongkai.formats.upload_pictures import inspect_picture

__all__ = ["DEFAULT", "Upload", "UploadLimits", "inspect_upload"]

DEFAULT = UploadLimits()
_PAGE = "文件是网页，里面可以藏脚本，不能作附件上传；请另存为 docx 或 pdf 再上传（正文可以用“导入”）"
_LARGE = "文件有 {size:.1f} MB，超过 {most} MB，不能上传；请压缩图片、拆成几个文件，或改传 pdf"
_ENDING = "文件名以“.{ending}”结尾，内容却是{called}，不能上传；请核对文件，或把结尾改成“.{proper}”再上传"
_NO_ENDING = "文件名没有结尾（内容是{called}），不能上传；请把文件名改成以“.{proper}”结尾再上传"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may come in: what it is (a key of `KINDS`), how it is served, and the name it is kept under."""

    kind: str
    media_type: str
    extension: str
    safe_name: str

    @property
    def inline(self) -> bool:
        """Tell whether browsers may show it in place; anything else is given out for saving."""
        return KINDS[self.kind].inline

    @property
    def readable(self) -> bool:
        """Tell whether its text can be read and searched for marks; otherwise a person has to look."""
        return KINDS[self.kind].readable

    @property
    def disposition(self) -> str:
        """The value of its `Content-Disposition` header."""
        return file_names.disposition(self.safe_name, inline=self.inline)


def inspect_upload(name: str, data: bytes, limits: UploadLimits = DEFAULT) -> Upload:
    """Return what a file is; `UploadRefused` where it must not come in, naming the file as it was sent."""
    try:
        return _inspected(name, data, limits)
    except UploadRefused as refusal:
        raise UploadRefused(refusal.why, refusal.name or file_names.safe_name(name)) from refusal


def _inspected(name: str, data: bytes, limits: UploadLimits) -> Upload:
    if len(data) > limits.size:
        raise UploadRefused(_LARGE.format(size=len(data) / 2**20, most=limits.size // 2**20))
    ending = file_names.extension_of(name)
    kind = _allowed(kind_of(data), ending, limits)
    _look_inside(kind, data, limits, Room(limits.unpacked))
    return Upload(kind, media_type(kind, ending), ending, file_names.safe_name(name, ending))


def _allowed(kind: str, ending: str, limits: UploadLimits) -> str:
    """Return the kind where it may come in under that ending."""
    if kind in {"text", "json"} and ending in {"csv", "txt", "md"}:
        kind = "text"
    if kind in REFUSED and not (kind == "archive" and ending in KINDS):
        raise UploadRefused(REFUSED[kind])
    if ending in REFUSED_ENDINGS:
        raise UploadRefused(REFUSED_ENDINGS[ending])
    if kind in PAGES and not limits.pages:
        raise UploadRefused(_PAGE)
    told = KINDS.get(kind)
    if told is None:
        raise UploadRefused(REFUSED["unknown"])
    if ending not in told.extensions:
        sentence = _ENDING if ending else _NO_ENDING
        raise UploadRefused(sentence.format(ending=ending, called=told.called, proper=told.extensions[0]))
    return kind


def _look_inside(kind: str, data: bytes, limits: UploadLimits, room: Room) -> None:
    if kind in PACKAGES:
        inspect_package(data, kind, limits, room, lambda name, content: _look_at_inner(name, content, limits, room))
    elif kind in COMPOUNDS:
        inspect_compound(data, kind)
    elif kind in PICTURES:
        inspect_picture(data, kind, limits)
    elif kind == "pdf":
        _inspect_pdf(data)


def _look_at_inner(name: str, content: bytes, limits: UploadLimits, room: Room) -> None:
    """Refuse a file inside a file as if it had been sent by itself; the names of parts (`xl/media/…`) say nothing."""
    kind = kind_of(content)
    if "/" not in name:
        _allowed(kind, file_names.extension_of(name), limits)
    room.enter()
    _look_inside(kind, content, limits, room)
    room.leave()


def _inspect_pdf(data: bytes) -> None:
    with LOCK:
        handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not handle:
            error = pdfium.FPDF_GetLastError()
            locked = error in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
            raise UploadRefused(REFUSED["locked"] if locked else DAMAGED)
        pages = pdfium.FPDF_GetPageCount(handle)
        pdfium.FPDF_CloseDocument(handle)
    if pages <= 0:
        raise UploadRefused(DAMAGED)
