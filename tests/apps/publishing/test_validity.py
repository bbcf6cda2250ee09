"""What happens to documents in force, one by one and in a clean-up, and how many table 2 counts."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.publishing import Office, agency

from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.entries import entry_of
from gongkai.apps.publishing.models import Kind, PublicChange, PublicItem, ValidityChange
from gongkai.apps.publishing.selectors.counts import Counts, counts, documents, standing_on
from gongkai.apps.publishing.services.validity import Change, Result, alter, clean_up, undo_alteration
from gongkai.core.errors import StepRefused
from gongkai.core.publication.validity import Alteration, Validity

pytestmark = pytest.mark.django_db
BY = "清商发〔2025〕3号"


@pytest.fixture
def office():
    return Office(agency())


def document(office, formed_on=date(2024, 1, 5), **more):
    return office.published(kind=more.pop("kind", Kind.NORMATIVE_DOCUMENT), formed_on=formed_on, **more)


def standing(item, at):
    return standing_on(PublicItem.objects.get(item=item), at).validity


def test_a_repealed_document_holds_until_the_day_before(office):
    item = document(office)
    before = PublicChange.objects.count()
    alter(office.publisher, item.key, Change(date(2025, 3, 1), Alteration.REPEALED, BY))
    assert standing(item, date(2025, 2, 28)) is Validity.IN_FORCE
    assert standing(item, date(2025, 3, 1)) is Validity.REPEALED
    online = PublicItem.objects.get(item=item)
    assert entry_of(online, online.text).effective_to == date(2025, 2, 28)
    assert PublicChange.objects.count() == before + 1


def test_a_document_that_is_extended_holds_longer(office):
    item = document(office, effective_to=date(2025, 12, 31))
    alter(office.publisher, item.key, Change(date(2025, 12, 1), Alteration.EXTENDED, BY, until=date(2027, 12, 31)))
    assert standing(item, date(2026, 6, 1)) is Validity.IN_FORCE
    assert standing(item, date(2028, 1, 1)) is Validity.EXPIRED
    online = PublicItem.objects.get(item=item)
    assert entry_of(online, online.text).effective_to == date(2027, 12, 31)


def test_the_same_change_sent_twice_is_recorded_once(office):
    item = document(office)
    change = Change(date(2025, 3, 1), Alteration.AMENDED, BY)
    assert alter(office.publisher, item.key, change).pk == alter(office.publisher, item.key, change).pk
    assert ValidityChange.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Change(date(2025, 3, 1), Alteration.REPEALED, " "), "没有写明依据"),
        (Change(date(2023, 3, 1), Alteration.REPEALED, BY), "早于文件的施行日期"),
        (Change(date(2025, 3, 1), Alteration.EXTENDED, BY, until=date(2025, 3, 1)), "要晚于变化日期"),
        (Change(date(2025, 3, 1), Alteration.REPEALED, BY, by_item="zzzzzzzzzzzz"), "没有找到作出决定的文件"),
    ],
)
def test_impossible_changes_are_refused(office, change, why):
    item = document(office)
    with pytest.raises(StepRefused, match=why):
        alter(office.publisher, item.key, change)
    assert not ValidityChange.objects.exists()


def test_what_has_ended_is_not_ended_again(office):
    item = document(office)
    alter(office.publisher, item.key, Change(date(2025, 3, 1), Alteration.REPEALED, BY))
    with pytest.raises(StepRefused, match="已经废止，不能再登记变化"):
        alter(office.publisher, item.key, Change(date(2025, 4, 1), Alteration.AMENDED, BY))
    with pytest.raises(StepRefused, match="不能延长有效期"):
        alter(office.publisher, item.key, Change(date(2025, 4, 1), Alteration.EXTENDED, BY))


def test_only_documents_that_are_public_and_only_by_whoever_may(office):
    change = Change(date(2025, 3, 1), Alteration.REPEALED, BY)
    with pytest.raises(StepRefused, match="“通知公告”不登记效力"):
        alter(office.publisher, document(office, kind=Kind.NOTICE).key, change)
    with pytest.raises(StepRefused, match="没有公开"):
        alter(office.publisher, office.draft(kind=Kind.NORMATIVE_DOCUMENT).key, change)
    with pytest.raises(StepRefused, match="文件效力的权限"):
        alter(office.drafter, document(office).key, change)


def test_a_change_recorded_by_mistake_is_taken_back_and_told(office):
    item = document(office)
    made = alter(office.publisher, item.key, Change(date(2025, 3, 1), Alteration.REPEALED, BY))
    with pytest.raises(StepRefused, match="没有写明理由"):
        undo_alteration(office.publisher, item.key, made.pk, " ")
    undo_alteration(office.publisher, item.key, made.pk, "登记错了文件")
    assert standing(item, date(2025, 3, 1)) is Validity.IN_FORCE
    assert "登记错了文件" in Record.objects.get(action="取消登记效力变化").detail


def test_a_correction_keeps_what_happened_to_the_document(office):
    item = document(office)
    alter(office.publisher, item.key, Change(date(2025, 3, 1), Alteration.REPEALED, BY))
    online = PublicItem.objects.get(item=item)
    assert entry_of(online, online.text).effective_to == date(2025, 2, 28)
    assert online.effective_to is None


def test_a_clean_up_is_applied_whole_or_not_at_all(office):
    first, second = document(office, title="甲"), document(office, title="乙")
    elsewhere = document(Office(agency("jyj", "清禾县教育局")))
    repealed = Change(date(2025, 6, 1), Alteration.REPEALED, BY)
    with pytest.raises(StepRefused, match="不属于这个机构"):
        clean_up(office.publisher, office.agency.pk, [Result(first.key, repealed), Result(elsewhere.key, None)], BY)
    assert not ValidityChange.objects.exists()
    with pytest.raises(StepRefused, match="没有写明清理依据"):
        clean_up(office.publisher, office.agency.pk, [Result(first.key, None)], "")
    done = clean_up(office.publisher, office.agency.pk, [Result(first.key, repealed), Result(second.key, None)], BY)
    assert done == 1
    assert Record.objects.filter(action="文件清理").count() == 2
    assert [each.online.title for each in documents(office.agency.pk, (Kind.NORMATIVE_DOCUMENT,), date(2025, 6, 1))
            if each.standing.validity.binds] == ["乙"]  # fmt: skip


def test_the_numbers_of_a_year_fit_one_another(office):
    document(office, title="旧的", formed_on=date(2020, 5, 1))
    gone = document(office, title="废止的", formed_on=date(2021, 5, 1))
    document(office, title="到期的", formed_on=date(2022, 5, 1), effective_to=date(2025, 6, 30))
    document(office, title="新的", formed_on=date(2025, 2, 1))
    document(office, title="早已到期", formed_on=date(2018, 5, 1), effective_to=date(2023, 6, 30))
    alter(office.publisher, gone.key, Change(date(2025, 3, 1), Alteration.REPEALED, BY))
    assert counts(office.agency.pk, Kind.NORMATIVE_DOCUMENT, 2024) == Counts(0, 0, 3)
    assert counts(office.agency.pk, Kind.NORMATIVE_DOCUMENT, 2025) == Counts(1, 2, 2)
    assert counts(office.agency.pk, Kind.GOVERNMENT_RULE, 2025) == Counts(0, 0, 0)
