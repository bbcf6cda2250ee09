"""Publishing on a set day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.support.publishing import Office, agency

from gongkai.apps import clock
from gongkai.apps.agencies.models import Appointment
from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.models import Item, PublicItem
from gongkai.apps.publishing.services import schedule as service
from gongkai.apps.publishing.services.review import Deed, act_on
from gongkai.core.errors import StepRefused
from gongkai.core.publication.review_events import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office(agency())


def later(monkeypatch, **shift):
    moment = clock.now() + timedelta(**shift)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_what_is_ready_is_published_when_its_time_has_come(office, monkeypatch):
    item = office.reviewed(office.draft())
    service.schedule(office.publisher, item.key, clock.now() + timedelta(hours=1))
    assert service.publish_due() == 0
    assert not PublicItem.objects.exists()

    later(monkeypatch, hours=2)

    assert service.publish_due() == 1
    assert service.publish_due() == 0
    assert PublicItem.objects.get().key == item.key
    assert Item.objects.get().scheduled_for is None
    record = Record.objects.get(action="发布")
    assert (record.actor, record.address) == ("swj-office", "scheduler")


def test_what_is_not_reviewed_is_not_planned(office):
    item = office.draft()

    with pytest.raises(StepRefused) as refused:
        service.schedule(office.publisher, item.key, clock.now() + timedelta(hours=1))

    assert "没有通过" in str(refused.value)
    assert Item.objects.get().scheduled_for is None


def test_a_moment_that_has_passed_is_refused(office):
    item = office.reviewed(office.draft())

    with pytest.raises(StepRefused) as refused:
        service.schedule(office.publisher, item.key, clock.now() - timedelta(minutes=1))

    assert "已经过去" in str(refused.value)


def test_a_plan_ends_with_what_it_rested_on(office, monkeypatch):
    item = office.reviewed(office.draft())
    service.schedule(office.publisher, item.key, clock.now() + timedelta(hours=1))
    act_on(office.drafter, item.key, Deed(Act.RECALLED, reason="还要改"))

    later(monkeypatch, hours=2)

    assert service.publish_due() == 0
    assert not PublicItem.objects.exists()


def test_who_has_left_publishes_nothing(office, monkeypatch):
    item = office.reviewed(office.draft())
    service.schedule(office.publisher, item.key, clock.now() + timedelta(hours=1))
    Appointment.objects.filter(user_id=office.publisher.id).delete()

    later(monkeypatch, hours=2)

    assert service.publish_due() == 0
    assert not PublicItem.objects.exists()
    assert Item.objects.get().scheduled_for is None
    assert Record.objects.filter(action="定时发布未成").count() == 1
