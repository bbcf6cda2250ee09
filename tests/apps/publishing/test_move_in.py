"""Taking over what was published before."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.support.publishing import Office, agency

from gongkai.apps.audit.selectors import verify
from gongkai.apps.publishing.course import standing_of
from gongkai.apps.publishing.models import Item, PublicItem, Text
from gongkai.apps.publishing.services.move_in import Crew, Former, move_in
from gongkai.apps.publishing.services.text import Words
from gongkai.core.errors import StepRefused
from gongkai.core.publication.review import State

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def office():
    return Office(agency())


def former(title, day, **more):
    at = datetime(2025, 3, day, 9, 30, tzinfo=CHINA)
    return Former("statutory.notices", Words(title, f"<p>{title}。</p>"), at, reviewed_at=at, **more)


def crew(office):
    return Crew(office.drafter, (office.head, office.reviewer, office.leader), office.publisher)


def test_items_are_public_with_their_whole_review(office):
    keys = move_in(office.agency.pk, [former("甲", 3), former("乙", 4, important=True)], crew(office))

    online = PublicItem.objects.filter(key__in=keys)
    assert [(each.title, each.published_at.astimezone(CHINA).day) for each in online] == [("乙", 4), ("甲", 3)]
    for item in Item.objects.filter(key__in=keys):
        assert standing_of(item).state is State.PUBLISHED
    acts = [list(Item.objects.get(key=key).events.values_list("act", "person__username")) for key in keys]
    assert acts[0] == [
        ("submitted", "swj-drafter"), ("passed", "swj-head"), ("passed", "swj-secrecy"), ("published", "swj-office"),
    ]  # fmt: skip
    assert acts[1][3] == ("passed", "swj-leader")
    assert [each[-5:] for each in online.order_by("sequence").values_list("index_number", flat=True)] == [
        "00001",
        "00002",
    ]
    assert verify().ok


def test_a_crew_without_secrecy_reviewer_moves_nothing(office):
    with pytest.raises(StepRefused) as refused:
        move_in(office.agency.pk, [former("甲", 3)], Crew(office.drafter, (office.head,), office.publisher))

    assert "保密审查" in str(refused.value)
    assert (Item.objects.count(), Text.objects.count()) == (0, 0)


def test_who_wrote_them_does_not_review_them(office):
    same = Crew(office.head, (office.head, office.reviewer), office.publisher)

    with pytest.raises(StepRefused):
        move_in(office.agency.pk, [former("甲", 3)], same)

    assert not Item.objects.exists()
