"""Bytes of any kind → the one reader that knows them, loaded only then.

The content decides, never the name; what no reader knows is refused in one sentence that says what to do.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, TypeVar, cast

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.sniff import sniff

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.core.report.model import Report
    from gongkai.formats.blocks import Document

T = TypeVar("T")

MAX_BYTES = 200 * 1024 * 1024

_READERS = {
    "docx": "gongkai.formats.read.docx",
    "doc": "gongkai.formats.read.doc",
    "html": "gongkai.formats.read.html",
    "mhtml": "gongkai.formats.read.html_archive",
    "pdf": "gongkai.formats.read.pdf",
    "xlsx": "gongkai.formats.read.xlsx",
    "text": "gongkai.formats.read.text",
    "png": "gongkai.formats.read.picture",
    "jpeg": "gongkai.formats.read.picture",
    "bmp": "gongkai.formats.read.picture",
    "tiff": "gongkai.formats.read.picture",
    "webp": "gongkai.formats.read.picture",
}
_JSON = "gongkai.formats.read.json"
_LOCATOR = "gongkai.formats.locate.report"
_REFUSED = {
    "empty": "文件是空的；请确认下载或导出是否完成，再重新选择文件",
    "xls": "文件是旧版 Excel（xls）；请用 Excel 或 WPS 打开后另存为 xlsx 再试",
    "rtf": "文件是 RTF 格式；请用 Word 或 WPS 打开后另存为 docx 再试",
    "ofd": "文件是 OFD 版式文件；请用 OFD 阅读器打开后导出为 pdf，或向发布单位索取 docx 再试",
    "odf": "文件是 OpenDocument（odt、ods）；请用 LibreOffice 或 WPS 打开后另存为 docx、xlsx 再试",
    "pptx": "文件是演示文稿，不是年度报告；请选择报告的 docx、pdf 或网页文件",
    "zip": "文件是压缩包，不是一份报告；请先解压，再选择里面的报告文件（或解压后的文件夹）",
    "archive": "文件是压缩包，不是一份报告；请先解压，再选择里面的报告文件（或解压后的文件夹）",
    "locked": "文件有打开密码，读不出内容；请用 Word 或 Excel 打开后去掉密码，另存后再试",
    "ole": "文件是旧版 Office 文件，但已损坏或不是 Word 文档；请用 Word 或 WPS 打开后另存为 docx 再试",
    "gif": "文件是 GIF 图片；请另存为 png 或 jpg 再试，有 docx 或 pdf 原件时最好用原件",
    "heic": "文件是手机照片格式（HEIC）；请在手机或看图软件里另存为 jpg 再试，有 docx 或 pdf 原件时最好用原件",
    "xml": "文件是 XML 数据，不是报告文档；如果是 Word 保存的 XML，请用 Word 打开后另存为 docx 再试",
    "unknown": "认不出文件是什么格式；请另存为 docx、pdf、html 或 txt 再试",
}
_TOO_LARGE = f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不像一份年度报告；请确认选对了文件，或只导出报告正文再试"


def read_document(data: bytes, name: str = "") -> Document:
    """Return what stands in `data` as a `Document`; `ReportUnreadable` names the file `name` and the way out.

    Raises `ReportUnreadable` for an empty or oversized file, an unknown format, and whatever the reader refuses.
    """
    return _named(name, lambda: _document(data, _known(data)))


def read_report(data: bytes, name: str = "") -> Report:
    """Return the annual report in `data`, of any format; json in the shape of the contract is read as it is.

    Raises `ReportUnreadable` as `read_document` does, and where the document holds no annual report.
    """
    return _named(name, lambda: _report(data, _known(data)))


def _known(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise ReportUnreadable(_TOO_LARGE)
    return sniff(data)


def _document(data: bytes, kind: str) -> Document:
    if kind == "json":
        kind = "text"
    if kind not in _READERS:
        raise ReportUnreadable(_REFUSED.get(kind, _REFUSED["unknown"]))
    return cast("Document", import_module(_READERS[kind]).read(data))


def _report(data: bytes, kind: str) -> Report:
    if kind == "json":
        return cast("Report", import_module(_JSON).read(data))
    document = _document(data, kind)
    return cast("Report", import_module(_LOCATOR).report_from(document))


def _named(name: str, read: Callable[[], T]) -> T:
    """Put the file's name before the sentence of a refusal."""
    try:
        return read()
    except ReportUnreadable as refusal:
        raise ReportUnreadable(refusal.why, name or refusal.name) from refusal
