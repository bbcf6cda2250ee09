"""`gongkai law show`, `law cites`, `law fee`: what a clerk sees, and what a program reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from importlib.resources import files

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import law_fee, law_index, law_input, law_page, law_show
from gongkai.cli.law_index import counted, everything, years_of
from gongkai.cli.main import gongkai
from gongkai.core.checks.catalogue import CHECKS
from gongkai.core.checks.check import Check
from gongkai.core.findings import Severity
from gongkai.core.law.cite import REGULATION, Cite
from gongkai.core.law.cites import unknown_acts

DAY = date(2026, 3, 2)


def law(*arguments: str) -> Result:
    return CliRunner().invoke(gongkai, ["law", *arguments], env={"COLUMNS": "100"})


def answer(*arguments: str):
    result = law(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(autouse=True)
def a_day(monkeypatch):
    """Make it the same day in every test."""
    for module in (law_fee, law_show):
        monkeypatch.setattr(module, "today", lambda: DAY)


def test_the_fee_of_the_contract():
    assert law("fee", "--cases", "31", "--format", "json").stdout == '{\n  "total": "2200",\n  "last": "200"\n}\n'
    assert law("fee", "--pages", "150", "--format", "json").stdout == '{\n  "total": "1700"\n}\n'


def test_a_fee_is_drawn_with_its_tiers_and_its_sum():
    shown = law("fee", "--cases", "31").stdout
    for words in ("按件计收：同一申请人一个自然月内31件，按2026-03-02的标准", "第11—30件", "第31件", "2200元"):
        assert words in shown
    assert "最后一件收200元。" in shown
    assert "第四条第二款第一项、第四条第二款第二项" in shown
    shown = law("fee", "--pages", "150").stdout
    for words in ("一件申请150页", "第101—150页", "20元/页", "1700元", "不与其他申请相加", "109号）第五条"):
        assert words in shown


def test_nothing_costs_nothing():
    shown = law("fee", "--cases", "0").stdout
    assert "0元" in shown
    assert "依据" not in shown
    assert answer("fee", "--pages", "0") == {"total": "0"}


@pytest.mark.parametrize("arguments", [[], ["--cases", "3", "--pages", "3"], ["--cases", "-1"], ["--pages", "x"]])
def test_one_way_to_charge_and_a_number(arguments):
    result = law("fee", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_fee_before_there_was_one():
    result = law("fee", "--cases", "3", "--on", "2020-12-31")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("2020-12-31还没有信息处理费的规定：")


def test_the_law_of_today_and_of_2018():
    today = answer("show")
    assert today["on"] == "2026-03-02"
    amounts = {each["name"]: (each["amount"], each["unit"]) for each in today["limits"]}
    assert (amounts["reply"], amounts["extension"]) == ((20, "workday"), (20, "workday"))
    assert amounts["direct_litigation"] == (6, "month")
    assert [tier["rate"] for tier in today["fees"]["by_case"]] == ["0", "100", "200"]
    assert [tier["rate"] for tier in today["fees"]["by_page"]] == ["0", "10", "20", "40"]
    assert [(each["month"], each["agency_kinds"]) for each in today["annual_dates"]][:2] == [
        (1, ["department"]),
        (3, ["government"]),
    ]
    before = answer("show", "--on", "2018-01-01")
    amounts = {each["name"]: each["amount"] for each in before["limits"]}
    assert (amounts["reply"], amounts["extension"]) == (15, 15)
    assert before["fees"] == {"by_case": [], "by_page": []}
    assert before["limits"][0] == {
        "name": "reply",
        "label": "答复期限",
        "amount": 15,
        "unit": "workday",
        "from": "2008-05-01",
        "until": "2019-05-14",
        "act": "政府信息公开条例（国务院令第492号）",
        "article": "第二十四条第二款",
        "sure": "own+",
    }


def test_the_law_is_drawn_by_act():
    shown = law("show").stdout
    lines = [line.split() for line in shown.splitlines()]
    assert shown.startswith("2026年3月2日（周一）有效的期限、收费标准和年度日期")
    assert ["政府信息公开条例"] in lines
    assert ["答复期限", "20个工作日", "第三十三条第二款"] in lines
    assert ["第11—30件", "100元/件", "第四条第二款第二项"] in lines
    assert ["第31件起，每10件一档，每档加100元", "200元/件起", "第四条第二款第三项"] in lines
    assert "每年1月31日前" in shown
    assert "次年" not in shown
    assert "1年" in shown
    assert ["申请行政复议", "60日", "第二十条第一款"] in lines
    assert "待核" not in shown
    old = law("show", "--on", "2018-01-01").stdout
    assert "答复期限                                          15个工作日" in old
    assert "信息处理费" not in old


def test_what_is_to_be_verified_is_marked(monkeypatch):
    monkeypatch.setattr(law_input, "TO_VERIFY", frozenset({"own+"}))
    shown = law("show").stdout
    assert "10元/页（待核）" in shown
    assert "（待核）没有见到原文" in shown


def test_a_day_before_the_regulation():
    result = law("show", "--on", "2008-04-30")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "2008-04-30还没有政府信息公开的期限：政府信息公开条例（国务院令第492号）自2008-05-01起施行；请核对日期。\n"
    )
    assert law("show", "--on", "2008-05-01").exit_code == 0


def test_a_day_that_is_none():
    assert law("show", "--on", "2025-02-30").exit_code == 2


def test_what_rests_on_an_article():
    found = answer("cites", "条例第三十三条")
    assert found["citation"] == f"{REGULATION}第三十三条"
    assert found["act"]["title"] == "政府信息公开条例"
    first = found["found"][0]
    assert (first["kind"], first["label"], first["from"], first["until"]) == ("期限", "答复期限", "2019-05-15", None)
    assert first["cites"] == [f"{REGULATION}第三十三条第二款"]
    line = (
        files("gongkai").joinpath("core/law/data/time_limits.toml").read_text("utf-8").splitlines()[first["line"] - 1]
    )
    assert (first["file"], line) == ("src/gongkai/core/law/data/time_limits.toml", "[[reply]]")


@pytest.mark.parametrize(
    "words", [["《条例》第33条"], ["条例", "第 33 条"], ["条例33"], ["政府信息公开条例第三十三条"]]
)
def test_however_it_is_written(words):
    assert answer("cites", *words) == answer("cites", "条例第三十三条")


def test_checks_rest_on_articles_too():
    found = answer("cites", "复议法第二十三条")["found"]
    check = found[-1]
    assert check["kind"] == "年度报告的检查"
    assert check["label"] == "未经复议直接起诉是否可能（T4-DIRECT，2024年度起）"
    assert check["file"] == "src/gongkai/core/checks/table4.py"
    assert check["from"] is None


def test_what_rests_on_an_article_is_drawn_by_kind():
    shown = law("cites", "条例第三十三条").stdout
    lines = [line.split() for line in shown.splitlines()]
    assert lines[0] == [f"{REGULATION}第三十三条"]
    assert lines[1] == ["自2019-05-15起施行。"]
    assert ["期限（2项）"] in lines
    assert ["答复期限", "第三十三条第二款", "2019-05-15起"] in lines
    assert "src/gongkai" not in shown
    assert lines[-1][1:] == ["--where", "列出各在程序的什么地方。"]
    told = law("cites", "条例第三十三条", "--where").stdout.splitlines()
    places = [line.partition("　") for line in told if line.startswith("src/gongkai/")]
    assert places[0][0].startswith("src/gongkai/core/law/data/time_limits.toml:")
    assert places[0][2] == "答复期限"
    assert told[-1] == f"共{len(places)}项。"


def test_a_paragraph_that_nothing_names_is_told():
    told = "没有事项写明依据这一款、项；下面各项依据的是整条，请核对条文有没有这一款、项。"
    assert told in law("cites", "条例第三十三条第九款").stdout
    assert told not in law("cites", "条例第三十三条第二款").stdout
    assert told not in law("cites", "条例第三十三条").stdout


def test_an_article_that_the_act_does_not_have():
    result = law("cites", "条例第九十九条")
    assert (result.exit_code, result.stderr) == (3, "《政府信息公开条例》共五十六条，没有第九十九条：请核对条文。\n")


def test_a_fee_of_very_many_is_told_in_few_lines():
    shown = law("fee", "--cases", "1000000").stdout
    assert "4999850002000元" in shown
    assert "500—9999500元/件" in shown
    assert len(shown.splitlines()) < 25
    result = law("fee", "--cases", "9" * 20)
    assert (result.exit_code, result.stderr) == (3, "件数超过了1000000，不像是真的：请核对后再算。\n")


@pytest.mark.parametrize("day", ["2018/1/1", "20180101", "2018年1月1日"])
def test_a_day_is_written_as_people_write_it(day):
    assert answer("show", "--on", day)["on"] == "2018-01-01"


def test_an_act_that_is_no_longer_in_force_says_so():
    shown = law("cites", "旧条例第二十四条").stdout
    assert "自2008-05-01起施行，至2019-05-14止，由政府信息公开条例（国务院令第711号）代替。" in shown
    assert "至2019-05-14" in shown.split("答复期限")[1]


def test_an_article_on_which_nothing_rests():
    result = law("cites", "条例第五十五条")
    assert result.exit_code == 0
    assert "程序里没有事项依据这一条。" in result.stdout
    assert answer("cites", "条例第五十五条")["found"] == []


def test_an_act_that_nobody_knows():
    result = law("cites", "信息公开法第三条")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "是不是：" in result.stderr
    assert "《政府信息公开条例》" in result.stderr


def test_without_a_citation_the_acts_are_listed():
    found = {act["name"]: act["count"] for act in answer("cites")}
    assert found == {act.name: count for act, count in counted()}
    assert found[REGULATION] > 100
    shown = law("cites").stdout
    assert "政府信息公开信息处理费管理办法" in shown
    assert "至2019-05-14" in shown


def test_every_check_stands_where_it_is_said_to_stand():
    checks = [each for each in everything() if each.kind == law_index.KIND]
    assert len(checks) == len(CHECKS)
    for each, code in zip(checks, CHECKS, strict=True):
        lines = files("gongkai").joinpath(each.place).read_text("utf-8").splitlines()
        assert f'"{code}"' in lines[each.line - 1]


def test_a_check_that_is_made_nowhere_is_a_mistake():
    with pytest.raises(LookupError, match="X-NOWHERE"):
        law_index._resting(Check("X-NOWHERE", "", Severity.NOTE, Cite("法")))


def test_every_act_that_anything_rests_on_is_registered():
    assert unknown_acts(everything()) == frozenset()


@pytest.mark.parametrize(
    ("from_year", "until_year", "words"),
    [(None, None, ""), (2021, None, "2021年度起"), (None, 2020, "2020年度止"), (2019, 2020, "2019至2020年度")],
)
def test_the_years_of_a_check(from_year, until_year, words):
    assert years_of(Check("X", "", Severity.NOTE, Cite("法"), from_year, until_year)) == words


def test_the_page_tells_every_limit_and_every_article():
    page = law_page.render()
    assert "| `reply` | 答复期限 | 15个工作日 | 2008-05-01起，至2019-05-14 |" in page
    assert "| 按量计收 | 第101—200页 | 20元/页 |" in page
    assert "| `O13` |" in page
    regulation = page.split(f"### {REGULATION}")[1].split("###")[0]
    articles = [line.split("|")[1].strip() for line in regulation.splitlines() if line.startswith("| 第")]
    assert articles.index("第十四条") < articles.index("第三十三条") < articles.index("第三十三条第二款")


def test_today_is_a_day():
    assert abs((law_input.today() - date.today()).days) <= 1  # noqa: DTZ011 - the machine's own day is what is meant


def test_a_table_that_nobody_reads_to_its_end_is_quiet():
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-P", "-c", "from gongkai.cli.main import gongkai; gongkai()", "law", "cites", "条例"]
    result = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (result.returncode, result.stderr) == (141, "")
