"""Whoever was consulted has an opinion of its own."""

from datetime import date

import pytest
from tests.support.notices import dossier, plain, with_event, with_parties

from gongkai.core.casework.events import AgencyConsulted, ThirdPartyConsulted
from gongkai.core.notices.opinions import NO_OBSTACLE, Stand, opinions


def of(changed, letter=ThirdPartyConsulted):
    return opinions(dossier(changed).case.standing, letter)


@pytest.mark.parametrize(
    ("answer", "stand"),
    [
        ({"consents": True}, Stand.AGREED),
        ({"consents": False}, Stand.OBJECTED),
        ({"consents": False, "reasonable": True}, Stand.OBJECTED),
        ({"consents": False, "reasonable": False}, Stand.DISMISSED),
        ({}, Stand.UNKNOWN),
        (None, Stand.PENDING),
    ],
)
def test_how_a_third_party_stands(answer, stand):
    (one,) = of(with_parties("D04d", ("甲公司", answer)))
    assert (one.id, one.name, one.stand, one.several) == ("甲公司", "第三方", stand, False)
    assert (one.answer is None) is (answer is None)


def test_silence_begins_when_the_time_is_over():
    (one,) = of(plain("D04d-silent"))
    assert one.stand is Stand.SILENT


def test_several_are_told_apart_without_telling_who_they_are():
    found = of(with_parties("D04d", ("甲公司", {"consents": False}), ("张三", {"consents": True})))
    assert [(one.id, one.name, one.stand, one.asked.on) for one in found] == [
        ("甲公司", "第三方（1）", Stand.OBJECTED, date(2025, 6, 5)),
        ("张三", "第三方（2）", Stand.AGREED, date(2025, 6, 6)),
    ]
    assert all(one.several for one in found)


def test_agencies_are_another_list():
    (one,) = of(with_event("D02-joint", "agency_answered", consents=False), AgencyConsulted)
    assert (one.name, one.stand) == ("共同制作的机关", Stand.OBJECTED)
    assert of(plain("D02-joint")) == ()


def test_who_agrees_or_has_no_good_reason_is_no_obstacle():
    assert {Stand.AGREED, Stand.DISMISSED} == NO_OBSTACLE
