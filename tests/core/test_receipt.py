"""Each channel fixes the day of receipt by its own event (条例第三十一条)."""

from __future__ import annotations

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
