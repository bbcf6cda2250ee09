"""Citations as typed, and what rests on them."""

from __future__ import annotations

from importlib.resources import files

import pytest

from gongkai.core.errors import UnknownCitation
from gongkai.core.law import cites as module
from gongkai.core.law.acts import acts
from gongkai.core.law.articles import articles
from gongkai.core.law.cite import LAYOUT_2021, REGULATION, Cite
from gongkai.core.law.cites import OTHER, Resting, citation, in_data, resting_on, unknown_acts

OLD = "政府信息公开条例（国务院令第492号）"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("条例第三十三条", f"{REGULATION}第三十三条"),
        ("《条例》第33条第一款", f"{REGULATION}第三十三条第一款"),
        ("条例33", f"{REGULATION}第三十三条"),
        ("政府信息公开条例第三十条", f"{REGULATION}第三十条"),
        ("条例 第 ３６ 条 第（四）项", f"{REGULATION}第三十六条第四项"),
        ("旧条例第二十四条", f"{OLD}第二十四条"),
        ("条例", REGULATION),
        ("30号表三", f"{LAYOUT_2021}表三"),
    ],
)
def test_how_a_citation_is_read(typed, read):
    assert str(citation(typed)) == read


@pytest.mark.parametrize("typed", ["条例第abc条", "条例第三十三条第", "条例33甲"])
def test_an_article_that_can_not_be_read_is_refused(typed):
    with pytest.raises(UnknownCitation) as caught:
        citation(typed)
    assert str(caught.value) == (
        f"“{typed}”里的条文看不懂：请写成“政府信息公开条例第三十三条”或“第三十三条第二款”的样子。"
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("条例第九十九条", "《政府信息公开条例》共五十六条，没有第九十九条：请核对条文。"),
        ("条例57", "《政府信息公开条例》共五十六条，没有第五十七条：请核对条文。"),
        ("条例第一百三十三条第二款", "《政府信息公开条例》共五十六条，没有第一百三十三条第二款：请核对条文。"),
        ("条例第三十三条之一", "《政府信息公开条例》共五十六条，没有第三十三条之一：请核对条文。"),
        ("条例第五十五条至第五十八条", "《政府信息公开条例》共五十六条，没有第五十七条：请核对条文。"),
        ("旧条例第三十九条", "《政府信息公开条例（2007年）》共三十八条，没有第三十九条：请核对条文。"),
    ],
)
def test_an_article_that_the_act_does_not_have_is_refused(typed, told):
    with pytest.raises(UnknownCitation) as caught:
        citation(typed)
    assert str(caught.value) == told


def test_an_act_whose_articles_were_not_counted_may_have_any():
    assert str(citation("132号第九十九条")).endswith("第九十九条")


def test_nothing_rests_on_an_article_that_its_act_does_not_have():
    known = {act.name: act for act in acts()}
    cited = [cite for each in in_data() for cite in each.cites]
    wrong = [str(cite) for cite in cited for each in articles(cite.article) or () if not known[cite.act].has(each)]
    assert wrong == []


@pytest.mark.parametrize(
    ("asked", "article", "named"),
    [
        ("条例第三十三条", "第三十三条第二款", True),
        ("条例第三十三条第二款", "第三十三条第二款", True),
        ("条例第三十三条第二款", "第三十三条", False),
        ("条例第三十三条第二款", "第三十四条", False),
        ("条例第三十六条第四项", "第三十六条", False),
        ("条例第三十六条第四项", "第三十六条第四项", True),
        ("条例", "第三十四条", True),
    ],
)
def test_whether_a_part_is_named_itself(asked, article, named):
    assert citation(asked).names(Cite(REGULATION, article)) is named


@pytest.mark.parametrize("asked", ["法释2025", "132号"])
def test_the_reach_of_reconsideration_first_rests_on_its_documents(asked):
    assert [each.kind for each in resting_on(citation(asked), in_data())] == ["救济途径"]


def test_what_is_withheld_in_part_rests_on_the_grounds_too():
    found = resting_on(citation("条例第十五条"), in_data())
    assert any(each.kind == "办理结果" and each.label.startswith("部分公开：") for each in found)


