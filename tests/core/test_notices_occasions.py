"""The clerk's list of documents."""

from __future__ import annotations

from gongkai.core.law.dated import entries
from gongkai.core.notices.occasions import RECIPIENTS, occasions
from gongkai.core.notices.templates import PACKAGE, Recipient, templates


def told(code, variant=""):
    (found,) = [one for one in occasions() if (one.code, one.variant) == (code, variant)]
    return found


def test_every_document_is_listed_with_everything():
    assert {(one.code, one.variant) for one in occasions()} == {(one.code, one.variant) for one in templates()}
    assert all(one.label and one.recipient and one.cites and one.when for one in occasions())
    assert [one.code[0] for one in occasions()] == sorted((one.code[0] for one in occasions()), reverse=True)


def test_a_reply_is_told_by_its_outcomes():
    assert told("D02").outcomes == ("O02", "O03")
    assert told("D02").when.startswith("所申请公开的信息可以公开")
    assert [cite.article for cite in told("D06").cites] == ["第三十六条第四项"]
    assert len(told("D02").cites) == len(set(told("D02").cites))


def test_other_documents_have_occasions_of_their_own():
    assert told("D17", "withdrawn").when == "申请人撤回申请，结案存档"
    assert [cite.article for cite in told("P03").cites] == ["第三十条"]
    listed = {(entry["code"], entry.get("variant", "")) for entry in entries(PACKAGE, "occasions.toml", "occasion")}
    assert listed <= {(one.code, one.variant) for one in templates()}


def test_every_recipient_has_a_name():
    assert set(RECIPIENTS) == set(Recipient)
    assert (told("P06").recipient, told("P01").recipient) == ("第三方", "内部存档")
