"""The elements of the catalogue and their rules, the classes they name, and what guide and catalogue must hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.findings import Severity
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.guide import Book, examine_book, requirements
from gongkai.core.publication.metadata import Metadata, Obligation, ShortName, elements, examine_metadata
from gongkai.core.publication.themes import genre_of_title, genres, theme_of, themes

TODAY = date(2025, 3, 5)
GOOD = Metadata(
    index_number="000014349/2025-00007",
    title="某县人民政府办公室关于印发工作规则的通知",
    description="规定会议、公文和公务活动的办理程序。",
    formed_on=date(2025, 3, 3),
    agency="某县人民政府办公室",
    theme="综合政务",
    genre="通知",
    document_number="某政办发〔2025〕7号",
    published_on=date(2025, 3, 5),
    keywords=("工作规则",),
    effective_from=date(2025, 3, 3),
    effective_to=date(2030, 3, 2),
)


def found(**changes):
    return [(each.code, each.message) for each in examine_metadata(replace(GOOD, **changes), TODAY)]


def codes(**changes):
    return [code for code, _ in found(**changes)]


def test_good_metadata_has_nothing_wrong():
    assert examine_metadata(GOOD, TODAY) == ()


def test_fourteen_elements_six_of_them_mandatory():
    assert Counter(each.obligation for each in elements()) == {
        Obligation.MANDATORY: 6,
        Obligation.CONDITIONAL: 3,
        Obligation.OPTIONAL: 5,
    }
    assert [each.sure for each in elements()][:4] == ["seen", "seen", "seen", "own?"]


@pytest.mark.parametrize(
    ("element", "label"),
    [
        ("index_number", "索引号"),
        ("title", "名称"),
        ("agency", "发布机构"),
        ("theme", "主题分类"),
        ("formed_on", "生成日期"),
        ("published_on", "发布日期"),
    ],
)
def test_mandatory_elements(element, label):
    assert found(**{element: None if element.endswith("_on") else ""}) == [("PM-01", f"缺少“{label}”，请补填。")]


@pytest.mark.parametrize("blank", [" ", "   ", "\u3000", "\u200b"])
def test_a_blank_element_is_a_missing_one(blank):
    assert found(title=blank) == [("PM-01", "缺少“名称”，请补填。")]
    assert codes(agency=blank) == ["PM-01"]
    assert codes(keywords=(blank, "")) == ["PM-17"]


def test_index_numbers():
    ((code, message),) = found(index_number="12620600MB0523338C/2025-04735")
    assert code == "PM-02"
    assert message == (
        "索引号“12620600MB0523338C/2025-04735”用18位统一社会信用代码，共29位，不是20位，原样保留；"
        "新编的请用“组织机构代码/年份-五位顺序号”。"
    )
    assert codes(index_number="000014349/0000-00000") == ["PM-02"]
    assert found(index_number="000014348/2025-00007") == [
        ("PM-03", "索引号“000014348/2025-00007”里的代码000014348校验不符，请与本机关的证书核对。")
    ]


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("关于印发工作规则的\n通知", "分了行"),
        ("工作规则——试行通知", "带副标题"),
        ("工作规则的通知（此件公开发布）", "带公开标注"),
        ("某政办发〔2025〕7号关于印发规则的通知", "带文号"),
    ],
)
def test_the_title_is_the_main_title_only(title, why):
    (finding,) = examine_metadata(replace(GOOD, title=title), TODAY)
    assert (finding.code, finding.quote) == ("PM-04", title)
    assert f"{why}，请只保留主标题。" in finding.message


def test_short_names_that_the_agency_knows():
    names = (ShortName("县政府办", "某县人民政府办公室"),)
    given = replace(GOOD, title="县政府办关于印发工作规则的通知", agency="县政府办")
    assert [each.message for each in examine_metadata(given, TODAY, names)] == [
        "名称里用了简称“县政府办”，请写全称“某县人民政府办公室”。",
        "发布机构“县政府办”不是全称，请写“某县人民政府办公室”。",
    ]
    assert examine_metadata(GOOD, TODAY, names) == ()
    assert examine_metadata(GOOD, TODAY, (ShortName("人民政府", "某县人民政府办公室"),)) == ()


def test_the_description_is_short_and_repeats_nothing():
    assert found(description="要" * 101) == [("PM-06", "内容概述有101字，多于100字，请精简。")]
    assert examine_metadata(replace(GOOD, description="要" * 101), TODAY, description_length=300) == ()
    assert codes(description=f"{GOOD.title}的内容") == ["PM-07"]
    assert codes(title="通知", description="这个通知") == []


def test_classes_come_from_their_lists():
    assert found(theme="杂项") == [("PM-10", "没有主题分类“杂项”，请从22类中选。")]
    assert found(genre="条例") == [("PM-11", "没有体裁“条例”，请从16种中选。")]
    assert found(genre="决定") == [("PM-12", "名称以“通知”结尾，体裁却是“决定”，请核对。")]
    assert codes(genre="") == []
    assert codes(title="工作规则", genre="其他") == []
    assert codes(title="某县人民政府令", genre="令") == []


def test_document_numbers():
    assert found(document_number="某政办发[2025]07号") == [
        (
            "PM-13",
            "文号“某政办发[2025]07号”年份没有用六角括号，顺序号编了虚位，应写成“某政办发〔2025〕7号”。",
        )
    ]
    assert codes(document_number="2025年第7号") == ["PM-14"]
    assert codes(document_number="") == []


def test_days_in_order():
    assert found(published_on=date(2025, 3, 2)) == [
        ("PM-08", "发布日期2025年3月2日早于生成日期2025年3月3日，请核对两个日期。")
    ]
    assert codes(effective_to=date(2025, 3, 2)) == ["PM-16"]
    assert codes(effective_from=None) == []


def test_days_that_have_not_come():
    tomorrow = date(2025, 3, 6)
    assert found(formed_on=tomorrow, published_on=date(2025, 3, 7)) == [
        ("PM-18", "生成日期2025年3月6日晚于2025年3月5日，还没有形成的信息不能发布，请核对日期。"),
        (
            "PM-20",
            "发布日期2025年3月7日晚于2025年3月5日，请改为实际发布的日期；伪造发布日期属于弄虚作假，检查时单项否决。",
        ),
    ]
    assert codes(published_on=tomorrow) == ["PM-20"]
    assert codes(formed_on=TODAY, published_on=TODAY) == []


def test_the_year_of_the_number_and_of_the_document():
    assert found(document_number="某政办发〔2024〕7号") == [
        ("PM-19", "文号“某政办发〔2024〕7号”的年份是2024年，生成日期是2025年3月3日，请核对文号和日期。")
    ]
    assert codes(document_number="某县人民政府令第7号") == []
    assert codes(document_number="某政办发〔2024〕7号", formed_on=None) == ["PM-01"]


def test_only_proactive_items_are_published():
    (finding,) = examine_metadata(replace(GOOD, attribute=Attribute.ON_APPLICATION), TODAY)
    assert (finding.code, finding.severity) == ("PM-15", Severity.ERROR)


def test_keywords_help_to_find():
    assert codes(keywords=()) == ["PM-17"]


def test_themes_and_genres():
    assert [each.number for each in themes()] == list(range(1, 23))
    assert theme_of("财政、金融、审计/财政").number == 4
    assert theme_of("财政") is None
    assert [each.label for each in genres()][-1] == "其他"
    assert len(genres()) == 16
    assert genre_of_title("某县人民政府关于某事的复函").label == "函"
    assert genre_of_title("某县人民政府命令").label == "命令（令）"
    assert genre_of_title("工作规则") is None


def test_the_guide_and_the_catalogue():
    assert [each.label for each in requirements(Book.GUIDE)] == [
        "政府信息的分类",
        "编排体系",
        "获取方式",
        "政府信息公开工作机构的名称",
        "办公地址",
        "办公时间",
        "联系电话",
        "传真号码",
        "互联网联系方式",
    ]
    filled = [each.key for each in requirements(Book.GUIDE)]
    assert examine_book(Book.GUIDE, filled) == ()
    (missing,) = examine_book(Book.GUIDE, filled[:-1])
    assert missing.message == "政府信息公开指南缺少“互联网联系方式”，请补填并及时更新。"
    assert missing.cite == "政府信息公开条例（国务院令第711号）第十二条第二款"
    assert len(examine_book(Book.CATALOGUE, [])) == 4
