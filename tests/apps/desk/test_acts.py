"""Acts on the desk: on the text that was seen, once, by whoever may; what stands against one is told with names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.support.publishing import person

from gongkai.apps import clock
from gongkai.apps.publishing.models import Event, Item, PublicItem, Tombstone
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.apps.publishing.services.text import save_text
from gongkai.apps.publishing.versions import words_of
from gongkai.core.publication.chains import Role
from gongkai.core.publication.review_events import Act

pytestmark = pytest.mark.django_db


def sent(item, act, **more):
    """Return what the form of an act sends for an item as it is now."""
    item.refresh_from_db()
    told = {"content": item.latest.digest, "edition": item.edition, **more}
    return {f"{act}-{name}": value for name, value in told.items()}


def do(client, item, act, **more):
    return client.post(f"/desk/items/{item.key}/acts/{act}/", sent(item, act, **more))


def test_an_item_goes_from_its_draft_to_the_public(office, enter):
    item = office.draft()
    assert do(enter(office.drafter), item, "submitted").status_code == 302
    assert do(enter(office.head), item, "passed", reason="同意").status_code == 302
    assert do(enter(office.reviewer), item, "passed").status_code == 302
    assert do(enter(office.publisher), item, "published").status_code == 302
    assert PublicItem.objects.get().key == item.key
    assert [each.act for each in Event.objects.order_by("number")] == ["submitted", "passed", "passed", "published"]
    answer = do(enter(office.leader), item, "withdrawn", reason="依据已废止", public_reason="所依据的文件已废止")
    assert answer.status_code == 302
    assert Tombstone.objects.get().reason == "所依据的文件已废止"


def test_a_button_pressed_twice_acts_once(office, enter):
    both = person("swj-both", office.agency, Role.SECTION_HEAD, Role.SECRECY_REVIEWER)
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    form = sent(item, "passed")
    client = enter(both)
    first = client.post(f"/desk/items/{item.key}/acts/passed/", form)
    second = client.post(f"/desk/items/{item.key}/acts/passed/", form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert [each.step for each in Event.objects.filter(act="passed")] == ["初审"]


@pytest.mark.parametrize("content", ["", "0" * 64, "x", "0" * 65])
def test_a_forged_digest_passes_nothing(office, enter, content):
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    answer = do(enter(office.head), item, "passed", content=content)
    assert answer.status_code in {400, 409}
    assert not Event.objects.filter(act="passed").exists()


def test_a_page_that_has_grown_old_does_nothing(office, enter):
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    old = sent(item, "passed")
    newer = save_text(
        office.drafter, item.key, words_of(item.latest).__class__(title="另一题", body="<p>新</p>"), based_on=1
    )
    submit(office.drafter, item.key, content=newer.digest)
    answer = enter(office.head).post(f"/desk/items/{item.key}/acts/passed/", old)
    assert answer.status_code == 409
    assert "这一条在您打开之后有变动，请看过最新情况再办理" in answer.content.decode()
    assert not Event.objects.filter(act="passed").exists()


def test_the_drafter_is_told_by_name_why_they_may_not_pass(office, enter):
    both = person("swj-both", office.agency, Role.DRAFTER, Role.SECTION_HEAD, Role.SECRECY_REVIEWER)
    item = office.draft()
    save_text(both, item.key, words_of(item.latest).__class__(title="改过", body="<p>改</p>"), based_on=1)
    item.refresh_from_db()
    submit(both, item.key, content=item.latest.digest)
    client = enter(both)
    page = client.get(f"/desk/items/{item.key}/").content.decode()
    assert "swj-both某起草或者修改过这一稿，不能再办理“初审”，请由他人办理" in page
    answer = do(client, item, "passed")
    assert answer.status_code == 409
    assert "swj-both某起草或者修改过这一稿" in answer.content.decode()


def test_secrecy_refusal_reaches_the_drafter(office, enter):
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    act_on(office.head, item.key, Deed(Act.PASSED, content=item.latest.digest))
    assert do(enter(office.reviewer), item, "sent_back", reason="第二段涉及未公开的数据，请删去").status_code == 302
    page = enter(office.drafter).get(f"/desk/items/{item.key}/").content.decode()
    assert "swj-secrecy某于" in page
    assert "第二段涉及未公开的数据，请删去" in page
    home = enter(office.drafter).get("/desk/").content.decode()
    assert "退回给我的" in home
    assert item.latest.title in home
    assert (
        "第二段涉及未公开的数据，请删去"
        in enter(office.drafter).get(f"/desk/items/{item.key}/history/").content.decode()
    )


def test_what_an_act_wants_is_asked_at_the_field(office, enter):
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    answer = do(enter(office.head), item, "sent_back", reason="")
    assert answer.status_code == 400
    assert "请填写修改意见。" in answer.content.decode()
    assert Item.objects.get().state == "in_review"


def test_an_item_is_referred_and_determined(office, enter):
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    assert (
        do(enter(office.head), item, "referred", body="secrecy_authority", reason="能否公开拿不准").status_code == 302
    )
    answer = do(
        enter(office.publisher), item, "determined", publishable="no", reference="县保密局〔2025〕1号函"
    )  # fmt: skip
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.state == "withheld"


def test_an_act_that_nobody_knows_is_not_found(office, enter):
    item = office.draft()
    assert do(enter(office.drafter), item, "erased").status_code == 404


def test_an_act_that_is_opened_like_a_page_leads_to_the_item(office, enter):
    item = office.draft()
    answer = enter(office.drafter).get(f"/desk/items/{item.key}/acts/submitted/")
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/items/{item.key}/")
    item.refresh_from_db()
    assert item.state == "new"


def test_publication_is_planned_and_taken_back(office, enter):
    item = office.reviewed(office.draft())
    at = clock.now() + timedelta(days=2)
    client = enter(office.publisher)
    assert do(client, item, "schedule", at=f"{at:%Y-%m-%dT%H:%M}").status_code == 302
    item.refresh_from_db()
    assert item.scheduled_for is not None
    assert "定时发布" in client.get(f"/desk/items/{item.key}/").content.decode()
    client.post(f"/desk/items/{item.key}/acts/unschedule/")
    item.refresh_from_db()
    assert item.scheduled_for is None
    past = do(client, item, "schedule", at="2020-01-01T09:00")
    assert past.status_code == 400
    assert 'id="schedule-at-error">发布时间已经过去' in past.content.decode()


def test_many_are_passed_one_by_one_and_each_is_told(office, enter):
    items = [office.draft(title=f"第{number}件") for number in range(3)]
    for each in items:
        submit(office.drafter, each.key, content=each.latest.digest)
    boxes = []
    for each in items:
        each.refresh_from_db()
        boxes.append(f"{each.key}:{each.latest.digest}:{each.edition}")
    boxes[1] = boxes[1].rsplit(":", 1)[0] + ":1"
    page = enter(office.head).post("/desk/review/", {"pass": boxes}).content.decode()
    assert Event.objects.filter(act="passed").count() == 2
    assert page.count("已通过</span>") == 2
    assert "这一条在您打开之后有变动" in page


def test_nobody_passes_many_where_they_do_not_review(office, enter):
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    item.refresh_from_db()
    box = f"{item.key}:{item.latest.digest}:{item.edition}"
    assert enter(office.drafter).post("/desk/review/", {"pass": box}).status_code == 403
    enter(office.leader).post("/desk/review/", {"pass": box})
    assert not Event.objects.filter(act="passed").exists()


def test_a_draft_is_discarded_and_taken_back(office, enter):
    item = office.draft()
    client = enter(office.drafter)
    client.post(f"/desk/items/{item.key}/acts/discard/")
    client.post(f"/desk/items/{item.key}/acts/discard/")
    item.refresh_from_db()
    assert item.discarded_at is not None
    assert item.latest.title not in client.get("/desk/items/").content.decode()
    assert item.latest.title in client.get("/desk/items/?state=discarded").content.decode()
    client.post(f"/desk/items/{item.key}/acts/restore/")
    item.refresh_from_db()
    assert item.discarded_at is None


def test_what_was_public_is_not_discarded(office, enter):
    item = office.published()
    answer = enter(office.drafter).post(f"/desk/items/{item.key}/acts/discard/")
    assert answer.status_code == 409
    assert "曾经公开过" in answer.content.decode()
