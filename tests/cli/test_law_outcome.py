import json

import pytest
from click.testing import CliRunner

from gongkai.cli.main import gongkai


def run(*arguments):
    return CliRunner().invoke(gongkai, ["law", "outcome", *arguments])


def test_the_contract():
    answer = run("O13", "--format", "json")
    assert answer.exit_code == 0
    assert json.loads(answer.output) == {
        "table3_row": "unavailable_not_held",
        "articles": ["政府信息公开条例（国务院令第711号）第三十六条第四项"],
        "notice": "D06",
        "reconsideration_first": False,
    }


@pytest.mark.parametrize(
    ("code", "on", "first"),
    [
        ("O05", "2024-01-01", True),
        ("O05", "2023-12-31", False),
        ("o04", "2025-06-20", True),
        ("O12", "2025-06-20", None),
        ("O12", "2023-12-31", False),
    ],
)
def test_the_day_decides(code, on, first):
    answer = run(code, "--on", on, "--format", "json")
    assert json.loads(answer.output)["reconsideration_first"] is first


def test_without_a_day_it_is_the_law_of_today():
    assert json.loads(run("O10", "--format", "json").output)["reconsideration_first"] is True


def test_without_a_code_all_are_listed():
    answer = run("--format", "json")
    listed = json.loads(answer.output)["outcomes"]
    assert [one["code"] for one in listed] == [f"O{number:02}" for number in range(1, 25)]
    assert listed[12] == {"code": "O13", "label": "信息不存在", "situation": "经检索没有所申请公开的信息"} | json.loads(
        run("O13", "--format", "json").output
    )
    drawn = run().output
    assert all(one["label"] in drawn for one in listed if len(one["label"]) < 12)
    assert "共24种" in drawn


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ("unavailable_not_held", ["O13", "O14"]),
        ("不存在", ["O13"]),
        ("复议", []),
        ("第三方", ["O03", "O08"]),
        ("D18", []),
        ("D06", ["O13"]),
    ],
)
def test_words_and_rows_find(wanted, codes):
    answer = run(wanted, "--format", "json")
    if codes:
        assert [one["code"] for one in json.loads(answer.output)["outcomes"]] == codes
    else:
        assert answer.exit_code == 2
        assert f"没有与“{wanted}”有关的办理结果，不写代码可以列出全部24种" in answer.stderr


def test_one_is_drawn_with_all_it_asks_for():
    drawn = run("不存在").output
    assert drawn.startswith("O13　信息不存在\n")
    for words in (
        "D06　政府信息不存在告知书",
        "检索的关键词",
        "检索记录：",
        "可以申请行政复议，也可以直接提起行政诉讼",
    ):
        assert words in drawn
    assert "待核" not in drawn
    assert "（待核）" in run("O12").output
    assert "O14" in run("unavailable_not_held").output
    assert "D17　撤回申请结案登记" in run("O24").output


def test_an_unknown_code_is_refused():
    answer = run("O99")
    assert answer.exit_code == 2
    assert "没有办理结果“O99”，只有O01到O24，请从中选择" in answer.stderr


def test_before_its_law_an_outcome_is_refused():
    answer = run("O05", "--on", "2018-01-01")
    assert (answer.exit_code, answer.stdout) == (3, "")
    assert answer.stderr == (
        "2018年1月1日还没有O05（国家秘密）这种办理结果：它依据的规定自2019年5月15日起施行；请核对日期。\n"
    )
    assert run("O23", "--on", "2020-12-31").exit_code == 3
    assert run("O23", "--on", "2021年1月1日").exit_code == 0
    assert run("--on", "2019-05-14").exit_code == 3
    assert run("不存在", "--on", "2019-05-14").exit_code == 3


def test_only_what_the_law_of_the_day_knows_is_listed():
    listed = json.loads(run("--on", "2020-12-31", "--format", "json").output)["outcomes"]
    assert [one["code"] for one in listed] == [f"O{number:02}" for number in range(1, 25) if number != 23]


def test_what_is_withheld_in_part_tells_its_grounds():
    articles = json.loads(run("O04", "--format", "json").output)["articles"]
    assert [each.partition("）")[2] for each in articles] == ["第三十七条", "第十四条", "第十五条", "第十六条"]
    assert "不予公开的部分依据第十四条、第十五条或者第十六条；是否复议前置，看的是这一部分" in run("O04").output
