"""What comes in and what does not, by content, ending and size."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import word
from tests.support.small_files import page_objects, pdf, picture, workbook

from gongkai.core.errors import GongkaiError, UploadRefused
from gongkai.formats.upload import Upload, UploadLimits, inspect_upload

DOCX = word.docx(word.text_paragraph("关于公布名单的通知"))


@pytest.mark.parametrize(("name", "data", "kind", "media_type"), [
    ("通知.docx", DOCX, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("通知.wps", DOCX, "docx", "application/wps-office.wps"),
    ("表.xlsx", workbook(), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("表.csv", "甲,乙\n1,2".encode(), "text", "text/csv"),
    ("说明.txt", "一、说明".encode("gbk"), "text", "text/plain"),
    ("数据.json", b'{"a": 1}', "json", "application/json"),
    ("文.pdf", pdf(page_objects()), "pdf", "application/pdf"),
    ("图.PNG", picture("PNG"), "png", "image/png"),
    ("图.jpeg", picture("JPEG"), "jpeg", "image/jpeg"),
    ("会议.mp4", b"\0\0\0\x18ftypisom" + bytes(40), "mp4", "video/mp4"),
    ("录音.mp3", b"ID3\x03" + bytes(40), "mp3", "audio/mpeg"),
    ("材料.zip", word.package({"材料/通知.docx": DOCX, "材料/说明.txt": "说明"}), "zip", "application/zip"),
])  # fmt: skip
def test_what_may_come_in(name: str, data: bytes, kind: str, media_type: str) -> None:
    upload = inspect_upload(name, data)
    assert (upload.kind, upload.media_type, upload.safe_name) == (kind, media_type, name.replace("PNG", "png"))
    assert upload.extension == name.rpartition(".")[2].lower()


@pytest.mark.parametrize(("name", "data", "why"), [
    ("通知.docx", b"", "文件是空的"),
    ("通知.pdf", DOCX, "内容却是Word 文档"),
    ("图.png", picture("JPEG"), "内容却是JPEG 图片"),
    ("通知", DOCX, "文件名没有结尾"),
    ("工具.exe", b"MZ\0" + bytes(70), "程序或脚本"),
    ("通知.docx", b"MZ\0" + bytes(70), "程序或脚本"),
    ("清理.bat", b"del *.*", "程序或脚本"),
    ("打开.vbs", b"CreateObject", "程序或脚本"),
    ("页面.html", b"<!DOCTYPE html><p>x</p>", "文件是网页"),
    ("说明.txt", b"<html><script>alert(1)</script></html>", "文件是网页"),
    ("图.svg", b"<svg onload='alert(1)'/>", "SVG"),
    ("图.png", b"<svg onload='alert(1)'/>", "SVG"),
    ("数据.xml", b"<?xml version='1.0'?><a/>", "文件是 XML"),
    ("资料.rar", b"Rar!\x1a\x07\0" + bytes(20), "改用 ZIP"),
    ("资料.7z", b"7z\xbc\xaf\x27\x1c", "改用 ZIP"),
    ("名单.docm", DOCX, "带宏"),
    ("名单.xlsm", workbook(), "带宏"),
    ("怪.bin", bytes(range(256)), "认不出"),
    ("信.rtf", b"{\\rtf1 x}", "RTF"),
    ("照片.heic", b"\0\0\0\x18ftypheic", "HEIC"),
    ("文.pdf", b"%PDF-1.7\nnothing", "已损坏"),
    ("图.png", picture("PNG")[:40], "已损坏"),
    ("通知.docx", DOCX[:200], "已损坏"),
])  # fmt: skip
def test_what_must_not_come_in(name: str, data: bytes, why: str) -> None:
    with pytest.raises(UploadRefused) as refusal:
        inspect_upload(name, data)
    assert why in refusal.value.why
    assert str(refusal.value).startswith(f"{name}：")


def test_a_file_is_refused_by_its_size_before_it_is_looked_into() -> None:
    with pytest.raises(UploadRefused, match="超过 1 MB"):
        inspect_upload("a.txt", b"x" * (1 << 20) + b"x", UploadLimits(size=1 << 20))


def test_pages_come_in_only_to_be_taken_over() -> None:
    page = b"<!DOCTYPE html><p>x</p>"
    assert inspect_upload("a.html", page, UploadLimits(pages=True)).kind == "html"


def test_how_a_file_is_given_out() -> None:
    shown = Upload("pdf", "application/pdf", "pdf", "a.pdf")
    saved = Upload("docx", "x", "docx", "a.docx")
    assert (shown.inline, saved.inline) == (True, False)
    assert (shown.disposition, saved.disposition) == ('inline; filename="a.pdf"', 'attachment; filename="a.docx"')
    assert (saved.readable, Upload("mp3", "x", "mp3", "a.mp3").readable) == (True, False)


def test_a_locked_pdf_is_refused_by_name() -> None:
    key = "00" * 32
    locked = pdf(page_objects(), trailer=f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>")
    with pytest.raises(UploadRefused, match="有打开密码"):
        inspect_upload("文.pdf", locked)


def test_real_documents_come_in(root: Path) -> None:
    for name, kind in (("city-2025.doc", "doc"), ("filled-form.docx", "docx"), ("filled-form.doc", "doc")):
        assert inspect_upload(name, (root / "tests/golden/word" / name).read_bytes()).kind == kind
    old = (root / "tests/golden/word/filled-form.doc").read_bytes()
    assert inspect_upload("表.wps", old).media_type == "application/wps-office.wps"


def test_a_refusal_is_one_of_ours_and_says_what_to_do() -> None:
    with pytest.raises(GongkaiError, match="请"):
        inspect_upload("a.exe", b"MZ")
