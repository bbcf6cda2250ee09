"""`gongkai law workdays`: the contract's answer, and the account for a person."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner, Result

from gongkai.cli.main import gongkai
from gongkai.core.law.holidays import Holiday, shipped
from gongkai.installation.calendars import keep_notice


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))


def call(*arguments: str) -> Result:
    return CliRunner().invoke(gongkai, ["law", "workdays", *arguments])


def test_the_answer_of_the_contract():
    answer = call("--from", "2025-01-20", "--days", "20", "--format", "json")
    assert answer.exit_code == 0
    assert json.loads(answer.output) == {"day": "2025-02-21"}


def test_the_day_with_what_was_skipped():
    assert call("--from", "2025-01-20", "--days", "20").output == (
        "2025年1月20日（周一）之后第20个工作日是2025年2月21日（周五）。\n"
        "起算当天不算，从第二天数起；当中工作日20天，跳过：\n"
        "  周六、周日4天\n"
        "  春节　2025年1月28日（周二）至2月4日（周二），8天\n"
        "周末上班，照算：2025年1月26日（周日）、2025年2月8日（周六）\n"
    )


def test_a_count_between_two_days():
    answer = call("--from", "2025-12-30", "--to", "2026-01-04", "--format", "json")
    assert json.loads(answer.output) == {"workdays": 2}
    assert call("--from", "2025-12-30", "--to", "2026-01-01").output == (
        "2025年12月30日（周二）之后到2026年1月1日（周四）有1个工作日。\n"
        "起算当天不算，从第二天数起；当中工作日1天，跳过：\n"
        "  元旦　2026年1月1日（周四）\n"
    )


def test_a_week_without_anything_to_skip():
    assert call("--from", "2025-06-03", "--days", "3").output.splitlines() == [
        "2025年6月3日（周二）之后第3个工作日是2025年6月6日（周五）。",
        "起算当天不算，从第二天数起；当中工作日3天，没有跳过的日子。",
    ]


def test_no_workday_is_the_day_itself():
    assert call("--from", "2025-02-01", "--days", "0").output == (
        "2025年2月1日（周六）之后第0个工作日是2025年2月1日（周六）。\n"
    )


def test_a_year_without_notice_is_provisional():
    answer = call("--from", "2026-12-30", "--days", "5")
    assert answer.output.splitlines()[-1] == (
        "暂定：2027年的放假通知还没有导入，按法定节假日推算；导入通知后请再算一次。"
    )
    plain = call("--from", "2026-12-30", "--days", "5", "--format", "json")
    assert json.loads(plain.output) == {"day": "2027-01-07", "provisional": True}


def test_imported_notices_are_counted_by():
    notice = shipped()[-1]
    extra = Holiday("纪念日", date(2026, 11, 16), date(2026, 11, 16), (date(2026, 11, 14),))
    keep_notice(replace(notice, holidays=(*notice.holidays, extra)))
    assert json.loads(call("--from", "2026-11-13", "--days", "2", "--format", "json").output) == {"day": "2026-11-17"}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--from", "2025-02-30", "--days", "2"], "“2025-02-30”不是日期，请写成2025-01-20的样子"),
        (["--from", "明天", "--days", "2"], "“明天”不是日期"),
        (["--from", "2025-02-20"], "请在 --days（数几个工作日）和 --to（数到哪天）里给出一个"),
        (["--from", "2025-02-20", "--days", "2", "--to", "2025-03-01"], "给出一个"),
        (["--days", "2"], "缺少选项"),
        (["--from", "2025-02-20", "--days", "-1"], "“-1”不是个数，请写成31的样子（0或者更大的整数）。"),
        (["--from", "2025-02-20", "--days", "1.5"], "“1.5”不是个数"),
        (["--from", "2025-02-20", "--days", "9" * 5000], "不是个数"),
        (
            ["--from", "2025-01-20", "--to", "2025-01-10"],
            "--to（2025年1月10日）早于 --from（2025年1月20日），请核对两个日期的先后。",
        ),
    ],
)
def test_a_wrong_call(arguments, why):
    answer = call(*arguments)
    assert answer.exit_code == 2
    assert why in answer.output


def test_beyond_the_calendar():
    answer = call("--from", "2050-12-20", "--days", "20")
    assert answer.exit_code == 3
    assert answer.output == "2050-12-20之后第20个工作日超出了工作日历，工作日历只到2050-12-31：请核对日期和天数。\n"


@pytest.mark.parametrize(
    "day", ["2025-01-20", "2025-1-20", "2025/1/20", "2025/01/20", "20250120", "2025年1月20日", "２０２５年 1 月 20 日"]
)
def test_a_day_is_written_as_people_write_it(day):
    assert json.loads(call("--from", day, "--days", "20", "--format", "json").output) == {"day": "2025-02-21"}


@pytest.mark.parametrize("day", ["2025-01/20", "2025.01.20", "250120", "2025年1月", "2025-13-01", "00000101", ""])
def test_what_is_no_day_is_refused(day):
    answer = call("--from", day, "--days", "2")
    assert answer.exit_code == 2
    assert f"“{day}”不是日期，请写成2025-01-20的样子。" in answer.output


def test_the_same_day_has_no_workday_after_it():
    assert json.loads(call("--from", "2025-01-20", "--to", "2025-01-20", "--format", "json").output) == {"workdays": 0}
