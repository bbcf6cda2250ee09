"""Marks of a text: covered where they stand, or let stand by whoever may, with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.support.publishing import Office, agency, person

from gongkai.apps import clock
from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.models import PublicItem
from gongkai.apps.publishing.selectors.marked import open_marks, places
from gongkai.apps.publishing.services.marks import cover_marks, settle_marks, unsettle_mark
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.apps.publishing.services.schedule import schedule
from gongkai.core.errors import StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Role
from gongkai.core.publication.review import State
from gongkai.core.publication.review_events import Act

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


@pytest.fixture
def office():
    return Office(agency())


def passages(item):
    return [each.passage for place in places(item, item.latest) for each in place.found]


def test_a_mark_is_covered_in_title_description_and_body(office):
    item = office.draft(
        title=f"致电手机{PHONE}的通知", body=f"<p>手机<strong>{PHONE}</strong>。</p>", description=f"手机{PHONE}"
    )
    text, left = cover_marks(office.drafter, item.key, set(passages(item)), based_on=1)
    assert left == ()
    assert (text.number, text.title, text.description) == (2, "致电手机138****5678的通知", "手机138****5678")
    assert text.body == "<p>手机<strong>138****5678</strong>。</p>"
    item.refresh_from_db()
    assert open_marks(places(item, text)) == ()


def test_every_place_of_the_same_number_is_covered_and_nothing_else(office):
    item = office.draft(body=f"<p>手机{PHONE}</p><p>A&amp;B &lt;手机{PHONE}&gt;</p>")
    text, _ = cover_marks(office.drafter, item.key, set(passages(item)), based_on=1)
    assert text.body == "<p>手机138****5678</p><p>A&amp;B &lt;手机138****5678&gt;</p>"


def test_what_runs_over_formats_is_left_to_a_person(office):
    item = office.draft(body="<p>手机138<strong>12345678</strong>。</p>")
    text, left = cover_marks(office.drafter, item.key, set(passages(item)), based_on=1)
    assert left == ("正文中的手机号码",)
    assert text.number == 1


def test_what_was_not_chosen_stays(office):
    item = office.draft(body=f"<p>手机{PHONE}</p>")
    text, _ = cover_marks(office.drafter, item.key, {"0" * 64}, based_on=1)
    assert text.number == 1


def test_an_old_page_covers_nothing(office):
    item = office.draft(body=f"<p>手机{PHONE}</p>")
    with pytest.raises(StepRefused, match="这一条在您打开之后又改过"):
        cover_marks(office.drafter, item.key, set(passages(item)), based_on=7)
    assert item.texts.count() == 1


def test_a_settled_mark_holds_in_later_versions_and_writes_nothing_personal_down(office):
    item = office.draft(body=f"<p>手机{PHONE}</p>")
    settle_marks(office.drafter, item.key, {passages(item)[0]}, " 公布的值班手机 ")
    assert open_marks(places(item, item.latest)) == ()
    settled = item.settled_marks.get()
    assert (settled.reason, settled.by_id) == ("公布的值班手机", office.drafter.id)
    assert PHONE not in "".join(Record.objects.values_list("detail", flat=True))
    unsettle_mark(office.head, item.key, settled.passage)
    assert len(open_marks(places(item, item.latest))) == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_mark_is_not_let_stand_without_a_reason(office, reason):
    item = office.draft(body=f"<p>手机{PHONE}</p>")
    with pytest.raises(StepRefused, match="没有写明核实情况"):
        settle_marks(office.drafter, item.key, {passages(item)[0]}, reason)


def test_a_mark_of_secrecy_is_for_reviewers_who_did_not_write(office):
    item = office.draft(body="<p>机密★10年</p>")
    (passage,) = passages(item)
    with pytest.raises(StepRefused, match="涉密一类的标记只能由审查人员核实"):
        settle_marks(office.drafter, item.key, {passage}, "误报")
    both = person("swj-both", office.agency, Role.DRAFTER, Role.SECRECY_REVIEWER)
    own = Office(office.agency)
    own.drafter = both
    theirs = own.draft(body="<p>机密★10年</p>")
    with pytest.raises(StepRefused, match="请由他人核实"):
        settle_marks(both, theirs.key, {passages(theirs)[0]}, "误报")
    settle_marks(office.reviewer, item.key, {passage}, "引用的是已经解密的文件标题")
    assert item.settled_marks.count() == 1


def test_strangers_answer_no_marks(office):
    item = office.draft(body=f"<p>手机{PHONE}</p>")
    stranger = person("jyj", agency("jyj", "清禾县教育局"), Role.DRAFTER, Role.SECRECY_REVIEWER)
    for act in (
        lambda: settle_marks(stranger, item.key, {passages(item)[0]}, "好"),
        lambda: unsettle_mark(stranger, item.key, passages(item)[0]),
        lambda: cover_marks(stranger, item.key, set(passages(item)), based_on=1),
    ):
        with pytest.raises(StepRefused):
            act()
    assert item.texts.count() == 1


def test_a_mark_that_is_not_there_is_not_settled(office):
    item = office.draft()
    with pytest.raises(StepRefused, match="已经没有勾选的标记"):
        settle_marks(office.drafter, item.key, {"0" * 64}, "好")


def test_several_marks_are_let_stand_with_one_reason(office):
    item = office.draft(body=f"<p>手机{PHONE}，手机13912345678</p>")
    settle_marks(office.drafter, item.key, set(passages(item)), "公布的值班手机")
    assert open_marks(places(item, item.latest)) == ()
    assert item.settled_marks.count() == 2


def test_of_several_marks_none_is_let_stand_where_one_may_not_be(office):
    item = office.draft(body=f"<p>手机{PHONE}。秘密★1年</p>")
    with pytest.raises(StepRefused, match="涉密一类的标记"):
        settle_marks(office.drafter, item.key, set(passages(item)), "误报")
    assert not item.settled_marks.exists()


def test_secrecy_review_is_not_passed_over_grave_marks_that_nobody_answered(office):
    item = office.draft(body=f"<p>手机{PHONE}。秘密★1年</p>")
    content = item.latest.digest
    submit(office.drafter, item.key, content=content)
    act_on(office.head, item.key, Deed(Act.PASSED, content=content))
    with pytest.raises(StepRefused, match="还有2处必须处理的标记没有核实（正文中的手机号码、正文中的国家秘密标志）"):
        act_on(office.reviewer, item.key, Deed(Act.PASSED, content=content))
    settle_marks(office.reviewer, item.key, set(passages(item)), "引用的是已经解密的文件，值班手机对外公布")
    assert act_on(office.reviewer, item.key, Deed(Act.PASSED, content=content)).state == State.READY


def test_nothing_is_published_or_planned_with_a_grave_mark_that_was_opened_again(office):
    item = office.draft(body=f"<p>手机{PHONE}</p>")
    (passage,) = passages(item)
    settle_marks(office.drafter, item.key, {passage}, "公布的值班手机")
    office.reviewed(item)
    plan = clock.now() + timedelta(days=1)
    schedule(office.publisher, item.key, plan)
    unsettle_mark(office.head, item.key, passage)
    refusals = (
        lambda: act_on(office.publisher, item.key, Deed(Act.PUBLISHED)),
        lambda: schedule(office.publisher, item.key, plan),
    )
    for refused in refusals:
        with pytest.raises(StepRefused, match="必须处理的标记没有核实（正文中的手机号码）"):
            refused()
    assert schedule(office.publisher, item.key, None).scheduled_for is None
    assert not PublicItem.objects.exists()


def test_what_stays_inside_may_hold_grave_marks(office):
    item = office.draft(body=f"<p>手机{PHONE}</p>", attribute=Attribute.ON_APPLICATION, reason="只与特定申请人有关")
    assert office.reviewed(item).state == State.SETTLED
