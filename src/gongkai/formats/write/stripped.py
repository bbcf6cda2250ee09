"""A file as it may go out: what nobody sees is taken out, what is seen stays as it is.

What was found before and is no longer found after is told as removed; what is still there is told as kept. So neither
list can say more than is true. The same file gives the same bytes every time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from importlib import import_module
from typing import cast

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.read.hidden import Aside, Asides, asides_of
from gongkai.formats.read.sniff import sniff
from gongkai.formats.write.stripped_picture import strip_picture
from gongkai.formats.write.stripped_value import Stripped

__all__ = ["Stripped", "strip"]

_STRIPPERS = {
    "docx": ("gongkai.formats.write.stripped_docx", "strip_docx"),
    "xlsx": ("gongkai.formats.write.stripped_xlsx", "strip_xlsx"),
    "pdf": ("gongkai.formats.write.stripped_pdf", "strip_pdf"),
}
_PICTURES = frozenset(("png", "jpeg", "gif", "webp"))
_OLD = {
    "doc": "旧版 Word、WPS 文字（doc、wps）里的隐藏数据（作者、修订、批注等）不能安全地去掉；请另存为 docx 或 pdf 再上传",
    "xls": "旧版 Excel、WPS 表格（xls、et）里的隐藏数据（作者、隐藏的表、批注等）不能安全地去掉；请另存为 xlsx 或 pdf 再上传",
    "ole": "旧版 PowerPoint（ppt、dps）里的隐藏数据不能安全地去掉；请另存为 pdf 再上传",
    "pptx": "演示文稿里的备注、批注、作者等没有去掉；请检查后另存为 pdf 再上传",
    "ofd": "OFD 文件里的附件、注释等没有去掉，请人工核对",
    "zip": "压缩包里的文件没有逐个去掉隐藏数据；请把文件逐个上传",
    "bmp": "BMP 图片没有处理；请另存为 png 或 jpg 再上传",
    "tiff": "TIFF 图片的拍摄信息等没有去掉；请另存为 png、jpg 或 pdf 再上传",
}  # fmt: skip
_NOT_STRIPPED = "这种文件里有没有隐藏数据没有检查，请人工核对"
_ON_THE_PAGE = "没有读进正文的行"  # is seen on the page of a pdf
_PLAIN = frozenset(("text", "json"))


def strip(data: bytes) -> Stripped:
    """Return a file without its hidden data; one that can't be stripped safely comes back as it is, and `kept` says so.

    Raises `ReportUnreadable` or `UploadRefused`, in one Chinese sentence, where the file is damaged.
    """
    kind = sniff(data)
    if kind in _PICTURES:
        return strip_picture(data)
    if kind not in _STRIPPERS:
        return Stripped(data, (), () if kind in _PLAIN else (_OLD.get(kind, _NOT_STRIPPED),))
    module, function = _STRIPPERS[kind]
    stripper = cast("Callable[[bytes], tuple[bytes, list[Aside]]]", getattr(import_module(module), function))
    clean, told = stripper(data)
    before, after = _asides(data, kind), _asides(clean, kind)
    gone = Counter(before.texts) - Counter(after.texts)
    inside = (Aside("嵌在里面的部分", what) for what in before.unread if _is_gone(what, after))
    removed = (*gone, *told, *inside)
    return Stripped(clean, tuple(dict.fromkeys(removed)), _kept(after))


def _asides(data: bytes, kind: str) -> Asides:
    try:
        document = read_document(data)
    except ReportUnreadable:
        document = Document([], kind)  # nothing is shown that can be read: a picture in a document, an empty form
    return asides_of(data, document)


def _is_gone(what: str, after: Asides) -> bool:
    """Tell whether a part that can't be looked into is gone; pictures are only counted."""
    return what not in after.unread and "图片" not in what


def _kept(after: Asides) -> tuple[str, ...]:
    places = Counter(aside.place for aside in after.texts if not aside.place.endswith(_ON_THE_PAGE))
    return (
        *(f"{place}还在文件里（{count}处），请核对能否公开" for place, count in places.items()),
        *(f"{what}没有检查，请人工核对" for what in after.unread),
    )
