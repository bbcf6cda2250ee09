"""The kinds of files that may come in: their endings, their media types, and what must stay outside, with the way out."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.encoding import decoded
from gongkai.formats.read.sniff import sniff

_OFFICE = "application/vnd.openxmlformats-officedocument"


class FileKind(NamedTuple):
    """A kind of file: its endings (the proper one first), its media type, what people call it."""

    extensions: tuple[str, ...]
    media_type: str
    called: str
    inline: bool = False
    readable: bool = True


KINDS: dict[str, FileKind] = {
    "docx": FileKind(("docx", "wps"), f"{_OFFICE}.wordprocessingml.document", "Word 文档"),
    "doc": FileKind(("doc", "wps"), "application/msword", "Word 97–2003 或 WPS 文字文档"),
    "xlsx": FileKind(("xlsx", "et"), f"{_OFFICE}.spreadsheetml.sheet", "Excel 工作簿"),
    "xls": FileKind(("xls", "et"), "application/vnd.ms-excel", "Excel 97–2003 或 WPS 表格", readable=False),
    "pptx": FileKind(("pptx", "dps"), f"{_OFFICE}.presentationml.presentation", "演示文稿", readable=False),
    "ppt": FileKind(("ppt", "dps"), "application/vnd.ms-powerpoint", "PowerPoint 97–2003 演示文稿", readable=False),
    "pdf": FileKind(("pdf",), "application/pdf", "PDF 文件", inline=True),
    "ofd": FileKind(("ofd",), "application/ofd", "OFD 版式文件", readable=False),
    "text": FileKind(("txt", "csv", "md"), "text/plain", "文本文件"),
    "json": FileKind(("json", "txt"), "application/json", "JSON 数据文件"),
    "html": FileKind(("html", "htm", "shtml", "md", "txt"), "text/html", "网页文件"),
    "mhtml": FileKind(("mht", "mhtml"), "multipart/related", "网页存档"),
    "png": FileKind(("png",), "image/png", "PNG 图片", inline=True),
    "jpeg": FileKind(("jpg", "jpeg"), "image/jpeg", "JPEG 图片", inline=True),
    "gif": FileKind(("gif",), "image/gif", "GIF 图片", inline=True, readable=False),
    "webp": FileKind(("webp",), "image/webp", "WebP 图片", inline=True),
    "bmp": FileKind(("bmp",), "image/bmp", "BMP 图片"),
    "tiff": FileKind(("tif", "tiff"), "image/tiff", "TIFF 图片"),
    "mp3": FileKind(("mp3",), "audio/mpeg", "MP3 音频", readable=False),
    "mp4": FileKind(("mp4", "m4v"), "video/mp4", "MP4 视频", readable=False),
    "zip": FileKind(("zip",), "application/zip", "ZIP 压缩包", readable=False),
}  # fmt: skip
PAGES = frozenset(("html", "mhtml"))
PICTURES = frozenset(("png", "jpeg", "gif", "webp", "bmp", "tiff"))
PACKAGES = frozenset(("docx", "xlsx", "pptx", "ofd", "zip"))
COMPOUNDS = frozenset(("doc", "xls", "ppt"))

_MEDIA_OF_EXTENSION = {"csv": "text/csv", "wps": "application/wps-office.wps"}

_PROGRAM = "文件是程序或脚本，不能上传；请只上传文档、图片、音视频或 ZIP 压缩包"
_MACRO = "文件是带宏的 Office 文件，宏可能带病毒，不能上传；请另存为不带宏的 docx、xlsx 或 pptx"
_ARCHIVE = "文件是 RAR、7z 一类的压缩包，查不了里面的内容，不能上传；请改用 ZIP 压缩，或把里面的文件逐个上传"
_UNKNOWN = "认不出文件是什么格式，不能上传；请另存为 docx、xlsx、pdf、图片或 txt 再上传"
REFUSED: dict[str, str] = {
    "empty": "文件是空的；请确认文件已经保存、下载完整，再重新选择",
    "program": _PROGRAM,
    "svg": "文件是 SVG 图片，里面可以藏脚本，不能上传；请另存为 PNG 再上传",
    "archive": _ARCHIVE,
    "locked": "文件有打开密码，查不了内容，不能上传；请用 Word、WPS 或 Excel 打开后去掉密码，另存再上传",
    "rtf": "文件是 RTF 格式，里面可以嵌别的文件，不能上传；请用 Word 或 WPS 打开后另存为 docx 再上传",
    "odf": "文件是 OpenDocument（odt、ods），不能上传；请用 LibreOffice 或 WPS 另存为 docx、xlsx 再上传",
    "heic": "文件是手机照片格式（HEIC），多数电脑打不开；请在手机或看图软件里另存为 jpg 再上传",
    "xml": "文件是 XML，不能上传；数据请另存为 csv、json 或 xlsx，Word 保存的 XML 请另存为 docx 再上传",
    "ole": "文件是旧版 Office 一类的复合文件，但已损坏或不是文档，不能上传；请用原来的软件打开后另存再上传",
    "unknown": _UNKNOWN,
}  # fmt: skip
REFUSED_ENDINGS: dict[str, str] = {
    **dict.fromkeys(
        ["exe", "com", "dll", "sys", "scr", "pif", "cpl", "msi", "msp", "msix", "appx", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "hta", "lnk", "url", "scf", "inf", "reg", "jar", "class", "apk", "ipa", "app", "dmg", "pkg", "deb", "rpm", "sh", "bash", "zsh", "py", "pyc", "rb", "pl", "php", "phtml", "asp", "aspx", "jsp", "jspx", "cgi", "so", "elf", "bin", "iso", "img", "vhd", "chm", "swf", "xll", "sct", "gadget", "application", "desktop", "htaccess", "wasm", "dex"],
        _PROGRAM,
    ),
    **dict.fromkeys(["docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppam", "ppsm", "sldm"], _MACRO),
    **dict.fromkeys(["rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "zst", "cab", "arj", "lzh", "ace"], _ARCHIVE),
    "svg": REFUSED["svg"], "svgz": REFUSED["svg"], "rtf": REFUSED["rtf"], "heic": REFUSED["heic"], "xml": REFUSED["xml"],
}  # fmt: skip

_PROGRAMS = (
    b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"#!",
    b"\0asm", b"dex\n", b"FWS", b"CWS", b"ZWS", b"ITSF", b"L\0\0\0\x01\x14\x02\0", b"MSCF", b"!<arch>", b"\xed\xab\xee\xdb",
)  # fmt: skip
_LEADS_A_SCRIPT = re.compile(
    rb"\s*(?:<\?php|<%|@echo\s|<job\b|<script\b|<hta:|\[InternetShortcut\]|Windows Registry Editor|REGEDIT4)",
    re.IGNORECASE,
)
_MORE_ARCHIVES = (b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SVG = re.compile(rb"<(?:[\w-]+:)?svg[\s>]", re.IGNORECASE)
_VIDEO_BRANDS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"dash",
    b"mp71",
)
_POWERPOINT = "PowerPoint Document".encode("utf-16-le")
_HEAD = 4096


def kind_of(data: bytes) -> str:
    """Return the word for what a file is, a key of `KINDS` or of `REFUSED`; its name says nothing here.

    >>> kind_of(b"MZ" + bytes(70)), kind_of(b"<svg onload=x>"), kind_of(b"%PDF-1.7"), kind_of("通知".encode())
    ('program', 'svg', 'pdf', 'text')
    """
    if _is_program(data):
        return "program"
    if media := _sounding(data):
        return media
    kind = sniff(data)
    if kind in {"html", "xml", "text"} and _SVG.search(data[:_HEAD]):
        return "svg"
    if kind == "text":
        return _text(data)
    if kind == "ole" and _POWERPOINT in data:
        return "ppt"
    return kind


def media_type(kind: str, extension: str) -> str:
    """Return the media type that a file of a kind is served under.

    >>> media_type("text", "csv"), media_type("doc", "doc")
    ('text/csv', 'application/msword')
    """
    return _MEDIA_OF_EXTENSION.get(extension, KINDS[kind].media_type)


def _is_program(data: bytes) -> bool:
    if data.startswith(_PROGRAMS):
        return True
    if data.startswith(b"MZ") and b"\0" in data[:_HEAD]:
        return True
    return _LEADS_A_SCRIPT.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")) is not None


def _sounding(data: bytes) -> str:
    """Return the word for sound, film and rarer archives, nothing for anything else."""
    if data.startswith(_MORE_ARCHIVES) or data[257:262] == b"ustar":
        return "archive"
    if data[4:8] == b"ftyp":
        return "mp4" if data[8:12] in _VIDEO_BRANDS else ""
    if data.startswith(b"ID3") or (len(data) > 3 and data[0] == 0xFF and _is_frame(data[1], data[2])):
        return "mp3"
    return ""


def _is_frame(second: int, third: int) -> bool:
    """Tell whether the bytes after FF begin a frame of MPEG layer III."""
    return second & 0xE6 == 0xE2 and second & 0x18 != 0x08 and third & 0xF0 not in {0x00, 0xF0} and third & 0x0C != 0x0C


def _text(data: bytes) -> str:
    """Return `text` where the bytes are characters and nothing else."""
    try:
        read = decoded(data)
    except ReportUnreadable:
        return "unknown"
    return "unknown" if read.damaged or _CONTROL.search(read.text) else "text"
