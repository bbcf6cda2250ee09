from __future__ import annotations

from gongkai.core.aggregate.roll import Roll


def test_names_are_the_same_whatever_their_width_and_spaces() -> None:
    roll = Roll(["甲县（直属）局", " 乙局 "], ["甲县(直属) 局", "乙局"])
    assert roll.absent() == []
    assert roll.unexpected() == ()


def test_without_a_roll_nobody_is_unexpected() -> None:
    assert Roll([], ["甲局"]).unexpected() == ()
    assert Roll(["", "  "], ["甲局"]).absent() == []


def test_a_doubled_name_on_the_roll_is_asked_for_once() -> None:
    assert [name for name, _ in Roll(["甲局", "甲局"], []).absent()] == ["甲局"]
