"""How much a file from outside may be."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.errors import UploadRefused

_MIB = 1024 * 1024

BOMB = "文件解压后大得不正常（可能是“压缩炸弹”），不能上传；请重新压缩，或拆成几个文件上传"
NESTED = "文件里一层套一层地嵌着别的文件，查不了，不能上传；请把里面的文件取出来逐个上传"
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """Limits of an upload: bytes as sent and unpacked, files in an archive, pixels of a picture.

    `pages` lets web pages in: they are cleaned and taken over as text, never given out as files.
    `ratio` is how many times a part may grow when unpacked.
    """

    size: int = 50 * _MIB
    unpacked: int = 200 * _MIB
    entries: int = 2000
    pixels: int = 100_000_000
    frames: int = 1000
    pages: bool = False
    ratio: int = 250


@dataclass(slots=True)
class Room:
    """What may still come out of a file and everything packed inside it, together."""

    unpacked: int
    depth: int = 0

    def take(self, size: int) -> None:
        """Count bytes that came out; `UploadRefused` where they are too many."""
        self.unpacked -= size
        if self.unpacked < 0:
            raise UploadRefused(BOMB)

    def enter(self) -> None:
        """Go into a file inside a file; `UploadRefused` where they are nested too deep."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UploadRefused(NESTED)

    def leave(self) -> None:
        """Come out again."""
        self.depth -= 1
