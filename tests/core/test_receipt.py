"""Each channel fixes the day of receipt by its own event (条例第三十一条)."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.casework.receipt import receipt_of
from gongkai.core.casework.timeline import Channel


@pytest.mark.parametrize(
    ("channel", "event", "article"),
    [
        (Channel.COUNTER, "submitted", "第三十一条第一项"),
        (Channel.REGISTERED_POST, "signed_for", "第三十一条第二项"),
        (Channel.ORDINARY_POST, "confirmed", "第三十一条第二项"),
        (Channel.ONLINE, "confirmed", "第三十一条第三项"),
        (Channel.FAX, "confirmed", "第三十一条第三项"),
    ],
)
def test_the_event_that_counts(channel, event, article):
    receipt = receipt_of(channel)
    assert (receipt.event, receipt.cite.article) == (event, article)
    assert "为收到申请之日" in receipt.rule


@pytest.mark.parametrize("channel", Channel)
def test_the_first_regulation_said_nothing_of_receipt(channel):
    old, new = receipt_of(channel, date(2019, 5, 14)), receipt_of(channel, date(2019, 5, 15))
    assert new == receipt_of(channel)
    assert old.event == new.event
    assert str(old.cite) == "政府信息公开条例（国务院令第492号）"
    assert old.rule == f"{new.rule}（2007年的条例没有明文，照现行条例的做法）"


def test_before_any_regulation_the_rule_is_that_of_today():
    assert receipt_of("online", date(2008, 4, 30)) == receipt_of("online")
