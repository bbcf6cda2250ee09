"""The limits that govern an application are those of the day of receipt."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.deadlines.terms import terms_on
from gongkai.core.errors import NoLawInForce


def test_the_regulation_of_2019():
    terms = terms_on(date(2019, 5, 15))
    assert (terms.reply.amount, terms.extension.amount, terms.rectification_notice.amount) == (20, 20, 7)
    assert terms.for_answer("third_party_consulted") is terms.third_party_answer
    assert terms.for_answer("agency_consulted") is terms.agency_answer
    assert (terms.third_party_answer.amount, terms.agency_answer.amount) == (15, 15)


def test_the_regulation_before():
    terms = terms_on(date(2019, 5, 14))
    assert (terms.reply.amount, terms.extension.amount) == (15, 15)
    assert (terms.rectification_notice, terms.third_party_answer, terms.agency_answer) == (None, None, None)


def test_before_any_regulation():
    with pytest.raises(NoLawInForce):
        terms_on(date(2008, 4, 30))
