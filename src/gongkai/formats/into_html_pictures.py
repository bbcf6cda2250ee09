"""Pictures that come in with a document: checked, named, in a form that browsers show, without hidden data."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.core.errors import UploadRefused
from gongkai.formats.file_kinds import KINDS, kind_of
from gongkai.formats.upload_limits import UploadLimits
from gongkai.formats.upload_pictures import BROKEN, inspect_picture, opened
from gongkai.formats.write.stripped_picture import strip_picture

MOST_PICTURES = 500
_SHOWN = frozenset(("png", "jpeg", "gif", "webp"))
_LIMITS = UploadLimits()


class Picture(NamedTuple):
    """A picture of an imported document: the name its placeholder gives, its bytes, the words for it."""

    name: str
    data: bytes
    alt: str


@dataclass(slots=True)
class Album:
    """The pictures of one document while it is read; equal ones are kept once."""

    pictures: list[Picture] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _names: dict[bytes, str] = field(default_factory=dict)
    _met: int = 0

    def add(self, data: bytes, alt: str = "") -> str:
        """Take a picture in and return its name; nothing, with a remark, where it can't be shown."""
        self._met += 1
        if data in self._names:
            return self._names[data]
        shown = self._shown(data)
        if not shown:
            return ""
        name = f"picture{len(self.pictures) + 1}.{KINDS[kind_of(shown)].extensions[0]}"
        self.pictures.append(Picture(name, shown, alt))
        self._names[data] = name
        if not alt:
            self.remarks.append(f"第{self._met}张图片没有替代文字，请补写，让看不见图片的人也知道内容")
        return name

    def miss(self, why: str) -> None:
        """Remark that a picture could not be taken over."""
        self._met += 1
        self.remarks.append(f"第{self._met}张图片没有导入：{why}")

    def _shown(self, data: bytes) -> bytes:
        kind = kind_of(data)
        if len(self.pictures) >= MOST_PICTURES:
            self.remarks.append(f"图片超过{MOST_PICTURES}张，后面的没有导入，请改为附件")
            return b""
        try:
            if kind in _SHOWN:
                inspect_picture(data, kind, _LIMITS)
                return strip_picture(data).data
            if kind in {"bmp", "tiff"}:
                inspect_picture(data, kind, _LIMITS)
                return _as_png(data)
        except UploadRefused as refusal:
            self.remarks.append(f"第{self._met}张图片没有导入：{refusal.why}")
            return b""
        self.remarks.append(
            f"第{self._met}张图片是网页不能显示的格式（如 EMF、WMF），没有导入，请在 Word 里另存为 PNG 后插入"
        )
        return b""


def _as_png(data: bytes) -> bytes:
    made = io.BytesIO()
    try:
        with opened(data, "BMP", "TIFF") as picture:
            picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(made, "PNG")
    except BROKEN as damage:
        raise UploadRefused("图片已损坏，请重新插入") from damage
    return made.getvalue()
