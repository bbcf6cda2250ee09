"""Pictures without what their files tell beside the picture: place, camera, author, history. No pixel is touched.

Only what shows the picture right is kept: its data, colours, size, the way it has to be turned.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from gongkai.core.errors import UploadRefused
from gongkai.formats.read.hidden import Aside
from gongkai.formats.read.sniff import sniff
from gongkai.formats.upload_pictures import BROKEN, DAMAGED, opened
from gongkai.formats.write.stripped_value import Stripped

_ORIENTATION = 0x0112
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
        b"cICP",
        b"acTL",
        b"fcTL",
        b"fdAT",
    )
)
_PNG_LABELS = {
    b"tEXt": "文字说明",
    b"zTXt": "文字说明",
    b"iTXt": "文字说明",
    b"eXIf": "拍摄信息（EXIF）",
    b"tIME": "修改时间",
}
_SCAN, _END, _EXIF, _ADOBE, _COLOURS, _COMMENT = 0xDA, 0xD9, 0xE1, 0xEE, 0xE2, 0xFE
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_FLAGS = 0x08 | 0x04  # EXIF, XMP


def strip_picture(data: bytes) -> Stripped:
    """Return a png, jpeg, gif or webp without its hidden data; `UploadRefused` where it is damaged."""
    kind = sniff(data)
    removed: list[Aside] = []
    try:
        stripped = _STRIPPERS[kind](data, removed)
    except (struct.error, IndexError) as damage:
        raise UploadRefused(DAMAGED) from damage
    return Stripped(stripped, tuple(dict.fromkeys(removed)), ())


def _orientation(data: bytes) -> int:
    """Return how a picture has to be turned (1 to 8, Exif 2.32); 1 where nothing is told."""
    try:
        with opened(data, "PNG", "JPEG") as picture:
            told = picture.getexif().get(_ORIENTATION, 1)
    except BROKEN:
        return 1
    return told if isinstance(told, int) and 1 <= told <= 8 else 1


def _only_orientation(turn: int) -> bytes:
    """Return an Exif block that tells nothing but how to turn the picture."""
    return b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, turn, 0, 0)


# -- jpeg


def _jpeg(data: bytes, removed: list[Aside]) -> bytes:
    turn = _orientation(data)
    kept = [b"\xff\xd8"]
    if turn != 1:
        block = b"Exif\0\0" + _only_orientation(turn)
        kept.append(b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block)
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        if data[at] != 0xFF:
            raise UploadRefused(DAMAGED)
        marker = data[at + 1]
        if marker == _END:
            kept.append(data[at : at + 2])
            _tell_rest(data[at + 2 :], removed)
            return b"".join(kept)
        end = at + 2 if marker in _ALONE else at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if end > len(data):
            raise UploadRefused(DAMAGED)
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        segment = data[at:end]
        label = _jpeg_label(marker, segment)
        if label:
            removed.append(Aside(label, _words(segment[4:])))
        else:
            kept.append(segment)
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next segment begins: the first FF that no coded data explains."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise UploadRefused(DAMAGED)
        if data[at + 1] not in _STUFFED:
            return at
        at += 2 if data[at + 1] != 0xFF else 1


_STUFFED = frozenset((0x00, 0xFF, *range(0xD0, 0xD8)))


def _jpeg_label(marker: int, segment: bytes) -> str:
    """Return what a segment hides in Chinese, nothing for one that shows the picture."""
    if marker == _COMMENT:
        return "图片的注释"
    if marker == _EXIF:
        return "图片的拍摄信息（EXIF、XMP）" if b"Orientation" not in segment else "图片的拍摄信息"
    if 0xE0 <= marker <= 0xEF:
        tells_colour = marker == _COLOURS and segment[4:15] == b"ICC_PROFILE"
        plain = (marker == 0xE0 and segment[4:9] == b"JFIF\0") or marker == _ADOBE or tells_colour
        return "" if plain else "图片的附加信息"
    return ""


# -- png


def _png(data: bytes, removed: list[Aside]) -> bytes:
    turn = _orientation(data)
    kept = [_PNG]
    for name, body, whole in _chunks(data, removed):
        if name in _PNG_KEPT:
            kept.append(whole)
            if name == b"IHDR" and turn != 1:
                kept.append(_chunk(b"eXIf", _only_orientation(turn)))
        elif name[:1].isupper():
            raise UploadRefused(DAMAGED)  # a chunk that decides how to read the picture, and nobody knows it
        else:
            removed.append(Aside(f"图片的{_PNG_LABELS.get(name, '附加信息')}", _words(body)))
    return b"".join(kept)


def _chunks(data: bytes, removed: list[Aside]) -> Iterator[tuple[bytes, bytes, bytes]]:
    at = len(_PNG)
    while True:
        (size,) = struct.unpack_from(">I", data, at)
        name, end = data[at + 4 : at + 8], at + 12 + size
        if end > len(data):
            raise UploadRefused(DAMAGED)
        yield name, data[at + 8 : end - 4], data[at:end]
        at = end
        if name == b"IEND":
            _tell_rest(data[at:], removed)
            return


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


# -- gif


def _gif(data: bytes, removed: list[Aside]) -> bytes:
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    kept = [data[:at]]
    while data[at] != 0x3B:
        if data[at] == 0x21:
            end = _end_of_blocks(data, at + 2)
            label = data[at + 1]
            animates = label == 0xFF and data[at + 3 : at + 14] in {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
            if label == 0xF9 or animates:
                kept.append(data[at:end])
            else:
                removed.append(Aside("图片的注释", _words(data[at + 3 : end])))
        elif data[at] == 0x2C:
            colours = data[at + 9]
            end = _end_of_blocks(data, at + 11 + (3 << (colours & 7) + 1 if colours & 0x80 else 0))
            kept.append(data[at:end])
        else:
            raise UploadRefused(DAMAGED)
        at = end
    _tell_rest(data[at + 1 :], removed)
    return b"".join(kept) + b";"


def _end_of_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


# -- webp


def _webp(data: bytes, removed: list[Aside]) -> bytes:
    (size,) = struct.unpack_from("<I", data, 4)
    end, at = min(size + 8, len(data)), 12
    kept = []
    while at + 8 <= end:
        name, (length,) = data[at : at + 4], struct.unpack_from("<I", data, at + 4)
        after = at + 8 + length + (length & 1)
        if at + 8 + length > len(data):
            raise UploadRefused(DAMAGED)
        body = data[at + 8 : at + 8 + length]
        if name == b"VP8X":
            body = bytes((body[0] & ~_WEBP_FLAGS,)) + body[1:]
        if name in _WEBP_KEPT:
            kept.append(name + struct.pack("<I", length) + body + bytes(length & 1))
        else:
            removed.append(Aside("图片的拍摄信息（EXIF、XMP）", _words(body)))
        at = after
    _tell_rest(data[end:], removed)
    whole = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


_STRIPPERS = {"jpeg": _jpeg, "png": _png, "gif": _gif, "webp": _webp}


def _tell_rest(rest: bytes, removed: list[Aside]) -> None:
    if rest.strip(b"\0\r\n"):
        removed.append(Aside("图片后面夹带的数据", _words(rest)))


def _words(body: bytes) -> str:
    """Return the readable runs of bytes, for the person who wants to know what was there."""
    text = body[:4096].decode("utf-8", "ignore")
    runs = "".join(letter if letter.isprintable() else "\0" for letter in text).split("\0")
    return " ".join(run for run in runs if len(run.strip()) > 3)[:500] or f"{len(body)} 字节"
