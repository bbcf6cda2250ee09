"""The county as it is written: complete, going on after an interruption, the same when called again."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from gongkai.apps import clock
from gongkai.apps.accounts.selectors import account
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import staff
from gongkai.apps.demonstration.models import DoneStep
from gongkai.apps.demonstration.paper import Stage
from gongkai.apps.demonstration.papers import county_papers
from gongkai.apps.demonstration.papers_bulk import bulk_papers
from gongkai.apps.demonstration.seed import PASSWORD, prepare_county
from gongkai.apps.demonstration.seed_papers import draft_and_review, publish, publish_all, withdraw
from gongkai.apps.demonstration.seed_people import people_steps
from gongkai.apps.publishing.models import Item, PublicItem, Relation, Tombstone, ValidityChange
from gongkai.core.errors import StepRefused
from gongkai.core.publication.review import State

SMALL = 0.02
ONLINE = (State.PUBLISHED.value, State.WITHDRAWN.value)
STATES = {
    Stage.DRAFT: State.NEW,
    Stage.IN_REVIEW: State.IN_REVIEW,
    Stage.SENT_BACK: State.SENT_BACK,
    Stage.REFERRED: State.REFERRED,
    Stage.WITHHELD: State.WITHHELD,
    Stage.READY: State.READY,
    Stage.SETTLED: State.SETTLED,
}


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMONSTRATION = True


def stages(until):
    return Counter(each.stage for each in county_papers(until, SMALL))


class Stopped(Exception):
    """The preparation is killed."""


def stop_at(number):
    def stop(progress):
        if progress.done == number:
            raise Stopped

    return stop


@pytest.mark.slow
@pytest.mark.django_db
def test_the_county_is_written_through_an_interruption_and_another_call_changes_nothing():
    told = []
    with pytest.raises(Stopped):
        prepare_county(SMALL, progress=stop_at(60))
    assert DoneStep.objects.count() == 61
    half = Item.objects.count()
    assert half > 0
    signing_in = prepare_county(SMALL, progress=told.append)
    assert [each.done for each in told] == list(range(1, told[0].steps + 1))

    wanted = stages(clock.today())
    assert Agency.objects.count() == 46
    assert Item.objects.count() == sum(wanted.values()) > half
    assert PublicItem.objects.count() == wanted[Stage.PUBLISHED] + wanted[Stage.CORRECTED]
    assert PublicItem.objects.filter(corrected_at__isnull=False).count() == wanted[Stage.CORRECTED]
    assert Tombstone.objects.count() == wanted[Stage.WITHDRAWN]
    assert Relation.objects.count() > 0
    assert dict(Counter(Item.objects.exclude(state__in=ONLINE).values_list("state", flat=True))) == {
        state.value: wanted[stage] for stage, state in STATES.items()
    }
    assert Item.objects.filter(scheduled_for__isnull=False).count() == wanted[Stage.READY]

    assert {"sw-cb", "zb-gly", "zb-sj", "xz-ld"} <= {each.sign_in for each in signing_in}
    for each in (signing_in[0], signing_in[-1]):
        assert account(each.sign_in).check_password(PASSWORD)

    before = Item.objects.count(), DoneStep.objects.count(), ValidityChange.objects.count()
    assert prepare_county(1.0, date(2020, 1, 1)) == signing_in
    assert (Item.objects.count(), DoneStep.objects.count(), ValidityChange.objects.count()) == before


@pytest.mark.django_db
def test_who_runs_and_watches_the_county_reaches_all_of_it():
    for name, do in people_steps(clock.today(), PASSWORD):
        if name in {"agencies", "people:office"}:
            do({})
    town = Agency.objects.get(key="town-01").path
    for sign_in, right in (("zb-gly", Right.MANAGE_AGENCIES), ("zb-sj", Right.READ_AUDIT), ("zb-dc", Right.SUPERVISE)):
        who = account(sign_in)
        assert staff(who.pk, who.username, who.name, clock.today()).may(right, town)


@pytest.mark.django_db
def test_a_notice_is_reviewed_published_and_withdrawn_and_more_papers_are_taken_over():
    until = clock.today()
    for name, do in people_steps(until, PASSWORD):
        if name in {"agencies", "people:commerce"}:
            do({})
    key = draft_and_review("commerce", "关于测试的通知")
    assert Item.objects.get(key=key).state == State.READY
    publish("commerce", key)
    assert PublicItem.objects.get().title == "关于测试的通知"
    withdraw("commerce", key)
    assert not PublicItem.objects.exists()
    papers = [each for each in bulk_papers(200, until=until) if each.agency == "commerce"]
    assert len(set(publish_all("commerce", papers))) == len(papers) == PublicItem.objects.count() > 0


@pytest.mark.django_db
def test_real_data_are_never_mixed_with_invented_ones(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(StepRefused, match="正式数据"):
        prepare_county(SMALL)
    assert Agency.objects.count() == DoneStep.objects.count() == 0
