"""Attacks inside files: bombs, paths, macros, entities, packed programs, absurd pictures."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from PIL import Image
from tests.support import word
from tests.support.small_files import picture, with_parts, workbook, zipped

from gongkai.core.errors import UploadRefused
from gongkai.formats.upload import UploadLimits, inspect_upload
from gongkai.formats.upload_limits import Room

DOCX = word.docx(word.text_paragraph("通知"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(name: str, data: bytes, limits: UploadLimits | None = None) -> str:
    with pytest.raises(UploadRefused) as refusal:
        inspect_upload(name, data, limits or UploadLimits())
    return refusal.value.why


def changed(data: bytes, change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    """Return a zip whose entries are written after `change`."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            change(entry)
            new.writestr(entry, content)
    return made.getvalue()


@pytest.mark.parametrize("name", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "C:/a.txt", "..\\a.txt", "a\u202e.txt"])
def test_paths_out_of_an_archive(name: str) -> None:
    assert "路径" in refused("a.zip", zipped({name: "x"}))


def test_a_link_in_an_archive() -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        entry.create_system, entry.external_attr = 3, 0o120777 << 16

    assert "路径" in refused("a.zip", changed(zipped({"a.txt": "/etc/passwd"}), link))


def test_two_files_of_one_name() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "x")
        archive.writestr("A.TXT", "y")
    assert "隐藏了名字" in refused("a.zip", made.getvalue())


