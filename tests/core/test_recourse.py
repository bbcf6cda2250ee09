from datetime import date, timedelta
from itertools import pairwise

import pytest

from gongkai.core.casework.recourse import Rank, Reviewer, jurisdiction_of, review_of, reviews, ruling_of
from gongkai.core.casework.timeline import AgencyKind
from gongkai.core.errors import NoLawInForce

BEFORE, SINCE = date(2023, 12, 31), date(2024, 1, 1)


@pytest.mark.parametrize(
    ("rank", "before", "since"),
    [
        (Rank.DEPARTMENT, "government department", "government"),
        (Rank.GOVERNMENT, "government", "government"),
        (Rank.PROVINCIAL_GOVERNMENT, "itself", "itself"),
        (Rank.STATE_COUNCIL_DEPARTMENT, "itself", "itself"),
        (Rank.VERTICAL, "department", "department"),
        (Rank.JUSTICE, "government department", "government department"),
    ],
)
def test_who_reviews(rank, before, since):
    assert [who.value for who in review_of(rank, BEFORE).who] == before.split()
    assert [who.value for who in review_of(rank, SINCE).who] == since.split()
    assert review_of(rank, BEFORE).cite.act == "行政复议法（2017年修正）"
    assert review_of(rank, SINCE).cite.act == "行政复议法（2023年修订）"


def test_every_rank_is_covered_without_gap_or_overlap():
    for rank in Rank:
        rules = sorted((rule for rule in reviews() if rule.rank is rank), key=lambda rule: rule.since)
        assert [rule.until for rule in rules][-1] is None
        for one, after in pairwise(rules):
            assert one.until + timedelta(days=1) == after.since


def test_before_the_act_nobody_reviews():
    with pytest.raises(NoLawInForce, match="1999年9月30日还没有《行政复议法》"):
        review_of(Rank.DEPARTMENT, date(1999, 9, 30))


def test_a_rank_is_a_department_or_a_government():
    assert {rank for rank in Rank if rank.kind is AgencyKind.GOVERNMENT} == {
        Rank.GOVERNMENT,
        Rank.PROVINCIAL_GOVERNMENT,
    }


def test_a_department_has_one_reviewer_since_2024():
    assert review_of(Rank.DEPARTMENT, SINCE).who == (Reviewer.GOVERNMENT,)


def test_the_state_council_rules_after_an_own_reconsideration():
    own = {Rank.PROVINCIAL_GOVERNMENT, Rank.STATE_COUNCIL_DEPARTMENT}
    for day, article in ((BEFORE, "第十四条"), (SINCE, "第二十六条")):
        assert {rank for rank in Rank if ruling_of(rank, day)} == own
        assert {ruling_of(rank, day).cite.article for rank in own} == {article}
        assert {rank for rank in Rank if review_of(rank, day).who == (Reviewer.ITSELF,)} == own


def test_governments_are_judged_by_the_intermediate_court():
    lifted = {Rank.GOVERNMENT, Rank.PROVINCIAL_GOVERNMENT, Rank.STATE_COUNCIL_DEPARTMENT}
    assert {rank for rank in Rank if jurisdiction_of(rank, SINCE)} == lifted
    assert jurisdiction_of(Rank.GOVERNMENT, date(2015, 4, 30)) is None
    assert jurisdiction_of(Rank.GOVERNMENT, SINCE).court == "中级人民法院"
