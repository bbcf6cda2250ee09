from datetime import date
from decimal import Decimal

import pytest
from tests.support.notices import NAMES, dossier, plain

from gongkai.core.notices.facts import Facts
from gongkai.core.notices.templates import template


def facts(name, change=None):
    told = plain(name)
    if change:
        change(told)
    read = dossier(told)
    return Facts(template(read.code, read.details.variant), read.case, read.agency, read.details)


@pytest.mark.parametrize("name", NAMES)
def test_every_path_of_a_template_can_be_looked_up(name):
    found = facts(name)
    more = Facts(found.template, found.case, found.agency, found.details, {"clause": "甲", "item_number": "1"})
    for path in found.template.paths:
        if not path.startswith(("item.", "opinion.", "told.", "co_maker.")):
            more.look("clause" if path == "item" else path)


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("P02", "reply_deadline", date(2025, 7, 1)),
        ("P02", "limit.reply", "20个工作日"),
        ("P03", "law.rectification", "《中华人民共和国政府信息公开条例》第三十条"),
        ("P03", "course.rectification.respond_by", date(2025, 6, 20)),
        ("P03", "course.rectified.on", None),
        ("P12", "charge.amount", Decimal(1100)),
        ("P12", "payment_deadline", date(2025, 7, 10)),
        ("P02", "charge", None),
        ("P06", "third_deadline", date(2025, 6, 27)),
        ("P10", "other_deadline", date(2025, 6, 26)),
        ("P02", "third_deadline", None),
        ("P02", "other_deadline", None),
        ("P02", "payment_deadline", None),
        ("D06", "day", date(2025, 6, 20)),
        ("D06", "articles", "《中华人民共和国政府信息公开条例》第三十六条第（四）项"),
        ("D06", "applicant_kind", "自然人"),
        ("D06", "channel", "通过互联网提交"),
        ("D06", "table3_label", "（四）无法提供·1.本机关不掌握相关政府信息"),
        ("P02", "table3_label", ""),
        ("P02", "third_state", ""),
        ("P06", "third_state", "pending"),
        ("D04d", "third_state", "objected"),
        ("D04d-silent", "third_state", "silent"),
        ("D04d-privacy", "third_state", "not_consulted"),
        ("D02-collect", "third_state", "agreed"),
        ("P10", "you", "贵机关"),
    ],
)
def test_what_a_path_stands_for(name, path, value):
    assert facts(name).look(path) == value


def test_articles_are_empty_where_neither_document_nor_outcome_has_any():
    found = facts("P02")
    bare = template("P02")
    assert found.articles
    assert Facts(bare, found.case, found.agency, found.details).outcome is None


def test_a_document_of_two_outcomes_follows_the_consultation():
    assert facts("D02").outcome.code == "O02"
    assert facts("D02-collect").outcome.code == "O03"

    def unreplied(told):
        told["event"].pop()

    assert facts("D02", unreplied).outcome.code == "O02"
    assert facts("D02-collect", unreplied).outcome.code == "O03"


def test_the_party_is_that_of_the_consultation():
    def second(told):
        told["event"].append(
            {"kind": "third_party_consulted", "on": date(2025, 6, 5), "id": "乙", "received": date(2025, 6, 9)}
        )
        told["party"].append({"id": "乙", "name": "乙某", "natural": True})
        told["notice"]["consultation"]["id"] = "乙"

    found = facts("P06", second)
    assert (found.party.name, found.you, found.third_deadline) == ("乙某", "您", date(2025, 6, 30))

    def unnamed(told):
        told["party"] = []

    found = facts("P06", unnamed)
    assert (found.party, found.you) == (None, "贵单位")


def test_an_unanswered_consultation_is_silent_once_its_time_is_over():
    def later(told):
        told["notice"]["day"] = date(2025, 6, 30)

    assert facts("P06", later).third_state == "silent"
