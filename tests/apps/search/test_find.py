"""Finding: the words as they were typed, with facets, dates and pages."""

from datetime import date

import pytest
from tests.support.entries import entry

from gongkai.apps.search import hits, services
from gongkai.apps.search.entry import Order
from gongkai.apps.search.highlight import BEGIN, END
from gongkai.apps.search.selectors import find

pytestmark = pytest.mark.django_db


def found(words, *facets, **options):
    return [hit.sequence for hit in find(words, facets, **options).hits]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("市场", [4, 3, 2, 1]),
        ("市场监管", [3, 1]),
        ("市场 监管", [4, 3, 1]),
        ("监管，市场", [4, 3, 1]),
        ("市场监管局", [3]),
        ("监", [4, 3, 1]),
        ("局", [3]),
        ("监场", []),
        ("管理", []),
        ("“市场监管”", [3, 1]),
        ("市场 -监管", [2]),
        ("市场 -市场监管", [4, 2]),
        ("-监管", [5, 2]),
        ("-市场监管 -清商规", [4]),
        ("清商规〔2025〕3号", [2]),
        ("清商规[2025]3号", [2]),
        ("清商规 2025 3号", [2]),
        ("〔2025〕", [5, 2]),
        ("2025年", [5]),
        ("202", []),
        ("gb/t", [4]),
        ("GB/T 1994", [4]),
        ("\uff27\uff22", [4]),
        ("wp", [5]),
        ('"wp"', []),
        ('"WPS"', [5]),
        ("通知", [5]),
        ("市 场", [4, 3, 2, 1]),
        ("“市 场”", [4, 3, 2, 1]),
    ],
)
def test_words(words, expected):
    services.index(
        [
            entry(1, "市场监管工作", "加强对企业的监督"),
            entry(2, "市场准入", "清商规〔2025〕 3号"),
            entry(3, "关于市场监管局", "市 场"),
            entry(4, "市场。监管", "标准GB／T 1994-8"),
            entry(5, "通　知", "WPS文件 清商规 2025年第13号"),
        ]
    )
    assert found(words) == expected


def test_a_word_found_in_parts_only_is_no_hit():
    services.index([entry(1, "中国有外国和中外", "国中"), entry(2, "国中国")])
    assert found("国中国") == [2]
    assert found("“中国外”") == []


@pytest.mark.parametrize("words", ["", " ", "，", '"', "-", "\x00", "*", "“”"])
def test_nothing_typed_finds_nothing(words):
    services.index([entry(1, "公开", "", "kind:a")])
    assert find(words).total == 0
    assert found("", "kind:a") == [1]
    assert found("，。", "kind:a") == []


@pytest.mark.parametrize(
    "words",
    [
        '公开" OR "预算', "公开 AND", "NOT 公开", "NEAR(公开 预算)", "{title} : 公开", "公开*", "^公开", "公开 + 预算",
        "'公开' & !'预算'", "公开:*", "公开 <-> 预算", "\\", "公开\\'", "%s %(x)s", "公开); DROP TABLE search_posting; --",
        "\x00公开\x00", "\ud800", "公开" * 5_000, '"' * 999, "-" * 999, "公 " * 999, "(" * 500, "\ue001kind", "𠮷" * 300,
        "sequence:1", "a" * 10_000, "１" * 3_000, "公开\ufffe\uffff", "\u202e公开",
    ],
)  # fmt: skip
@pytest.mark.parametrize("order", list(Order))
def test_whatever_is_typed_is_text(words, order):
    services.index([entry(1, "公开", "", "kind:a")])
    answer = find(words, ("kind:a",), order=order, counting=True)
    assert answer.exact
    assert answer.total in {0, 1}
    assert find("公开").total == 1


def test_the_most_that_can_be_typed_is_answered():
    text = "".join(map(chr, range(0x4E00, 0x4EC8)))
    services.index([entry(1, "长文", text), entry(2, "长文", "".join(sorted(text, reverse=True)))])
    parts = [text[at : at + 15] for at in range(0, 180, 15)]
    assert found(text) == [1]
    assert found(" ".join(parts)) == [1]
    assert found("长文 " + " ".join(f"-{part}" for part in parts)) == [2]
    assert found("长文 " + " ".join(f"-{part[:2]}" for part in parts)) == [2]
    assert found(" ".join(text[at : at + 2] for at in range(0, 120, 2))) == [1]


def test_facets_narrow():
    services.index(
        [
            entry(1, "公开", "", "agency:a", "column:plan", "column:plan.budget"),
            entry(2, "公开", "", "agency:b", "column:plan"),
            entry(3, "agency:b", "agency b plan", "agency:c"),
            entry(4, "公开", "", "agency:A", "agency:a-b"),
        ]
    )
    assert found("公开", "agency:a") == [1]
    assert found("公开", "column:plan") == [2, 1]
    assert found("公开", "column:plan", "agency:b") == [2]
    assert found("公开", "column:plan.budget", "agency:b") == []
    assert found("公开", "agency") == []
    assert found("", "agency:a-b") == [4]
    assert found("", "agency:a", "agency:a") == [1]
    assert found("-公开", "agency:c") == [3]


def test_facets_are_counted_among_the_hits():
    services.index([entry(n, "公开", "预算" if n % 3 else "", f"kind:{n % 2}", "year:2025") for n in range(1, 10)])
    services.index([entry(20, "公开")])
    assert find("公开", counting=True).counts == {"kind:0": 4, "kind:1": 5, "year:2025": 9}
    assert find("预算", ("kind:1",), counting=True).counts == {"kind:1": 3, "year:2025": 3}
    assert find("公开").counts == {}


