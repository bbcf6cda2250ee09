"""What is proposed while somebody types."""

import pytest
from tests.support.entries import entry

from gongkai.apps.search import services, suggestions
from gongkai.apps.search.selectors import suggest

pytestmark = pytest.mark.django_db


def test_words_that_go_on_come_first_then_titles():
    titles = ["优化营商环境的办法", "营商环境条例", "营商环境评价", "营商环境评价指标", "营商环境评价结果"]
    services.index(entry(n, title) for n, title in enumerate(titles, 1))
    assert suggest("营商") == ("营商环境", "营商环境评价", *titles[4:2:-1], *titles[1::-1])
    assert suggest("营")[:2] == ("营商环境", "营商环境评价")
    assert suggest("营商环境评价结") == ("营商环境评价结果",)
    assert suggest("营商", most=2) == ("营商环境", "营商环境评价")


def test_several_words_propose_titles():
    services.index([entry(1, "部门预算公开"), entry(2, "部门决算公开"), entry(3, "部门。预算公开")])
    assert suggest("部门 预算") == ("部门。预算公开", "部门预算公开")
    assert suggest("部门预算") == ("部门预算公开",)


def test_a_document_number_half_typed():
    services.index([entry(1, "清商规〔2025〕3号"), entry(2, "清商规〔2025〕31号")])
    assert suggest("清商规〔2025〕3") == ("清商规〔2025〕3号",)
    assert suggest("清商规〔20") == ()
    assert suggest("清商规") == ("清商规〔2025〕31号", "清商规〔2025〕3号")


@pytest.mark.parametrize("typed", ["", " ", "，", '"', "*", "-公开", "\x00", "公开" * 5_000])
def test_nothing_is_proposed_for_nothing(typed):
    services.index([entry(1, "公开")])
    assert suggest(typed) == ()


def test_the_same_title_is_proposed_once():
    services.index(entry(n, "任免通知") for n in range(1, 6))
    assert suggest("任免") == ("任免通知",)


def test_the_text_proposes_nothing():
    services.index([entry(1, "标题", "正文里的预算")])
    assert suggest("预算") == ()


def test_only_the_newest_titles_are_read(monkeypatch):
    monkeypatch.setattr(suggestions, "READ", 3)
    services.index(entry(n, f"公开第{n}期") for n in range(1, 9))
    assert suggest("公开") == ("公开第", "公开第8期", "公开第7期", "公开第6期")
