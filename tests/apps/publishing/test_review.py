"""The way of an item to the public, through the services and against the gate of the database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests.support.publishing import Office, agency, person

from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.changes import latest_change
from gongkai.apps.publishing.models import Correction, Event, Item, PublicItem, Text, Tombstone
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.apps.publishing.services.text import EditedMeanwhile, Words, save_text
from gongkai.core.errors import StepRefused
from gongkai.core.publication.chains import Role
from gongkai.core.publication.review import State
from gongkai.core.publication.review_events import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office(agency())


def test_a_draft_goes_through_its_chain_to_the_public(office):
    item = office.published(title="关于举办促销活动的通知")

    online = PublicItem.objects.get(key=item.key)
    assert item.state == State.PUBLISHED
    assert (online.title, online.agency_name, online.column) == (
        "关于举办促销活动的通知",
        "清禾县商务局",
        "statutory.notices",
    )
    assert online.index_number.startswith(f"{office.agency.organization_code}/")
    assert online.secrecy_review.person.username == "swj-secrecy"
    acts = list(Record.objects.order_by("number").values_list("action", "actor"))
    assert [act for act, _ in acts] == ["起草", "送审", "通过审查", "通过审查", "发布"]
    assert latest_change().change == 1


def test_nobody_passes_what_they_wrote(office):
    both = person("swj-drafter", office.agency, Role.SECRECY_REVIEWER, Role.SECTION_HEAD)
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)

    with pytest.raises(StepRefused) as refused:
        act_on(both, item.key, Deed(Act.PASSED, content=item.latest.digest))

    assert "起草或者修改过这一稿" in str(refused.value)
    assert Event.objects.filter(item=item).count() == 1


def test_who_wrote_an_earlier_version_does_not_pass_the_later_one(office):
    item = office.draft()
    head = person("swj-head", office.agency, Role.SECTION_HEAD)
    save_text(head, item.key, Words("改过的标题", "<p>改过。</p>"), based_on=1)
    newest = save_text(office.drafter, item.key, Words("再改的标题", "<p>再改。</p>"), based_on=2)
    submit(office.drafter, item.key, content=newest.digest)

    with pytest.raises(StepRefused) as refused:
        act_on(head, item.key, Deed(Act.PASSED, content=newest.digest))

    assert "起草或者修改过这一稿" in str(refused.value)


def test_nothing_is_published_before_its_secrecy_review(office):
    item = office.draft()
    content = item.latest.digest
    submit(office.drafter, item.key, content=content)
    act_on(office.head, item.key, Deed(Act.PASSED, content=content))

    with pytest.raises(StepRefused):
        act_on(office.publisher, item.key, Deed(Act.PUBLISHED, content=content))

    assert not PublicItem.objects.exists()
    assert not Record.objects.filter(action="发布").exists()


def forged(office, item, event):
    """Return a public row as somebody with a shell would write it."""
    return PublicItem(
        item=item,
        text=item.latest,
        secrecy_review=event,
        sequence=1,
        key=item.key,
        agency=office.agency,
        agency_name="",
        column="guide",
        kind="news",
        index_number="",
        title="",
        published_at=item.created_at,
        year=2026,
    )


def test_the_database_refuses_a_public_row_without_secrecy_review(office):
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    submitted = item.events.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        forged(office, item, submitted).save(force_insert=True)

    passed = act_on(office.head, item.key, Deed(Act.PASSED, content=item.latest.digest)).events.last()
    with pytest.raises(DatabaseError), transaction.atomic():  # a review, but not of secrecy
        forged(office, item, passed).save(force_insert=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        PublicItem.objects.bulk_create([forged(office, item, passed)])

    assert not PublicItem.objects.exists()


def test_the_database_refuses_a_review_by_the_writer_and_of_another_text(office):
    item = office.reviewed(office.draft())
    passed = item.events.last()
    own = Event.objects.create(
        item=item, number=9, at=passed.at, on=passed.on, person_id=office.drafter.id, roles="", act="passed",
        reviews="secrecy_review", content=item.latest.digest, text=item.latest,
    )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        forged(office, item, own).save(force_insert=True)
    own.delete()

    online = act_on(office.publisher, item.key, Deed(Act.PUBLISHED, content=item.latest.digest)).public
    other = save_text(office.drafter, item.key, Words("换过的文字", "<p>换过。</p>"), based_on=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        PublicItem.objects.filter(pk=online.pk).update(text=other)


def test_the_database_refuses_to_change_texts_events_and_records(office):
    item = office.published()

    for change in (
        lambda: Text.objects.update(title="改过"),
        lambda: Event.objects.update(act="passed"),
        lambda: Record.objects.update(actor="别人"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

    assert Text.objects.get(item=item).title == "关于某项工作的通知"


def test_a_correction_keeps_the_place_and_shows_what_was_changed(office):
    item = office.published(title="关于某事的通知")
    before = PublicItem.objects.get(item=item)
    save_text(office.drafter, item.key, Words("关于某事的补充通知", "<p>更正后的。</p>"), based_on=1)
    item = office.reviewed(Item.objects.get(pk=item.pk))

    still = PublicItem.objects.get(item=item)
    assert still.title == "关于某事的通知"
    act_on(office.publisher, item.key, Deed(Act.PUBLISHED, content=item.latest.digest))

    after = PublicItem.objects.get(item=item)
    assert after.title == "关于某事的补充通知"
    assert (after.sequence, after.index_number, after.published_at) == (
        before.sequence, before.index_number, before.published_at,
    )  # fmt: skip
    correction = Correction.objects.get(item=item)
    assert (correction.old.number, correction.new.number, correction.note) == (1, 2, "更正")


def test_a_withdrawn_item_leaves_a_tombstone(office):
    item = office.published()

    act_on(office.publisher, item.key, Deed(Act.WITHDRAWN, reason="内部原因", public_reason="内容有误，更正后重新发布"))

    assert not PublicItem.objects.exists()
    assert Tombstone.objects.get(item=item).reason == "内容有误，更正后重新发布"
    assert Item.objects.get(pk=item.pk).state == State.WITHDRAWN


def test_an_index_number_is_never_given_twice(office):
    first = office.published()
    act_on(office.publisher, first.key, Deed(Act.WITHDRAWN, reason="有误"))
    second = office.published(title="另一件")

    numbers = [Item.objects.get(pk=each.pk).index_number for each in (first, second)]
    assert [number[-5:] for number in numbers] == ["00001", "00002"]


def test_two_people_who_write_at_once_lose_nothing(office):
    item = office.draft()
    save_text(office.drafter, item.key, Words("第一个人", "<p>一</p>"), based_on=1)

    with pytest.raises(EditedMeanwhile) as meanwhile:
        save_text(office.head, item.key, Words("第二个人", "<p>二</p>"), based_on=1)

    texts = {text.number: (text.title, text.aside) for text in Text.objects.filter(item=item)}
    assert texts == {1: ("关于某项工作的通知", False), 2: ("第一个人", False), 3: ("第二个人", True)}
    assert meanwhile.value.number == 3
    assert Item.objects.get(pk=item.pk).latest.number == 2


def test_a_verdict_counts_for_the_text_that_was_seen(office):
    item = office.draft()
    seen = item.latest.digest
    submit(office.drafter, item.key, content=seen)
    newest = save_text(office.drafter, item.key, Words("换过的文字", "<p>换过。</p>"), based_on=1)
    submit(office.drafter, item.key, content=newest.digest)

    with pytest.raises(StepRefused) as refused:
        act_on(office.head, item.key, Deed(Act.PASSED, content=seen))

    assert "不是当前这一稿" in str(refused.value)


def test_a_double_click_does_a_thing_once(office):
    item = office.reviewed(office.draft())
    deed = Deed(Act.PUBLISHED, content=item.latest.digest)
    act_on(office.publisher, item.key, deed)

    with pytest.raises(StepRefused):
        act_on(office.publisher, item.key, deed)

    assert PublicItem.objects.count() == 1
    assert Event.objects.filter(item=item, act="published").count() == 1


def test_somebody_of_another_agency_does_nothing(office):
    stranger = Office(agency("jyj", "清禾县教育局"))
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)

    for who, act in (
        (stranger.head, Act.PASSED),
        (stranger.publisher, Act.WITHDRAWN),
        (stranger.drafter, Act.RECALLED),
    ):
        with pytest.raises(StepRefused):
            act_on(who, item.key, Deed(act, content=item.latest.digest, reason="试试"))
    with pytest.raises(StepRefused):
        save_text(stranger.drafter, item.key, Words("别人改的", "<p>改</p>"), based_on=1)

    assert Event.objects.filter(item=item).count() == 1
