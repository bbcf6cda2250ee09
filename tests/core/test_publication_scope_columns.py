"""What must be published is the list of the law, bound to the agencies that the law names, and has its columns."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors import NoLawInForce
from gongkai.core.publication.columns import column_tree
from gongkai.core.publication.scope import Level, Part, channels, criteria, scope, scope_item, scope_items

GOVERNMENTS = {Level.PROVINCE_GOVERNMENT, Level.CITY_GOVERNMENT, Level.COUNTY_GOVERNMENT, Level.TOWN_GOVERNMENT}
COUNTY_AND_CITY = {Level.CITY_GOVERNMENT, Level.CITY_DEPARTMENT, Level.COUNTY_GOVERNMENT, Level.COUNTY_DEPARTMENT}


def flattened(tree):
    for column in tree:
        yield column
        yield from flattened(column.below)


def test_article_20_has_fifteen_items_in_order_for_everybody():
    items = [item for item in scope_items() if item.part is Part.ARTICLE_20]
    assert [item.number for item in items] == list(range(1, 16))
    assert [item.key for item in items] == [
        "normative",
        "institution",
        "planning",
        "statistics",
        "licensing",
        "enforcement",
        "budget",
        "fees",
        "procurement",
        "projects",
        "livelihood",
        "emergency",
        "inspection",
        "recruitment",
        "other_statutory",
    ]
    assert all(set(item.levels) == set(Level) for item in items)
    assert [item.cites[0].article for item in items][8:12] == [
        "第二十条第九项",
        "第二十条第十项",
        "第二十条第十一项",
        "第二十条第十二项",
    ]


def test_article_21_binds_cities_and_counties_otherwise_than_towns():
    county = {item.label for item in scope_items() if item.key.startswith("art21_county.")}
    town = {item.label for item in scope_items() if item.key.startswith("art21_town.")}
    assert county == {"市政建设", "公共服务", "公益事业", "土地征收", "房屋征收", "治安管理", "社会救助"}
    assert town - county == {
        "贯彻落实农业农村政策",
        "农田水利工程建设运营",
        "农村土地承包经营权流转",
        "宅基地使用情况审核",
        "筹资筹劳",
    }
    for level in Level:
        keys = {item.key.split(".")[0] for item in scope(level) if item.part is Part.ARTICLE_21}
        wanted = {"art21_county"} if level in COUNTY_AND_CITY else set()
        assert keys == ({"art21_town"} if level is Level.TOWN_GOVERNMENT else wanted)


def test_annual_reports_bind_whom_article_49_names():
    assert [level for level in Level if scope_item("annual_report_department").binds(level)] == [
        Level.NATIONAL_DEPARTMENT,
        Level.PROVINCE_DEPARTMENT,
        Level.CITY_DEPARTMENT,
        Level.COUNTY_DEPARTMENT,
    ]
    assert not scope_item("annual_report_government").binds(Level.TOWN_GOVERNMENT)


def test_governments_are_told_from_departments():
    assert {level for level in Level if level.is_government} == GOVERNMENTS
    assert Level.SUBDISTRICT_OFFICE.label == "街道办事处"
    assert len({level.label for level in Level}) == len(Level)


def test_no_key_stands_twice():
    assert len({item.key for item in scope_items()}) == len(scope_items())


def test_the_scope_on_a_day():
    assert scope(Level.COUNTY_DEPARTMENT, date(2025, 1, 1)) == scope(Level.COUNTY_DEPARTMENT)
    keys = {item.key for item in scope(Level.COUNTY_DEPARTMENT, date(2020, 1, 1))}
    assert "license_decisions" in keys
    assert "penalty_decisions" not in keys, "行政处罚法 of 2021"
    with pytest.raises(NoLawInForce, match="没有收录2019年5月14日的主动公开范围"):
        scope(Level.COUNTY_DEPARTMENT, date(2019, 5, 14))


def test_an_unknown_item_is_a_key_error():
    with pytest.raises(KeyError):
        scope_item("everything")


def test_criteria_and_channels():
    assert [each.key for each in criteria()] == ["public_interest", "wide_knowledge", "participation"]
    assert {each.cite.article for each in channels()} == {
        "第二十三条",
        "第二十四条",
        "第二十五条第一款",
        "第二十五条第二款",
    }
    assert {each.key: each.sure for each in channels()}["reading_place"] == "own+"
    assert Part.OTHER.label == "其他公开义务"


@pytest.mark.parametrize("level", Level)
def test_every_item_of_the_law_has_its_column(level):
    tree = column_tree(level)
    assert [column.label for column in tree] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
        "依申请公开",
    ]
    assert [column.entry for column in tree] == [False, False, False, False, True]
    placed = [key for column in flattened(tree) for key in column.items]
    assert sorted(placed) == sorted({item.key for item in scope(level)}), "each once, and none for nobody"


def test_columns_below_stand_in_the_order_of_the_law():
    below = [column.label for column in column_tree(Level.COUNTY_DEPARTMENT)[2].below]
    assert below[:3] == ["履职依据", "政策文件", "机构职能"]
    assert below[-4:] == ["社会救助", "政策解读", "通知公告", "工作动态"]
    assert "宅基地审核" not in below
    assert {column.sure for column in column_tree(Level.COUNTY_DEPARTMENT)[2].below} == {"conv"}
