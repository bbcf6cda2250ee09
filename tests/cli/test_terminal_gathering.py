"""What can't be decided for many rows stands in one line on the screen; the json keeps every finding."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from gongkai.cli.main import gongkai

BLANKS = Path(__file__).parents[1] / "golden" / "shuyang-reform-2023" / "source.html"


def answer(*arguments):
    return CliRunner().invoke(gongkai, ["report", "check", str(BLANKS), *arguments], env={"COLUMNS": "200"}).stdout


def test_undecided_checks_of_one_kind_are_one_line():
    shown = answer()
    assert shown.count("[T3-ROW-SUM]") == 1
    assert "申请人总计有25处无法判定" in shown
    assert "等125格" in shown


def test_json_keeps_each():
    found = json.loads(answer("--format", "json"))["findings"]
    assert sum(finding["code"] == "T3-ROW-SUM" for finding in found) == 25


def test_one_contradiction_found_by_two_checks_is_one_line(tmp_path):
    report = json.loads(CliRunner().invoke(gongkai, ["report", "read", str(BLANKS)]).stdout)
    report["table3"] = {row: dict.fromkeys(columns, 0) for row, columns in report["table3"].items()}
    report["sections"]["overview"] = "全年收到政府信息公开申请3件。"
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report, ensure_ascii=False), "utf-8")

    def told(*arguments):
        return CliRunner().invoke(gongkai, ["report", "check", str(path), *arguments], env={"COLUMNS": "200"}).stdout

    assert told().count("TXT-NONE TXT-NUMBER") == 1
    assert told().count("TXT-NUMBER") == 1
    codes = [finding["code"] for finding in json.loads(told("--format", "json"))["findings"]]
    assert {"TXT-NONE", "TXT-NUMBER"} <= set(codes)
