"""`deadline remedy` lists the terms that start on a day, and tells how one of them is counted."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from gongkai.cli.main import gongkai


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    return lambda *arguments: CliRunner().invoke(gongkai, ["deadline", "remedy", *arguments], env={"COLUMNS": "100"})


def test_all_terms_from_one_day(run):
    answer = run("--from", "2025-06-20")
    assert answer.exit_code == 0, answer.output
    for words in ("申请行政复议", "2025年8月19日（周二）", "被告：提交证据", "2025年12月22日（周一）", "defence"):
        assert words in answer.output


def test_one_term_step_by_step(run):
    answer = run("reconsideration_reply", "--from", "2025-06-20", "--simplified")
    assert "最迟2025年6月27日（周五）" in answer.output
    assert "第5个工作日是2025年6月27日" in answer.output
    assert "行政复议法第五十四条" in answer.output


def test_a_provisional_day_says_so(run):
    assert "（暂定）" in run("reconsideration_reply", "--from", "2049-12-20").output


def test_json(run):
    told = json.loads(
        run("reconsideration_decision", "--from", "2025-03-03", "--extension", "30", "--format", "json").output
    )
    assert (told["deadline"], told["by"], told["provisional"]) == ("2025-06-03", "复议机关", False)
    assert {each["kind"] for each in json.loads(run("--from", "2025-03-03", "--format", "json").output)} >= {
        "defence",
        "appeal",
    }


def test_a_procedure_that_was_not_there_is_left_out_of_the_list(run):
    kinds = {
        each["kind"] for each in json.loads(run("--from", "2022-06-20", "--simplified", "--format", "json").output)
    }
    assert "reconsideration_reply" not in kinds
    assert "reconsideration_application" in kinds


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["defense", "--from", "2025-06-20"], 2, "是不是defence？"),
        (["zzz", "--from", "2025-06-20"], 2, "只有：reconsideration_application、"),
        (["--from", "2025-06-20", "--extension", "3"], 2, "reconsideration_decision"),
        (["--from", "昨天"], 2, "不是日期"),
        (["--from", "2005-06-20"], 3, "还没有本程序收录的"),
        (["defence", "--from", "2005-06-20"], 3, "2005"),
        (["reconsideration_decision", "--from", "2025-06-20", "--extension", "99"], 3, "最多"),
    ],
)
def test_what_can_not_be_answered(run, arguments, status, words):
    answer = run(*arguments)
    assert (answer.exit_code, words in answer.stderr) == (status, True), answer.output
