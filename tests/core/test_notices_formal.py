import pytest

from gongkai.core.casework.grounds import GROUNDS
from gongkai.core.casework.outcomes import OUTCOMES
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import entries
from gongkai.core.notices.formal import formal, full_name
from gongkai.core.notices.templates import provisions, templates

REGULATION = "政府信息公开条例（国务院令第711号）"


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (["第三十六条第三项"], "《中华人民共和国政府信息公开条例》第三十六条第（三）项"),
        (["第十六条第二款"], "《中华人民共和国政府信息公开条例》第十六条第二款"),
        (["第十五条", "第十五条", "第三十二条"], "《中华人民共和国政府信息公开条例》第十五条、第三十二条"),
        ([""], "《中华人民共和国政府信息公开条例》"),
    ],
)
def test_articles_are_written_as_law_writers_do(articles, expected):
    assert formal(Cite(REGULATION, article) for article in articles) == expected


def test_several_acts_are_joined():
    assert formal([Cite(REGULATION, "第四十二条"), Cite("政府信息公开信息处理费管理办法（国办函〔2020〕109号）")]) == (
        "《中华人民共和国政府信息公开条例》第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"
    )


def test_every_act_that_a_notice_names_has_its_full_name():
    named = {cite.act for one in templates() if "{articles}" in str(one.pieces) for cite in one.cites}
    named |= {cite.act for one in OUTCOMES if one.code != "O24" for cite in one.cites}
    named |= {cite.act for one in GROUNDS for cite in one.cites} | {cite.act for cite in provisions().values()}
    assert all(full_name(act).startswith("《") for act in named)


def test_every_full_name_is_of_an_act_of_the_law():
    known = {entry["name"] for entry in entries("gongkai.core.law", "acts.toml", "act")}
    assert {entry["act"] for entry in entries("gongkai.core.notices", "formal.toml", "formal")} <= known
