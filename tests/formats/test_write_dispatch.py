from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.core.errors import OutputRefused
from gongkai.core.report.layouts import Y2021
from gongkai.core.report.model import Report
from gongkai.formats.write.dispatch import FORMATS, format_of, place_together, place_whole, render, write_report

REPORT = Report(Y2021, "甲局", 2024, sections={"overview": "一句。"})
BEGINNINGS = {"docx": b"PK", "pdf": b"%PDF-1.7", "html": b"<!DOCTYPE html>", "xlsx": b"PK", "json": b"{"}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_by_its_ending(name: str, tmp_path: Path) -> None:
    target = tmp_path / f"报告.{name.upper()}"
    write_report(REPORT, target)
    assert target.read_bytes().startswith(BEGINNINGS[name])
    assert target.read_bytes() == render(REPORT, name)
    assert [file.name for file in tmp_path.iterdir()] == [target.name]


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_text("old")
    target.chmod(0o640)
    write_report(REPORT, target)
    assert target.read_bytes() == render(REPORT, "json")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a.txt", "不认识的扩展名“.txt”，请用 .docx、.pdf、.html、.xlsx、.json 之一"),
        ("a", "不认识的扩展名“”"),
        ("none/a.docx", "不存在，请先建立"),
        ("folder.docx", "这是一个文件夹，请写明文件名"),
    ],
)
def test_what_can_not_be_written_is_refused_and_leaves_nothing(name: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(OutputRefused, match=why):
        write_report(REPORT, tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == ["folder.docx"]


def test_a_failing_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    target.write_text("old")

    def refuse(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputRefused, match="写不进去（No space left on device）"):
        place_whole(target, b"new")
    assert target.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.docx"]


def test_several_files_are_placed_or_none(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match=r"/proc/x\.docx：写不进去"):
        place_together({tmp_path / "a.pdf": b"new", Path("/proc/x.docx"): b"new"})
    assert list(tmp_path.iterdir()) == []
    place_together({tmp_path / "a.pdf": b"1", tmp_path / "b.pdf": b"2"})
    assert [(file.name, file.read_bytes()) for file in sorted(tmp_path.iterdir())] == [("a.pdf", b"1"), ("b.pdf", b"2")]


def test_what_was_placed_is_taken_back_if_the_last_can_not_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, last = (tmp_path / name for name in ("old.pdf", "new.pdf", "last.pdf"))
    old.write_bytes(b"old")
    replace = Path.replace

    def refuse(source: Path, target: Path) -> None:
        if target == last:
            raise OSError(1, "Operation not permitted")
        replace(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputRefused, match=r"last\.pdf：写不进去（Operation not permitted）"):
        place_together({old: b"1", new: b"2", last: b"3"})
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("old.pdf", b"old")]


def test_a_full_disk_leaves_no_file_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path, __: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "chmod", refuse)
    with pytest.raises(OutputRefused, match="No space left on device"):
        place_whole(tmp_path / "a.docx", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="不能用这个文件名"):
        write_report(REPORT, tmp_path / f"{'长' * 300}.docx")
    with pytest.raises(OutputRefused, match="写不进去"):
        place_whole(tmp_path / "a\0.docx", b"new")


def test_unknown_format_is_refused() -> None:
    with pytest.raises(OutputRefused, match="不能写成“odt”格式"):
        render(REPORT, "odt")
    with pytest.raises(OutputRefused):
        format_of("a.docx.bak")