@pytest.mark.parametrize(
    ("asked", "act", "article", "found"),
    [
        ("条例第三十三条", REGULATION, "第三十三条第二款", True),
        ("条例第三十三条第一款", REGULATION, "第三十三条第二款", False),
        ("条例第三十三条第一款", REGULATION, "第三十三条", True),
        ("条例第三十三条", OLD, "第三十三条", False),
        ("条例第四十三条", REGULATION, "第四十一条、第四十三条", True),
        ("条例", REGULATION, "第三十三条", True),
        ("条例", REGULATION, "", True),
        ("条例第三十三条", REGULATION, "", False),
        ("30号表三", LAYOUT_2021, "表三第三项第（七）目", True),
        ("30号表三", LAYOUT_2021, "表二", False),
        ("30号第三条", LAYOUT_2021, "表三", False),
    ],
)
def test_what_a_citation_finds(asked, act, article, found):
    assert citation(asked).finds(Cite(act, article)) is found


def test_article_33_holds_the_reply_and_its_extension():
    found = resting_on(citation("条例第三十三条"), in_data())
    limits = [(each.label, each.since.isoformat() if each.since else None) for each in found if each.kind == "期限"]
    assert limits == [("答复期限", "2019-05-15"), ("延长答复期限（最长）", "2019-05-15")]
    assert {"可以采取的步骤", "应办事项"} <= {each.kind for each in found}


def test_every_place_is_where_the_entry_begins():
    for each in in_data():
        lines = files("gongkai").joinpath(each.place).read_text("utf-8").splitlines()
        assert lines[each.line - 1].startswith("[["), each
        assert each.label in "".join(lines[each.line : each.line + 60]) or "：" in each.label, each


def test_kinds_come_in_the_order_of_their_page():
    found = resting_on(citation("条例"), (*in_data(), Resting("没有列出的", "某事", "某处", 1, (Cite(REGULATION),))))
    kinds = list(dict.fromkeys(each.kind for each in found))
    assert kinds[0] == "期限"
    assert kinds[-1] == "没有列出的"
    assert kinds.index("期限") < kinds.index("办理结果") < kinds.index("文书")


def test_every_entry_has_a_kind_and_words():
    assert [each for each in in_data() if each.kind == OTHER or not each.label] == []


def test_every_act_that_is_cited_is_registered():
    assert unknown_acts(in_data()) == frozenset()


def test_an_act_under_another_name_is_found_out():
    wrong = [Resting("期限", "", "", 1, (Cite(act),)) for act in (REGULATION, "条例", "某法", f"{REGULATION}第一条")]
    assert unknown_acts(wrong) == {"条例", "某法", f"{REGULATION}第一条"}


def test_a_file_is_read_whatever_its_tables():
    text = """
[single]
title = "一张表"
cite = { act = "甲法", article = "第一条" }

[[many]]
label = "外层"
from = 2020-01-01
cites = [{ act = "甲法" }, { act = "乙法", article = "第二条" }]
within = [{ label = "内层", cite = { act = "丙法" } }, { cite = { act = "丁法" } }]

[[many]]
code = "不依据什么"

[[bare]]
cite = { act = "戊法" }
"""
    found = list(module._read("core/somewhere/data/some.toml", text))
    assert [(each.label, each.line, [str(cite) for cite in each.cites]) for each in found] == [
        ("一张表", 2, ["甲法第一条"]),
        ("外层", 6, ["甲法", "乙法第二条"]),
        ("外层：内层", 6, ["丙法"]),
        ("外层", 6, ["丁法"]),
        ("", 15, ["戊法"]),
    ]
    assert {each.kind for each in found} == {OTHER}


@pytest.mark.parametrize(
    ("path", "table", "kind"),
    [
        ("core/casework/data/events.toml", "channel", "收到申请之日"),
        ("core/casework/data/events.toml", "event", "申请的办理"),
        ("core/law/data/time_limits.toml", "reply", "期限"),
        ("core/law/data/calendar/2025.toml", "notice", "法律"),
        ("core/elsewhere/data/some.toml", "thing", OTHER),
    ],
)
def test_a_kind_is_told_by_table_file_or_package(path, table, kind):
    assert module._kind(path, table) == kind
