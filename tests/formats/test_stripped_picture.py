"""Pictures without hidden data: the same pixels, turned the same way, and nothing else in the file."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin
from tests.support.small_files import picture, pixels

from gongkai.core.errors import UploadRefused
from gongkai.formats.write.stripped_picture import strip_picture

PRIVATE = "Zhang Mou 46.1N 126.5E"


def exif(turn: int = 1) -> bytes:
    told = Image.Exif()
    told[0x010E], told[0x0112] = PRIVATE, turn
    return told.tobytes()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def text_chunks() -> PngImagePlugin.PngInfo:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", PRIVATE)
    told.add_itxt("XML:com.adobe.xmp", PRIVATE)
    told.add_text("Comment", PRIVATE, zip=True)
    return told


@pytest.mark.parametrize(("data", "place"), [
    (picture("JPEG", exif=exif()), "图片的拍摄信息"), (picture("JPEG", comment=PRIVATE), "图片的注释"),
    (picture("JPEG", xmp=PRIVATE.encode()), "图片的拍摄信息（EXIF、XMP）"),
    (picture("PNG", exif=exif()), "图片的拍摄信息（EXIF）"), (picture("PNG", pnginfo=text_chunks()), "图片的文字说明"),
    (picture("GIF", comment=PRIVATE), "图片的注释"), (picture("WEBP", exif=exif(), lossless=True), "图片的拍摄信息（EXIF、XMP）"),
    (picture("PNG") + PRIVATE.encode(), "图片后面夹带的数据"), (picture("JPEG") + PRIVATE.encode(), "图片后面夹带的数据"),
    (picture("GIF") + PRIVATE.encode(), "图片后面夹带的数据"), (picture("WEBP") + PRIVATE.encode(), "图片后面夹带的数据"),
])  # fmt: skip
def test_what_a_picture_tells_is_gone_and_its_pixels_are_the_same(data: bytes, place: str) -> None:
    result = strip_picture(data)
    assert place.removesuffix("（EXIF、XMP）") in {
        aside.place.removesuffix("（EXIF、XMP）") for aside in result.removed
    }
    assert PRIVATE.encode() not in result.data
    assert pixels(result.data) == pixels(data)
    assert strip_picture(result.data) == (result.data, (), ())


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_stays_turned_as_it_was(form: str) -> None:
    result = strip_picture(picture(form, exif=exif(6)))
    with Image.open(io.BytesIO(result.data)) as image:
        assert dict(image.getexif()) == {0x0112: 6}


def test_colours_stay_right() -> None:
    profile = b"\0" * 36 + b"acsp" + b"\0" * 100
    for form in ("JPEG", "PNG", "WEBP"):
        with Image.open(io.BytesIO(strip_picture(picture(form, icc_profile=profile, exif=exif())).data)) as image:
            assert image.info["icc_profile"] == profile


def test_every_kind_of_jpeg_keeps_its_scans() -> None:
    for settings in ({"progressive": True}, {"quality": 100, "subsampling": 0}, {"restart_marker_blocks": 1}):
        data = picture("JPEG", (64, 64), comment=PRIVATE, **settings)
        assert pixels(strip_picture(data).data) == pixels(data)


def test_a_film_stays_a_film() -> None:
    for form in ("GIF", "WEBP", "PNG"):
        made = io.BytesIO()
        frames = [Image.new("RGB", (4, 4), (number * 90, 0, 0)) for number in range(3)]
        frames[0].save(made, form, save_all=True, append_images=frames[1:], loop=0, duration=50)
        with Image.open(io.BytesIO(strip_picture(made.getvalue()).data)) as image:
            assert image.n_frames == 3


@pytest.mark.parametrize("data", [
    picture("PNG")[:-6], picture("JPEG")[:-40], picture("GIF")[:-4], picture("WEBP")[:30], b"\xff\xd8\xff\xe0\0", b"\x89PNG\r\n\x1a\n",
    picture("PNG")[:33] + chunk(b"ODDx", b"x") + picture("PNG")[33:], b"\xff\xd8\xff\xe0\0\x02xx",
])  # fmt: skip
def test_damage_is_told_in_words(data: bytes) -> None:
    with pytest.raises(UploadRefused, match="已损坏"):
        strip_picture(data)
