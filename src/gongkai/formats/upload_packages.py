"""What a zip holds (docx, xlsx, pptx, ofd, zip), looked into without trusting it.

Nothing counts but the bytes that really come out; they are unpacked piece by piece and never more than is allowed.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

from gongkai.core.errors import UploadRefused
from gongkai.formats.file_kinds import COMPOUNDS, PACKAGES, PICTURES, REFUSED, REFUSED_ENDINGS, kind_of
from gongkai.formats.file_names import extension_of
from gongkai.formats.upload_limits import BOMB, Room, UploadLimits

_ENTRY_MAGIC = b"PK\x01\x02"
_LEAVINGS = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))  # what systems leave in folders by themselves
_CHUNK = 1 << 16
_LOCKED_FLAG = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, ValueError, OSError,
)  # fmt: skip
_SMALL = 1 << 20  # so much may come out of next to nothing
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_MACRO_PART = re.compile(r"vbaproject\.bin$|vbadata\.xml$|(?:^|/)macrosheets/|(?:^|/)activex/")
_MACRO_TYPES = (b"macroEnabled", b"vbaProject")
_REMOTE_TEMPLATE = re.compile(
    rb"<(?:\w+:)?Relationship\s(?=[^>]*attachedTemplate)(?=[^>]*Target=[\"'](?:https?:|ftp:|\\\\))[^>]*>", re.IGNORECASE
)
_PACKED_FILE = "\x01Ole10Native".encode("utf-16-le")

DAMAGED = "文件已损坏或没有传完整，打不开；请在电脑上确认能正常打开，再重新上传"
LOCKED = "压缩包有密码，查不了里面的内容，不能上传；请去掉密码重新压缩，再上传"
EMPTY = "压缩包里没有文件；请确认压缩时选对了文件，再重新上传"
MANY = "压缩包里的文件太多，不能上传；请减少文件或拆成几个压缩包"
PATHS = "压缩包里有指向包外的路径或隐藏了名字的文件，不能上传；请重新压缩后再上传"
ENTITIES = "文件里有 XML 实体声明，可能用来攻击，不能上传；请用 Word、Excel 或 WPS 打开后另存再上传"
MACROS = "文件里有宏或控件，可能带病毒，不能上传；请另存为不带宏的 docx、xlsx 或 pptx 再上传"
TEMPLATE = "文件打开时会从网上取模板，可能带病毒，不能上传；请在 Word 的“开发工具—文档模板”里去掉模板链接，另存再上传"
NESTED = "压缩包里还套着压缩包“{name}”，查不了，不能上传；请把里层先解开，再重新压缩"
INSIDE = "里面的“{name}”不能上传：{why}"
PACKED = "文件里嵌着一个打包的文件，可能是程序，不能上传；请删掉嵌入的对象，另存再上传"

Look = Callable[[str, bytes], None]
"""Looks at a file inside an archive, by name and content, and refuses what must not come in."""


def inspect_package(data: bytes, kind: str, limits: UploadLimits, room: Room, look: Look) -> None:
    """Refuse a package that is locked, damaged, a bomb, or holds what must not come in; `look` sees files in a zip."""
    if data.count(_ENTRY_MAGIC) > limits.entries:
        raise UploadRefused(MANY)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_together(entries, len(data), limits)
            for entry in entries:
                _refuse_entry(entry, kind, limits)
                content = _unpacked(archive, entry, room)
                if kind == "zip":
                    _refuse_in_archive(_shown(entry), content, look)
                else:
                    _refuse_part(_slashed(entry), content, look)
    except _BROKEN as damage:
        raise UploadRefused(DAMAGED) from damage


def _refuse_together(entries: list[zipfile.ZipInfo], size: int, limits: UploadLimits) -> None:
    """Refuse entries that share a name (which of them counts?) or bytes (a bomb of overlapping parts)."""
    if not entries:
        raise UploadRefused(EMPTY)
    names = {_slashed(entry) for entry in entries}
    if len(names) < len(entries):
        raise UploadRefused(PATHS)
    if sum(entry.compress_size for entry in entries) > size:
        raise UploadRefused(BOMB)
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise UploadRefused(BOMB)


def _slashed(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/").lstrip("/").lower()


def _refuse_entry(entry: zipfile.ZipInfo, kind: str, limits: UploadLimits) -> None:
    name = entry.filename
    if entry.flag_bits & _LOCKED_FLAG:
        raise UploadRefused(LOCKED)
    if ".." in re.split(r"[/\\]", name) or _UNSEEN.search(name) or (kind == "zip" and _ABSOLUTE.match(name)):
        raise UploadRefused(PATHS)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UploadRefused(PATHS)
    if entry.file_size > _SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        raise UploadRefused(BOMB)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: Room) -> bytes:
    """Return what comes out of an entry, counted while it comes."""
    content = bytearray()
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            content += piece
            room.take(len(piece))
    return bytes(content)


def _refuse_part(name: str, content: bytes, look: Look) -> None:
    """Refuse a part of an Office package or an ofd that must not come in."""
    if _MACRO_PART.search(name):
        raise UploadRefused(MACROS)
    if name.endswith((".xml", ".rels", ".vml")) and any(word in content for word in _DECLARATIONS):
        raise UploadRefused(ENTITIES)
    if name == "[content_types].xml" and any(word in content for word in _MACRO_TYPES):
        raise UploadRefused(MACROS)
    if name.endswith(".rels") and _REMOTE_TEMPLATE.search(content):
        raise UploadRefused(TEMPLATE)
    if name.endswith("encryptions.xml"):
        raise UploadRefused(REFUSED["locked"])
    if "/embeddings/" in name:
        _refuse_embedded(name, content, look)
    elif kind_of(content) in PICTURES:
        look(name, content)


def _refuse_embedded(name: str, content: bytes, look: Look) -> None:
    kind = kind_of(content)
    if kind == "program" or _PACKED_FILE in content:
        raise UploadRefused(PACKED)
    if kind in PACKAGES | COMPOUNDS:
        look(name, content)


def _refuse_in_archive(name: str, content: bytes, look: Look) -> None:
    if name.endswith("/") or not content:
        return
    shown = name.rsplit("/", 1)[-1]
    kind = kind_of(content)
    if kind != "program" and (name.startswith("__MACOSX/") or shown in _LEAVINGS):
        return
    why = REFUSED_ENDINGS.get(extension_of(shown), "")
    if why:
        raise UploadRefused(INSIDE.format(name=shown, why=why))
    if kind in {"zip", "archive"}:
        raise UploadRefused(NESTED.format(name=shown))
    try:
        look(shown, content)
    except UploadRefused as refusal:
        raise UploadRefused(INSIDE.format(name=shown, why=refusal.why)) from refusal


def _shown(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name as it was meant: zips made in China often have names in GBK and don't say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