@pytest.mark.parametrize(
    ("dates", "in_force", "expired"),
    [
        ({}, True, False),
        ({"effective_from": date(2025, 6, 2)}, False, False),
        ({"effective_from": date(2025, 6, 1)}, True, False),
        ({"effective_to": date(2025, 6, 1)}, True, False),
        ({"effective_to": date(2025, 5, 31)}, False, True),
        ({"effective_from": date(2025, 1, 1), "effective_to": date(2025, 5, 31)}, False, True),
        ({"effective_from": date(2025, 1, 1), "effective_to": date(2030, 1, 1)}, True, False),
    ],
)
def test_what_is_in_force_on_a_day(dates, in_force, expired):
    day = date(2025, 6, 1)
    services.index([entry(1, "办法公开", **dates)])
    assert found("公开", in_force_on=day) == ([1] if in_force else [])
    assert found("公开", expired_on=day) == ([1] if expired else [])
    assert found("办法公开", in_force_on=day) == ([1] if in_force else [])


def test_pages():
    services.index(entry(n, "公开") for n in range(1, 46))
    assert found("公开") == list(range(45, 25, -1))
    assert found("公开", page=3) == [5, 4, 3, 2, 1]
    assert found("公开", page=4) == []
    assert found("公开", page=0, size=2) == [45, 44]
    assert {find("公开", page=page).total for page in (1, 3, 4)} == {45}


def test_counting_stops_at_a_bound(monkeypatch):
    monkeypatch.setattr(hits, "MOST", 10)
    services.index(entry(n, "公开", "信息公开" if n == 1 else "") for n in range(1, 12))
    assert (find("公开").total, find("公开").exact) == (10, False)
    assert (find("信息公开").total, find("信息公开").exact) == (1, True)
    services.remove([11])
    assert (find("公开").total, find("公开").exact) == (10, True)


def test_the_newest_are_found_however_far_apart_in_time(monkeypatch):
    monkeypatch.setattr(hits, "MOST", 3)
    month = 1 << 45
    services.index([entry(n * month + n, "公开", "预算" if n < 30 else "") for n in range(100)])
    assert found("公开") == [n * month + n for n in (99, 98, 97)]
    assert found("预算") == [n * month + n for n in (29, 28, 27)]
    services.remove([n * month + n for n in range(62, 100)])
    assert found("预算") == [n * month + n for n in (29, 28, 27)]
    services.remove([n * month + n for n in range(2, 62)])
    assert found("预算") == [month + 1, 0]
    assert find("预算").exact


def test_a_word_that_few_candidates_have_is_found_among_older_ones(monkeypatch):
    monkeypatch.setattr(hits, "MOST", 10)
    monkeypatch.setattr(hits, "MOST_LOOKED_INTO", 30)
    services.index([entry(n, "国中。中国") for n in range(10, 40)])
    services.index([entry(9, "国中国")])
    assert (found("国中国"), find("国中国").exact) == ([], False)
    services.index([entry(20, "国中国")])
    assert (found("国中国"), find("国中国").exact) == ([20], False)
    services.remove([39])
    assert (found("国中国"), find("国中国").exact) == ([20, 9], True)


def test_a_hit_shows_where_the_words_are():
    services.index([entry(1, "关于预算公开的通知", f"各单位：\n现将{'很' * 200}。请做好预算<b>编制</b>。")])
    (hit,) = find("预算").hits
    assert hit.key == "k1"
    assert hit.title == f"关于{BEGIN}预算{END}公开的通知"
    assert hit.passage == f"……请做好{BEGIN}预算{END}<b>编制</b>。"


def test_ranked_the_title_goes_before_the_text_and_the_new_before_the_old():
    services.index(
        [
            entry(1, "部门预算"),
            entry(2, "预算"),
            entry(3, "别的", "预算" * 5),
            entry(4, "别的", "预算"),
            entry(5, "别的", "预算"),
            entry(6, "关于部门的预算和其他许多事情的通知"),
            entry(7, "预算"),
        ]
    )
    assert found("预算", order=Order.RANKED) == [7, 2, 1, 6, 3, 5, 4]
    assert found("预算", order=Order.RANKED, page=2, size=3) == [6, 3, 5]


def test_ranked_words_close_together_go_before_words_far_apart():
    far = "很" * 90
    services.index([entry(1, "甲", "预算工作公开"), entry(2, "乙", f"预算{far}公开"), entry(3, "丙", f"公开{far}预算")])
    assert found("预算 公开", order=Order.RANKED) == [1, 3, 2]


def test_ranked_an_old_title_goes_before_new_texts_however_many(monkeypatch):
    monkeypatch.setattr(hits, "MOST", 10)
    services.index([entry(1, "预算"), *(entry(n, "别的", "预算") for n in range(2, 40))])
    answer = find("预算", order=Order.RANKED)
    assert [hit.sequence for hit in answer.hits] == [1, *range(39, 29, -1)]
    assert (answer.total, answer.exact) == (11, False)


def test_ranked_without_words_the_newest_come_first():
    services.index([entry(1, "预算", "", "kind:a"), entry(2, "决算", "", "kind:a")])
    assert found("", "kind:a", order=Order.RANKED) == [2, 1]


@pytest.mark.parametrize("words", ["公开", "信息公开", "公开 信息 -预算"])
def test_a_search_asks_a_bounded_number_of_questions(words, django_assert_max_num_queries):
    services.index(entry(n, "信息公开", "正文", "kind:a") for n in range(1, 1200))
    with django_assert_max_num_queries(9):
        find(words, order=Order.RANKED, counting=True)
    with django_assert_max_num_queries(6):
        find(words)
