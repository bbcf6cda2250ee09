"""Discarding: drafts that were never public, by whoever drafts there, and back again."""

from __future__ import annotations

import pytest
from tests.support.publishing import Office, agency, person

from gongkai.apps.publishing.services.discard import discard, restore
from gongkai.apps.publishing.services.review import submit
from gongkai.core.errors import StepRefused
from gongkai.core.publication.chains import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office(agency())


def test_a_draft_goes_and_comes_back_as_it_was(office):
    item = office.draft()
    discard(office.drafter, item.key)
    with pytest.raises(StepRefused, match="这一条已经删除，请先恢复"):
        submit(office.drafter, item.key, content=item.latest.digest)
    back = restore(office.drafter, item.key)
    assert (back.discarded_at, back.state, back.latest_id) == (None, "new", item.latest_id)
    submit(office.drafter, item.key, content=item.latest.digest)


def test_what_is_under_review_is_not_discarded(office):
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    with pytest.raises(StepRefused, match="现在是“审查中”"):
        discard(office.drafter, item.key)


def test_strangers_discard_and_restore_nothing(office):
    item = office.draft()
    stranger = person("jyj", agency("jyj", "清禾县教育局"), Role.DRAFTER)
    with pytest.raises(StepRefused, match="没有在清禾县商务局起草信息的权限"):
        discard(stranger, item.key)
    discard(office.drafter, item.key)
    with pytest.raises(StepRefused):
        restore(stranger, item.key)


def test_doing_it_twice_is_doing_it_once(office):
    item = office.draft()
    first = discard(office.drafter, item.key)
    assert discard(office.drafter, item.key).edition == first.edition
