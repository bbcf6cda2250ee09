"""Files of a letter: by their endings, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.letters import letter

from gongkai.core.errors import OutputRefused
from gongkai.formats.write.letter_files import format_of, render, write_letter
from gongkai.formats.write.letter_texts import Masthead

BEGINNINGS = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE html>", "text": "某县自然资源局".encode()}


@pytest.mark.parametrize("name", sorted(BEGINNINGS))
def test_every_format_has_its_writer(name):
    assert render(letter(), name).startswith(BEGINNINGS[name])


@pytest.mark.parametrize("name", ["docx", "pdf", "html"])
def test_every_format_knows_both_heads(name):
    assert (
        render(letter(), name) == render(letter(), name, Masthead.DOCUMENT) != render(letter(), name, Masthead.LETTER)
    )


def test_an_unknown_format_is_refused():
    with pytest.raises(OutputRefused, match="xlsx"):
        render(letter(), "xlsx")


def test_several_files_are_written_by_their_endings(tmp_path):
    paths = [tmp_path / name for name in ("甲.docx", "乙.PDF", "丙.htm", "丁.txt")]
    write_letter(letter(), paths)
    assert [format_of(path) for path in paths] == ["docx", "pdf", "html", "text"]
    assert all(path.read_bytes().startswith(BEGINNINGS[format_of(path)]) for path in paths)
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_a_file_that_is_there_stays_unless_told(tmp_path):
    old = tmp_path / "告知书.txt"
    old.write_text("旧")
    with pytest.raises(OutputRefused, match="已经有这个文件"):
        write_letter(letter(), [tmp_path / "新.txt", old])
    assert [path.name for path in tmp_path.iterdir()] == ["告知书.txt"]
    assert old.read_text() == "旧"
    write_letter(letter(), [old], replace=True)
    assert old.read_text().startswith("某县自然资源局")


@pytest.mark.parametrize("name", ["告知书.xlsx", "告知书", "没有/告知书.txt", "."])
def test_nothing_is_written_if_one_can_not_be(tmp_path, name):
    with pytest.raises(OutputRefused):
        write_letter(letter(), [tmp_path / "先.txt", tmp_path / name])
    assert list(tmp_path.iterdir()) == []


def test_a_dangling_link_stays_unless_told(tmp_path):
    link = tmp_path / "告知书.txt"
    link.symlink_to(tmp_path / "没有.txt")
    with pytest.raises(OutputRefused, match="已经有这个文件"):
        write_letter(letter(), [link])
    assert link.is_symlink()
    write_letter(letter(), [link], replace=True)
    assert link.read_text().startswith("某县自然资源局")


@pytest.mark.parametrize("again", ["告知书.txt", "./告知书.txt", "夹/../告知书.txt"])
def test_a_file_that_is_named_twice_is_refused(tmp_path, again):
    (tmp_path / "夹").mkdir()
    with pytest.raises(OutputRefused, match="是同一个文件，请只写一次"):
        write_letter(letter(), [tmp_path / "告知书.txt", Path(f"{tmp_path}/{again}")])
    assert [path.name for path in tmp_path.iterdir()] == ["夹"]


def test_all_files_are_written_or_none(tmp_path):
    with pytest.raises(OutputRefused, match="写不进去"):
        write_letter(letter(), [tmp_path / "先.txt", Path("/proc/后.txt")])
    assert list(tmp_path.iterdir()) == []
