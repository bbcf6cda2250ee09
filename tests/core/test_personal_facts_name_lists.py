"""Facts that count because somebody is named beside them, and lists of people."""

from __future__ import annotations

import pytest

from gongkai.core.publication.identity_numbers import find_identity_numbers
from gongkai.core.publication.marks import Kind, Urgency
from gongkai.core.publication.name_lists import find_name_lists
from gongkai.core.publication.passage import Passage
from gongkai.core.publication.personal_facts import find_birth_dates, find_personal_facts, names_a_person
from gongkai.core.publication.scan import settled

NUMBER = "230184198703051018"


def facts(text: str) -> list[tuple[Kind, str]]:
    passage = Passage(text)
    return [(mark.kind, mark.text) for mark in find_personal_facts(passage, list(find_identity_numbers(passage)))]


@pytest.mark.parametrize(("text", "found"), [
    ("1949年12月31日出生", ["1949年12月31日"]), ("生于1949.12.31", ["1949.12.31"]), ("出生日期\t1949/12/31", ["1949/12/31"]), ("1949年12月出生", []), ("1949年12月31日印发", []),
    ("2024年1月1日生效", []),
])  # fmt: skip
def test_full_days_of_birth(text: str, found: list[str]) -> None:
    assert [mark.text for mark in find_birth_dates(Passage(text))] == found


def test_a_fact_counts_beside_a_number_too() -> None:
    assert facts(f"{NUMBER}，诊断为癫痫") == [(Kind.HEALTH, "诊断为癫痫")]


def test_a_person_far_away_or_on_another_line_is_another_matter() -> None:
    assert facts(f"{NUMBER}{'，' * 40}癫痫") == []
    assert facts(f"{NUMBER}\n癫痫") == []
    assert facts(f"癫痫，{NUMBER}") == [(Kind.HEALTH, "癫痫")]


def test_the_nearer_of_two_people_decides() -> None:
    assert facts(f"姓名：王小明\n癫痫，{NUMBER}") == [(Kind.HEALTH, "癫痫")]


@pytest.mark.parametrize(("text", "found"), [
    ("李小红，女，13岁", [(Kind.MINOR, "13")]), ("李小红，女，14岁", []), ("女，9岁", []), ("李小红，女，现年8周岁", [(Kind.MINOR, "8")]),
])  # fmt: skip
def test_a_child_is_under_fourteen(text: str, found: list[tuple[Kind, str]]) -> None:
    assert facts(text) == found


@pytest.mark.parametrize("text", ["李某红，女，9岁", "李**，女，9岁", "申请人李某，信仰佛教"])
def test_a_shortened_name_tells_nobody(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(("text", "found"), [
    ("姓名：李某，癫痫", "癫痫"), ("申请人李某因癫痫住院", "癫痫住院"), ("患者王某，诊断为肝癌", "诊断为肝癌"), ("王**，系艾滋病感染者", "艾滋病感染者"),
])  # fmt: skip
def test_an_illness_right_after_a_shortened_name_is_a_hint(text: str, found: str) -> None:
    marks = list(find_personal_facts(Passage(text), []))
    assert [(mark.kind, mark.text, mark.urgency) for mark in marks] == [(Kind.HEALTH, found, Urgency.HINT)]


@pytest.mark.parametrize(("text", "found"), [
    ("张三丰因患尿毒症", "尿毒症"), ("张小三，男，45周岁，确诊白血病", "确诊白血病"), ("王小明系艾滋病感染者", "艾滋病感染者"), ("赵小六感染肺结核", "肺结核"),
])  # fmt: skip
def test_a_name_right_before_an_illness_names_somebody(text: str, found: str) -> None:
    marks = settled(find_personal_facts(Passage(text), []))
    assert [(mark.kind, mark.text, mark.urgency) for mark in marks] == [(Kind.HEALTH, found, Urgency.ASK)]


@pytest.mark.parametrize(
    "text",
    [
        "高血压患者、糖尿病患者",
        "关于确诊传染病",
        "常见传染病",
        "老王小明患癌",
        "许多人患有癌症",
        "方便手术",
    ],
)
def test_a_word_that_begins_like_a_name_names_nobody(text: str) -> None:
    assert facts(text) == []


def test_a_person_is_named_in_full_or_not() -> None:
    assert names_a_person("救助对象王小明,电话")
    assert not names_a_person("救助对象王某,电话")
    assert not names_a_person("王小明")


def name_lists(text: str) -> list[tuple[Kind, str]]:
    passage = Passage(text)
    return [(mark.kind, mark.text) for mark in find_name_lists(passage, list(find_identity_numbers(passage)))]


def test_a_list_is_told_with_its_names() -> None:
    text = f"某县2024年特困人员名单\n序号\t姓名\t证件\n1\t王小明\t{NUMBER}\n2\t李小红\t已遮盖\n3\t张某\t{NUMBER}"
    assert name_lists(text) == [(Kind.LISTED_NAME, "王小明"), (Kind.NAME_LIST, "某县2024年特困人员名单")]
    passage = Passage(text)
    found = list(find_name_lists(passage, list(find_identity_numbers(passage))))
    assert found[1].explanation.startswith("名单里有2行写着完整的姓名；")


def test_a_second_list_begins_anew_and_prose_ends_one() -> None:
    assert name_lists("低保名单\n王小明\n残疾人名单\n李小红") == [
        (Kind.NAME_LIST, "低保名单"),
        (Kind.NAME_LIST, "残疾人名单"),
    ]
    assert name_lists(f"低保名单\n王小明\n{'按照规定。' * 40}\n李小红") == [(Kind.NAME_LIST, "低保名单")]
    assert name_lists(f"低保名单\n{'按照规定。' * 40}\n王小明") == []


@pytest.mark.parametrize(
    "text", ["王小明", "低保名单", "低保名单\n户名 金额", "优秀职工名单\n王小明", "公布低保名单，接受监督\n王小明"]
)
def test_no_list_of_circumstances(text: str) -> None:
    assert name_lists(text) == []
