from dataclasses import FrozenInstanceError, fields

import pytest
from tests.support.notices import dossier, plain

from gongkai.core.casework.recourse import Rank
from gongkai.core.notices.case import Applicant, Party
from gongkai.core.notices.numbers import NumberScheme
from gongkai.core.notices.particulars import NoticeDetails
from gongkai.core.notices.profile import AgencyProfile, QueryRecourse
from gongkai.core.notices.templates import clause, templates


def test_nothing_is_told_by_default():
    details = NoticeDetails()
    assert all(not getattr(details, each.name) or details == NoticeDetails() for each in fields(NoticeDetails))
    assert (Applicant(), Party()) == (Applicant("", ""), Party("", "", natural=False))


def test_a_profile_is_a_department_that_leaves_special_queries_free():
    profile = AgencyProfile(scheme=NumberScheme("某商"))
    assert (profile.rank, profile.query_recourse, profile.court) == (Rank.DEPARTMENT, QueryRecourse.FREE, "")


def test_a_case_is_a_value():
    case = dossier(plain("D06")).case
    with pytest.raises(FrozenInstanceError):
        case.register = "2025-018"
    assert (case.register, case.parties) == ("2025-017", ())


def test_every_particular_is_used_by_some_template():
    paths = {path.split(".")[0] for one in templates() for path in (*one.required, *one.paths)}
    paths |= {path.split(".")[0] for ground in range(1, 9) for path in clause(f"N{ground}").demands}
    paths |= {"third_party", "query"} | {one.attachments for one in templates()}
    assert {each.name for each in fields(NoticeDetails)} - paths == {"variant", "day", "number", "attachments"}
