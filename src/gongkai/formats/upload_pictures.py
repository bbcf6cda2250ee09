"""Pictures from outside: their size is told from the head, before anything is unpacked."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from gongkai.core.errors import UploadRefused
from gongkai.formats.upload_limits import UploadLimits

_FORMATS = {"png": "PNG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP", "bmp": "BMP", "tiff": "TIFF"}
# What Pillow is known to raise on damaged files.
BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, AttributeError, OverflowError, MemoryError,
    RuntimeError, struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip
_ARCHIVE_END = b"PK\x05\x06"
_TAIL = 66_000

DAMAGED = "图片已损坏或没有传完整，打不开；请重新保存后再上传"
LARGE = "图片的像素多得不正常（超过 {most} 万），可能用来耗尽内存，不能上传；请缩小后再上传"
FRAMES = "动图的帧数太多，不能上传；请减少帧数，或改传视频"
CARRIES = "图片后面夹带了压缩包，不能上传；请用看图软件打开后另存一份再上传"


def inspect_picture(data: bytes, kind: str, limits: UploadLimits) -> None:
    """Refuse a picture that is damaged, absurdly large, or carries an archive behind its end."""
    if _ARCHIVE_END in data[-_TAIL:]:
        raise UploadRefused(CARRIES)
    try:
        width, height, frames = _measured(data, kind)
    except Image.DecompressionBombError as bomb:
        raise UploadRefused(LARGE.format(most=limits.pixels // 10_000)) from bomb
    except BROKEN as damage:
        raise UploadRefused(DAMAGED) from damage
    if width * height > limits.pixels:
        raise UploadRefused(LARGE.format(most=limits.pixels // 10_000))
    if frames > limits.frames or width * height * frames > limits.pixels * 20:
        raise UploadRefused(FRAMES)


def _measured(data: bytes, kind: str) -> tuple[int, int, int]:
    """Return width, height and number of frames."""
    with opened(data, _FORMATS[kind]) as picture:
        width, height = picture.size
        frames = int(getattr(picture, "n_frames", 1))
        picture.verify()
    return width, height, frames


@contextmanager
def opened(data: bytes, *formats: str) -> Iterator[Image.Image]:
    """Open a picture of these formats of Pillow; what it only warns of is passed over, errors are those of `BROKEN`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=formats) as picture:
            yield picture
