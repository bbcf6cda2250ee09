"""Names made safe, and kinds told by content."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.small_files import picture

from gongkai.formats.file_kinds import KINDS, REFUSED, kind_of, media_type
from gongkai.formats.file_names import disposition, extension_of, safe_name


@pytest.mark.parametrize(("name", "safe"), [
    ("2026年通知（定稿）.docx", "2026年通知（定稿）.docx"),
    ("../../etc/passwd.txt", "passwd.txt"),
    ("C:\\office\\张某\\桌面\\名单.xlsx", "名单.xlsx"),
    ("报告\u202efdp.docx", "报告fdp.docx"),
    ("a\x00b\nc\u200b.pdf", "ab c.pdf"),
    ("CON.pdf", "_CON.pdf"),
    ("com1.tar.pdf", "_com1.tar.pdf"),
    ("<script>|?.pdf", "_script___.pdf"),
    (".htaccess.txt", "htaccess.txt"),
    ("...", "附件"),
    ("", "附件"),
    ("通知 . .docx", "通知.docx"),
    ("通\u3000知.PDF", "通 知.pdf"),
    ("字" * 300 + ".docx", "字" * 65 + ".docx"),
])  # fmt: skip
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_an_ending_is_put_in_place_of_another() -> None:
    assert (safe_name("图.JPEG", "jpeg"), safe_name("说明", "txt")) == ("图.jpeg", "说明.txt")


@given(st.text(max_size=200))
def test_a_safe_name_is_safe_whatever_was_sent(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= 210
    assert not {"/", "\\", "\0", "\n", '"', "<", ">", ":", "|", "?", "*"} & set(safe)
    assert not safe.startswith((".", " "))
    assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in safe)
    assert safe_name(safe) == safe


def test_the_header_for_saving_names_the_file_in_both_ways() -> None:
    assert disposition("通知.pdf", inline=False) == (
        "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E9%80%9A%E7%9F%A5.pdf"
    )
    assert disposition("通知", inline=True) == "inline; filename=\"file\"; filename*=UTF-8''%E9%80%9A%E7%9F%A5"


def test_an_ending_is_told_through_unseen_signs() -> None:
    assert extension_of("报告.doc\u200bx") == "docx"
    assert extension_of("报告.v2.final-version-of-may") == ""


@pytest.mark.parametrize(("data", "kind"), [
    (b"MZ\x90\0" + bytes(60), "program"), (b"\x7fELF\x02\x01", "program"), (b"#!/bin/sh\nrm -rf /", "program"),
    (b"\xca\xfe\xba\xbe\0\0", "program"), (b"<?php system($_GET[0]);", "program"), (b"@echo off\r\ndel *", "program"),
    (b"\xef\xbb\xbf<script>alert(1)</script>", "program"), (b"[InternetShortcut]\nURL=file://x", "program"),
    (b"\0asm\x01\0\0\0", "program"), (b"<%@ page import='x' %>", "program"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"), (b"<?xml version='1.0'?><s:svg xmlns:s='x'/>", "svg"),
    (b"<?xml version='1.0'?><data/>", "xml"), (b"<!DOCTYPE html><p>x", "html"), (b'{"a": 1}', "json"),
    ("姓名,电话\n张某,1".encode("gbk"), "text"), (b"", "empty"), (bytes(range(256)) * 4, "unknown"), (b"abc\x01\x02def", "unknown"),
    (b"Rar!\x1a\x07\0", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"), (b"BZh91AY", "archive"), (b"\x1f\x8b\x08", "archive"),
    (b"ID3\x03\0\0", "mp3"), (b"\xff\xfb\x90\x64" + bytes(8), "mp3"), (b"\0\0\0\x18ftypmp42", "mp4"), (b"\0\0\0\x18ftypheic", "heic"),
    (picture("PNG"), "png"), (picture("JPEG"), "jpeg"), (picture("GIF"), "gif"), (picture("WEBP"), "webp"), (picture("BMP"), "bmp"),
])  # fmt: skip
def test_a_kind_is_told_by_content(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind
    assert (kind in KINDS) != (kind in REFUSED)


def test_only_pictures_and_pdf_are_shown_in_place() -> None:
    assert {kind for kind, told in KINDS.items() if told.inline} == {"pdf", "png", "jpeg", "gif", "webp"}


def test_a_table_of_text_has_its_own_type() -> None:
    assert (media_type("text", "csv"), media_type("doc", "wps")) == ("text/csv", "application/wps-office.wps")
