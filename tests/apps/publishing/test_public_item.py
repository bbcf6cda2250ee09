"""One public item: everything its page shows, and nothing that is not public."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.portal import BODY, corrected, county, enclosure, published, withdrawn
from tests.support.publishing import Office

from gongkai.apps.publishing.models import Kind, RelationKind
from gongkai.apps.publishing.selectors.public_item import detail, file_of, grave
from gongkai.apps.publishing.services.relate import relate
from gongkai.apps.publishing.services.text import Words, save_text
from gongkai.apps.publishing.services.validity import Change, alter
from gongkai.core.publication.validity import Alteration, Validity

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)


def link(source, target, kind=RelationKind.INTERPRETS):
    relate(Office(county()).drafter, source.key, target.key, kind)


def labels(key):
    return {group.label: [row.title for row in group.rows] for group in detail(key, DAY).linked}


def test_a_draft_is_not_there_for_the_public():
    item = Office(county()).draft("草稿")

    assert (detail(item.key, DAY), grave(item.key)) == (None, None)


def test_what_is_being_written_anew_is_not_shown():
    online = published("原来的标题")
    save_text(Office(county()).drafter, online.key, Words(title="还没有审查的标题", body=BODY), based_on=1)

    assert detail(online.key, DAY).row.title == "原来的标题"


def test_a_withdrawn_item_leaves_its_number_and_the_reason_for_the_public():
    online = published("误发的信息")
    withdrawn(online, "内容有误，核实后重新公布")
    left = grave(online.key)

    assert detail(online.key, DAY) is None
    assert (left.index_number, left.title, left.reason) == (online.index_number, "", "内容有误，核实后重新公布")


def test_document_and_interpretation_lead_to_one_another():
    document, told = published("管理办法", kind=Kind.NORMATIVE_DOCUMENT), published("解读", kind=Kind.INTERPRETATION)
    link(told, document)

    assert labels(document.key) == {"政策解读": ["解读"]}
    assert labels(told.key) == {"解读的文件": ["管理办法"]}


def test_links_lead_to_nothing_that_is_not_public():
    document, told = published("管理办法"), published("解读")
    draft = Office(county()).draft("没有公开的解读")
    link(told, document)
    link(draft, document)
    withdrawn(told)

    assert labels(document.key) == {}


def test_what_repealed_a_document_is_told_with_its_number():
    old = published("老办法", kind=Kind.NORMATIVE_DOCUMENT, formed_on=date(2019, 1, 1))
    new = published("新办法", kind=Kind.NORMATIVE_DOCUMENT, document_number="清政规〔2025〕2号")
    change = Change(date(2025, 4, 1), Alteration.REPEALED, by_item=new.key)
    alter(Office(county()).publisher, old.key, change)
    shown = detail(old.key, DAY)

    assert shown.standing.validity is Validity.REPEALED
    assert shown.standing.message == "2025年4月1日起由《新办法》（清政规〔2025〕2号）废止。"
    assert [(each.label, each.row.key) for each in shown.changed] == [("废止", new.key)]


def test_a_document_that_is_not_public_is_not_named():
    old = published("老办法", kind=Kind.NORMATIVE_DOCUMENT, formed_on=date(2019, 1, 1))
    new = published("新办法", kind=Kind.NORMATIVE_DOCUMENT)
    alter(Office(county()).publisher, old.key, Change(date(2025, 4, 1), Alteration.REPEALED, by_item=new.key))
    withdrawn(new)

    assert detail(old.key, DAY).standing.message == "2025年4月1日起废止。"


def test_a_correction_keeps_what_was_there_before():
    online = published("通知", body="<p>截止日期为3月底。</p>")
    corrected(online, "截止日期有误", body="<p>截止日期为4月15日。</p>")
    (told,) = detail(online.key, DAY).corrected

    assert (told.note, told.old, told.new) == ("截止日期有误", "截止日期为3月底。", "截止日期为4月15日。")


def test_files_of_the_text_online_and_no_others():
    first = enclosure("名单.pdf", b"stripped", "application/pdf", original=b"with hidden data")
    online = published("通知", enclosures=(first,))
    corrected(online, enclosures=(enclosure("名单.pdf", b"second", "application/pdf"),))
    found = file_of(online.key, 1, "名单.pdf")

    assert (found.size, found.media_type) == (len(b"second"), "application/pdf")
    assert (file_of(online.key, 2, "名单.pdf"), file_of(online.key, 1, "别的.pdf")) == (None, None)


def test_the_file_that_goes_out_is_the_stripped_one():
    online = published(
        "通知", enclosures=(enclosure("表.pdf", b"stripped", "application/pdf", original=b"with hidden data"),)
    )

    assert file_of(online.key, 1, "表.pdf").size == len(b"stripped")


def test_files_go_with_what_they_belong_to():
    attached = (enclosure("表.pdf", b"x", "application/pdf"),)
    draft = Office(county()).draft("草稿", enclosures=attached)
    online = published("通知", enclosures=attached)
    withdrawn(online)

    assert (file_of(draft.key, 1, "表.pdf"), file_of(online.key, 1, "表.pdf")) == (None, None)


def test_pictures_stand_where_the_text_names_them():
    body = '<p>图：<img src="picture:map.png" alt="规划图"><img src="picture:gone.png" alt="没有的图"></p>'
    online = published("规划", body=body, enclosures=(enclosure("map.png", b"png", "image/png", picture=True),))
    shown = detail(online.key, DAY)

    assert f'<img src="/item/{online.key}/files/1/map.png" alt="规划图">没有的图' in shown.body
    assert shown.attachments == ()


@pytest.mark.parametrize("links", [0, 5])
def test_a_page_costs_the_same_whatever_is_linked(links, django_assert_num_queries):
    document = published("管理办法", kind=Kind.NORMATIVE_DOCUMENT)
    other = published("第一个解读")
    link(other, document)
    for number in range(links):
        link(published(f"解读{number}"), document)

    detail(document.key, DAY)
    with django_assert_num_queries(7):
        detail(document.key, DAY)
