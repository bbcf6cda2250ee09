"""The validity of public documents: what long lists ask of the database is what the core says of each document."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from tests.support.portal import county, department, enclosure, published
from tests.support.publishing import Office

from gongkai.apps.publishing.models import Kind, PublicItem
from gongkai.apps.publishing.selectors.public import newest_of_kinds
from gongkai.apps.publishing.selectors.public_documents import document_page, document_years
from gongkai.apps.publishing.selectors.public_validity import standing_in_list, with_validity
from gongkai.apps.publishing.services.validity import Change, alter
from gongkai.core.publication.validity import Alteration, Validity

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)


def document(title, **particulars):
    return published(title, kind=Kind.NORMATIVE_DOCUMENT, column="statutory.policies", **particulars)


def changed(online, how, on, **particulars):
    alter(Office(county()).publisher, online.key, Change(on, how, by="《关于清理文件的决定》", **particulars))


def in_list(*validities, on=DAY, **filters):
    return {each.row.title for each in document_page(validities, on, **filters).documents}


def test_documents_by_what_became_of_them():
    document("有效的")
    document("到期的", effective_to=date(2025, 6, 2))
    document("今天到期的", effective_to=DAY)
    document("还没有施行的", effective_from=date(2025, 7, 1))
    changed(document("废止的"), Alteration.REPEALED, DAY)
    changed(document("修改的"), Alteration.AMENDED, DAY)
    changed(document("延长的", effective_to=date(2025, 5, 31)), Alteration.EXTENDED, date(2025, 5, 1))

    assert in_list(Validity.IN_FORCE) == {"有效的", "今天到期的", "延长的"}
    assert in_list(Validity.EXPIRED) == {"到期的"}
    assert in_list(Validity.NOT_YET) == {"还没有施行的"}
    assert in_list(Validity.REPEALED) == {"废止的"}
    assert in_list(Validity.AMENDED) == {"修改的"}


@pytest.mark.parametrize("how", [None, Alteration.AMENDED, Alteration.REPEALED])
def test_the_condition_is_the_core_for_every_document_and_day(how):
    online = document("一件文件")
    before, after = DAY - timedelta(days=40), DAY + timedelta(days=40)
    if how:
        changed(online, how, DAY)
    changes = online.item.validity_changes.all()

    for formed, since, until in product((before, after), (None, before, DAY, after), (None, before, DAY, after)):
        if until is None or until >= (since or formed):
            PublicItem.objects.filter(pk=online.pk).update(formed_on=formed, effective_from=since, effective_to=until)
            online.refresh_from_db()
            for day in (before, DAY, after):
                by_core = standing_in_list(online, changes, day).validity
                matched = {each for each in Validity if PublicItem.objects.filter(with_validity((each,), day)).exists()}
                assert matched == {by_core}, (formed, since, until, day)


def test_documents_of_an_agency_and_a_year():
    other = department()
    document("县里去年的", formed_on=date(2024, 3, 3))
    document("县里今年的")
    document("局里今年的", by=other)

    assert in_list(Validity.IN_FORCE, agency_id=other.pk) == {"局里今年的"}
    assert in_list(Validity.IN_FORCE, year=2024) == {"县里去年的"}
    assert document_years() == (2025, 2024)


def test_downloads_are_word_and_pdf_files_of_the_text_online():
    files = (
        enclosure("办法.docx", b"word", "application/octet-stream"),
        enclosure("办法.pdf", b"pdf", "application/pdf"),
        enclosure("图.png", b"png", "image/png", picture=True),
        enclosure("数据.xlsx", b"xlsx", "application/octet-stream"),
    )
    document("办法", enclosures=files)
    (shown,) = document_page((Validity.IN_FORCE,), DAY).documents

    assert [(each.format, each.number, each.name) for each in shown.downloads] == [
        ("Word", 1, "办法.docx"),
        ("PDF", 2, "办法.pdf"),
    ]


def test_a_page_that_is_not_there():
    document("唯一的")

    assert document_page((Validity.IN_FORCE,), DAY, number=2) is None
    assert document_page((Validity.REPEALED,), DAY).total == 0


def test_rows_tell_the_validity_of_documents_and_of_nothing_else():
    published("一条通知", effective_to=date(2025, 1, 1), effective_from=date(2024, 1, 1))
    document("一件文件", effective_to=date(2025, 1, 1), effective_from=date(2024, 1, 1))
    rows = newest_of_kinds([Kind.NOTICE, Kind.NORMATIVE_DOCUMENT], 5, DAY)

    assert {row.title: row.standing and row.standing.validity for row in rows} == {
        "一条通知": None,
        "一件文件": Validity.EXPIRED,
    }
