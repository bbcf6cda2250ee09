"""`gongkai publication scope` and `duty`: what they print, as text and as JSON, and how they end."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from gongkai.cli.main import gongkai


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))


def call(*arguments):
    return CliRunner().invoke(gongkai, ["publication", *arguments])


def test_scope_names_every_article():
    told = call("scope", "--level", "county_department")
    assert told.exit_code == 0
    lines = told.output.splitlines()
    assert lines[0] == "县级政府部门应当主动公开的内容（29项）"
    assert "   7  财政预算、决算信息　〔条例第二十条第七项〕" in lines
    assert "      注意：预算法另有期限：批准或者批复后二十日内。" in lines
    assert "宅基地" not in told.output


def test_scope_of_everybody_says_whom_an_item_binds():
    lines = call("scope", "--on", "2020-01-01").output.splitlines()
    assert lines[0] == "各级行政机关应当主动公开的内容（37项，2020年1月1日有效）"
    assert "条例第二十一条：乡镇政府" in lines


def test_scope_draws_the_columns():
    lines = call("scope", "--level", "town_government", "--columns").output.splitlines()
    assert "      宅基地审核" in lines
    assert "  依申请公开（入口）" in lines


def test_columns_need_a_level():
    told = call("scope", "--columns")
    assert told.exit_code == 2
    assert "列子栏目要先写明是哪一级" in told.output


def test_scope_as_json():
    answer = json.loads(call("scope", "--level", "county_department", "--columns", "--format", "json").output)
    assert answer["level"] == "county_department"
    assert answer["items"][6]["articles"] == ["政府信息公开条例（国务院令第711号）第二十条第七项"]
    assert [each["label"] for each in answer["columns"]][2] == "法定主动公开内容"
    assert answer["columns"][2]["columns"][1]["items"] == ["normative"]
    everybody = json.loads(call("scope", "--format", "json").output)
    assert everybody["level"] is None
    assert "columns" not in everybody


def test_scope_before_the_regulation():
    told = call("scope", "--on", "2018-01-01")
    assert told.exit_code == 3
    assert told.output == (
        "没有收录2018年1月1日的主动公开范围：最早收录的是政府信息公开条例（国务院令第711号），"
        "自2019年5月15日起施行；请核对日期。\n"
    )


def test_duty_tells_the_day_and_the_count():
    told = call("duty", "--formed", "2025-01-20")
    assert told.exit_code == 0
    lines = told.output.splitlines()
    assert lines[0] == "最迟公开日期：2025年2月21日（周五）"
    assert lines[2].startswith("  1. 2025年1月20日（周一）形成，当日不计")
    assert lines[-1] == "  6. 最迟应当在2025年2月21日（周五）公开。"


def test_duty_from_a_change_and_by_another_act():
    assert "2025年2月21日" in call("duty", "--formed", "2024-11-01", "--changed", "2025-01-20").output
    told = call("duty", "--formed", "2025-09-15", "--rule", "license_decision").output
    assert told.startswith("最迟公开日期：2025年9月24日（周三）（待核）")


@pytest.mark.parametrize(
    ("arguments", "status", "last"),
    [
        (("--at", "2025-02-19"), 0, "在期限内：离最后一日2025年2月21日（周五）还有2个工作日。"),
        (
            ("--at", "2025-02-25"),
            1,
            "逾期未公开：最后一日是2025年2月21日（周五），已逾期2个工作日，请立即公开并说明原因。",
        ),
        (("--published", "2025-02-20"), 0, "按期公开：2025年2月20日（周四）公开，没有逾期。"),
        (("--published", "2025-02-25"), 1, "逾期公开：2025年2月25日（周二）公开，已逾期2个工作日。"),
    ],
)
def test_duty_on_a_day(arguments, status, last):
    told = call("duty", "--formed", "2025-01-20", *arguments)
    assert (told.exit_code, told.output.splitlines()[-1]) == (status, last)


def test_duty_as_json():
    answer = json.loads(call("duty", "--formed", "2025-01-20", "--format", "json").output)
    assert (answer["day"], answer["articles"]) == (
        "2025-02-21",
        ["政府信息公开条例（国务院令第711号）第二十六条"],
    )
    assert "state" not in answer
    told = call("duty", "--formed", "2025-01-20", "--at", "2025-02-25", "--format", "json")
    assert told.exit_code == 1
    assert (json.loads(told.output)["state"], json.loads(told.output)["workdays_left"]) == ("overdue", -2)


def test_duty_with_days_that_contradict():
    told = call("duty", "--formed", "2025-01-20", "--changed", "2025-01-19")
    assert (told.exit_code, told.output) == (
        3,
        "变更日期2025年1月19日早于形成日期2025年1月20日：请核对两个日期。\n",
    )


def test_a_rule_that_nobody_knows_is_a_wrong_call():
    told = call("duty", "--formed", "2025-01-20", "--rule", "某法")
    assert told.exit_code == 2
    assert "没有名为“某法”的公开期限，只有：general、" in told.output


def test_a_day_before_the_information_was_there():
    told = call("duty", "--formed", "2025-01-20", "--at", "2025-01-10")
    assert told.exit_code == 2
    assert "--at（2025年1月10日）早于形成或者变更的日期（2025年1月20日），请核对两个日期的先后" in told.output
    changed = ("--changed", "2025-02-10", "--at", "2025-02-05")
    assert call("duty", "--formed", "2025-01-20", *changed).exit_code == 2
    assert call("duty", "--formed", "2025-01-20", "--at", "20250120").exit_code == 0


def test_a_year_without_notice_is_said_in_the_first_line():
    assert call("duty", "--formed", "2027年1月20日").output.splitlines()[0].endswith("（暂定）")
    assert "（暂定）" not in call("duty", "--formed", "2025-01-20").output