def test_a_locked_archive() -> None:
    data = bytearray(zipped({"a.txt": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "有密码" in refused("a.zip", bytes(data))


def test_a_bomb_by_its_ratio_and_by_what_it_unpacks_to() -> None:
    zeros = zipped({"a.txt": b" " * (3 << 20)})
    assert "压缩炸弹" in refused("a.zip", zeros)
    noise = b"".join(
        zlib.crc32(struct.pack("<I", number)).to_bytes(4, "little").hex().encode() for number in range(50_000)
    )
    assert "压缩炸弹" in refused("a.zip", zipped({"a.txt": noise}), UploadLimits(unpacked=100_000))
    assert inspect_upload("a.zip", zipped({"a.txt": noise})).kind == "zip"


def test_a_bomb_in_a_document() -> None:
    assert "压缩炸弹" in refused("a.docx", with_parts(DOCX, {"word/media/a.bin": bytes(5 << 20)}))


def test_a_bomb_that_lies_about_its_size() -> None:
    data = bytearray(zipped({"a.txt": b"a" * 4096}))
    for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(magic) + offset, 10)
    assert "已损坏" in refused("a.zip", bytes(data))


def test_parts_that_share_their_bytes() -> None:
    data = zipped({f"{number}.txt": bytes(900_000) for number in range(3)})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
    overlapping = bytearray(data)
    at = overlapping.index(b"PK\x01\x02")
    for _ in range(3):
        struct.pack_into("<I", overlapping, at + 20, len(data))
        at = overlapping.find(b"PK\x01\x02", at + 4)
    assert first.header_offset == 0
    assert "压缩炸弹" in refused("a.zip", bytes(overlapping))


def test_too_many_files() -> None:
    assert "太多" in refused("a.zip", zipped({f"{number}.txt": "x" for number in range(20)}), UploadLimits(entries=10))


def test_an_archive_in_an_archive_and_an_empty_one() -> None:
    assert "套着压缩包“b.zip”" in refused("a.zip", zipped({"b.zip": zipped({"c.txt": "x"})}))
    assert "没有文件" in refused("a.zip", zipped({}))


@pytest.mark.parametrize(("name", "content", "why"), [
    ("工具/run.exe", b"MZ\0" + bytes(70), "“run.exe”不能上传：文件是程序"), ("通知.docx", b"MZ\0" + bytes(70), "程序"),
    ("页.html", b"<html>", "网页"), ("图.svg", b"<svg/>", "SVG"), ("图.png", picture("JPEG"), "内容却是JPEG"),
    ("__MACOSX/._a.txt", b"MZ\0" + bytes(70), "程序"), ("x.js", b"alert(1)", "程序"),
])  # fmt: skip
def test_files_in_an_archive_are_looked_at_as_if_they_came_alone(name: str, content: bytes, why: str) -> None:
    assert why in refused("a.zip", zipped({"说明.txt": "x", name: content}))


def test_what_systems_leave_in_folders_does_no_harm() -> None:
    data = zipped({"说明.txt": "x", "__MACOSX/._说明.txt": b"\0\x05\x16\x07", ".DS_Store": b"\0\0\0\1Bud1", "空/": b""})
    assert inspect_upload("a.zip", data).kind == "zip"


def test_names_in_gbk_are_told_as_they_were_meant() -> None:
    data = zipped({"XXXX.exe": b"x"}).replace(b"XXXX", "程序".encode("gbk"))
    assert "“程序.exe”" in refused("a.zip", data)


@pytest.mark.parametrize(("data", "why"), [
    (with_parts(DOCX, {"word/vbaProject.bin": b"x"}), "宏"),
    (with_parts(DOCX, {"word/activeX/activeX1.xml": "<a/>"}), "控件"),
    (with_parts(DOCX, {"[Content_Types].xml": "<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"}), "宏"),
    (with_parts(DOCX, {"word/styles.xml": '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'}), "实体"),
    (with_parts(DOCX, {"word/styles.xml": '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'.encode("utf-16")}), "实体"),
    (with_parts(DOCX, {"word/_rels/settings.xml.rels": '<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="http://e.cn/t.dotm" TargetMode="External"/></Relationships>'}), "模板"),
    (with_parts(DOCX, {"word/embeddings/oleObject1.bin": OLE + "\x01Ole10Native".encode("utf-16-le")}), "打包的文件"),
    (with_parts(DOCX, {"word/embeddings/a.bin": b"MZ\0" + bytes(70)}), "打包的文件"),
    (with_parts(DOCX, {"word/embeddings/a.docx": with_parts(DOCX, {"word/vbaProject.bin": b"x"})}), "宏"),
    (with_parts(DOCX, {"word/media/a.png": b"\x89PNG\r\n\x1a\n" + bytes(20)}), "图片已损坏"),
])  # fmt: skip
def test_what_a_document_must_not_carry(data: bytes, why: str) -> None:
    assert why in refused("通知.docx", data)


def test_a_template_on_the_own_computer_does_no_harm() -> None:
    rels = '<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="file:///C:/Normal.dotm" TargetMode="External"/></Relationships>'
    assert inspect_upload("a.docx", with_parts(DOCX, {"word/_rels/settings.xml.rels": rels})).kind == "docx"


def test_documents_nested_in_documents_end_somewhere() -> None:
    data = DOCX
    for _ in range(5):
        data = with_parts(DOCX, {"word/embeddings/a.docx": data})
    assert "一层套一层" in refused("a.docx", data)


def test_macros_in_a_workbook() -> None:
    assert "宏" in refused("a.xlsx", with_parts(workbook(), {"xl/macrosheets/sheet1.xml": "<a/>"}))


@pytest.mark.parametrize(("name", "stream", "why"), [
    ("a.doc", "_VBA_PROJECT", "宏"), ("a.xls", "_VBA_PROJECT_CUR", "宏"), ("a.doc", "\x01Ole10Native", "打包的文件"), ("a.doc", "Other", "已损坏"),
])  # fmt: skip
def test_what_an_old_file_must_not_carry(name: str, stream: str, why: str) -> None:
    main = "WordDocument" if name.endswith("doc") else "Workbook"
    assert why in refused(name, OLE + bytes(600) + f"{main}\0".encode("utf-16-le") + stream.encode("utf-16-le"))


def test_a_locked_office_file() -> None:
    assert "有打开密码" in refused("a.docx", OLE + bytes(600) + "EncryptedPackage\0".encode("utf-16-le"))


def huge(width: int, height: int) -> bytes:
    """Return the head of a png that says it is this large, whole by its checksums."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def test_a_picture_that_would_fill_the_memory() -> None:
    assert "超过 10000 万" in refused("a.png", huge(60_000, 60_000))
    assert "超过 10000 万" in refused("a.png", huge(11_000, 11_000))
    assert "超过 10000 万" in refused("a.docx", with_parts(DOCX, {"word/media/a.png": huge(60_000, 60_000)}))


def test_an_archive_behind_a_picture() -> None:
    assert "夹带了压缩包" in refused("a.jpg", picture("JPEG") + zipped({"a.exe": "x"}))


def test_a_film_of_too_many_pictures() -> None:
    made = io.BytesIO()
    frames = [Image.new("RGB", (4, 4), (number * 20, 255 - number * 20, 0)) for number in range(12)]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    assert "帧数太多" in refused("a.gif", made.getvalue(), UploadLimits(frames=10))


def test_room_is_counted_across_all_that_is_packed() -> None:
    room = Room(10)
    room.take(6)
    with pytest.raises(UploadRefused, match="压缩炸弹"):
        room.take(5)
    deep = Room(10, depth=3)
    with pytest.raises(UploadRefused, match="一层套一层"):
        deep.enter()
    deep.leave()
    deep.leave()
    assert deep.depth == 2
