from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from tests.support.numbered import report_of

from gongkai.cli.terminal import draw_report, draw_verdict
from gongkai.cli.terminal_tables import figure, short
from gongkai.core.checks.run import check
from gongkai.core.report.cells import Cell, Mark, Recovery
from gongkai.core.report.layouts import LAYOUTS, Y2021
from gongkai.core.report.model import Report, Statistic

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def bad_report() -> Report:
    report = report_of(4)
    assert report.table3
    report.table3["settled"]["total"] = Cell(31_415)
    return report


@pytest.mark.parametrize("width", [80, 120])
def test_nothing_is_wider_than_the_terminal_and_borders_stand_in_line(width, capsys, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    report = bad_report()
    draw_report(report)
    draw_verdict("a.docx", report, check(report))
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= width
    tables = [line for line in lines if "│" in line]
    starts = [place for place, line in enumerate(lines) if line.startswith("╭")]
    assert len(starts) >= 7
    for start in starts:
        end = next(place for place in range(start, len(lines)) if lines[place].startswith("╰"))
        assert len({cell_len(line.rstrip()) for line in lines[start : end + 1]}) == 1
    assert tables


def test_at_eighty_columns_no_label_of_table_3_is_wrapped(capsys, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    draw_report(report_of(3))
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("│")]
    labels = "".join(line.split("│")[1] for line in rows)
    for line in Y2021.table3:
        assert short(line.label) in labels


def test_the_bad_cell_carries_its_mark_without_colour(capsys, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    report = bad_report()
    draw_verdict("a.docx", report, check(report))
    drawn = capsys.readouterr().out
    assert "▲31415" in drawn
    assert "改法：表三“总计”列“（七）总计”行改成" in drawn.replace("│\n│", "").replace(" ", "")
    assert not ANSI.search(drawn)


def test_colour_is_there_when_asked_for_and_gone_with_no_color(capsys, monkeypatch) -> None:
    report = bad_report()
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    draw_verdict("a.docx", report, check(report))
    assert "\x1b[1;31m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    draw_verdict("a.docx", report, check(report))
    assert "31m" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Cell(0), "0"),
        (Cell(None, Mark.BLANK), "空"),
        (Cell(None, Mark.DASH, "—"), "-"),
        (Cell(None, Mark.SLASH, "/"), "/"),
        (Cell(None, Mark.UNREADABLE, "见附件"), "见附件"),
        (Cell(None, Mark.UNDECIDED, "6045"), "?"),
        (Cell(12, recovered=Recovery.ARITHMETIC), "≈12"),
        (Cell(22, remark="其中修订16件"), "22*"),
    ],
)
def test_what_is_different_looks_different(cell: Cell, shown: str) -> None:
    assert figure(cell) == shown


def test_shortened_labels_stay_apart() -> None:
    for layout in LAYOUTS.values():
        names = [(line.path, short(line.label)) for line in layout.table3]
        assert len(set(names)) == len(names)
        assert all(name for _, name in names)


def test_older_statistics_remarks_and_recoveries_are_drawn(capsys) -> None:
    report = report_of(5)
    assert report.table2
    report.table2["licenses"]["decisions"] = Cell(22, remark="其中修订16件", recovered=Recovery.DIGITS)
    report.statistics = [Statistic("收到申请数", "件", Cell(7))]
    draw_report(report)
    drawn = capsys.readouterr().out
    assert "收到申请数" in drawn
    assert "其中修订16件" in drawn
    assert "按位数拆开" in drawn
