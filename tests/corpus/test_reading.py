from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.numbered import report_of

import gongkai

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        report = report_of(number)
        gongkai.write_report(report, tmp_path / f"{number}.json")
    (tmp_path / "1a.html").write_text("<p>菜谱</p>", "utf-8")
    return tmp_path


def test_a_file_becomes_a_report_that_knows_its_source(folder: Path) -> None:
    report = gongkai.read_file(folder / "0.json")
    assert report.cell("table3.received.total").value == report_of(0).cell("table3.received.total").value
    assert report.source == str(folder / "0.json")


@pytest.mark.parametrize("name", ["1a.html", "没有.docx", "."])
def test_what_is_no_report_is_refused_by_name(folder: Path, name: str) -> None:
    with pytest.raises(gongkai.ReportUnreadable) as refusal:
        gongkai.read_file(folder / name)
    assert refusal.value.name == str(folder / name)
    assert str(refusal.value).count(str(folder / name)) == 1


def test_many_files_are_read_past_the_bad_one(folder: Path) -> None:
    answers = list(gongkai.read_files([folder, folder / "没有.docx"]))
    assert [done.file.name for done in answers] == ["没有.docx", "0.json", "1.json", "1a.html", "2.json"]
    assert [done.value is None for done in answers] == [True, False, False, True, False]
