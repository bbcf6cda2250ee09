"""The disclosure attribute: what it needs told, the note on the paper, and what a change of it needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.errors import UnknownGround
from gongkai.core.findings import Severity
from gongkai.core.publication.attribute import (
    Assignment,
    Attribute,
    attribute_change,
    examine_attribute,
    published_mark,
)
from gongkai.core.publication.faults import faults

DECIDED = Assignment(Attribute.PROACTIVE, decided_by="张某", decided_on=date(2025, 3, 3))
WITHHELD = replace(DECIDED, attribute=Attribute.WITHHELD, ground="N6", reason="尚未定稿，属于过程稿")


def codes(given, text=None):
    return [found.code for found in examine_attribute(given, text)]


def test_a_complete_attribute_has_nothing_wrong():
    assert codes(DECIDED) == []
    assert codes(WITHHELD) == []
    assert codes(replace(DECIDED, attribute=Attribute.ON_APPLICATION, reason="涉及少数特定对象")) == []


def test_what_is_not_published_needs_its_ground_and_reason():
    assert codes(replace(WITHHELD, ground="")) == ["PA-01"]
    assert codes(replace(WITHHELD, reason=" ")) == ["PA-02"]
    (found,) = examine_attribute(replace(DECIDED, attribute=Attribute.ON_APPLICATION))
    assert found.message == "公开属性是“依申请公开”而没有说明理由，请写明理由后一并报批。"
    assert found.severity is Severity.ERROR
    assert found.cite == "关于全面推进政务公开工作的意见实施细则（国办发〔2016〕80号）"


def test_a_ground_does_not_go_with_publication():
    assert codes(replace(DECIDED, ground="N5")) == ["PA-03"]


def test_a_ground_for_applications_only():
    assert codes(replace(WITHHELD, ground="N8")) == ["PA-04"]


def test_a_state_secret_does_not_belong_here():
    (found,) = examine_attribute(replace(WITHHELD, ground="N1"))
    assert (found.code, found.severity) == ("PA-05", Severity.ERROR)
    assert "不得在非涉密信息系统中存储、处理" in found.message


def test_an_unknown_ground():
    with pytest.raises(UnknownGround):
        examine_attribute(replace(WITHHELD, ground="N99"))


def test_the_note_on_the_paper():
    assert published_mark() == "（此件公开发布）"
    assert codes(DECIDED, "正文\n（此件公开发布）") == []
    assert codes(DECIDED, "正文\n(此件公开发布)") == []
    assert codes(DECIDED, "正文") == ["PA-06"]
    assert codes(WITHHELD, "正文") == []
    (found,) = examine_attribute(WITHHELD, "（此件公开发布）")
    assert (found.code, found.quote) == ("PA-07", "此件公开发布")


@pytest.mark.parametrize("missing", [{"decided_by": " "}, {"decided_on": None}])
def test_somebody_has_decided_it(missing):
    assert codes(replace(DECIDED, **missing)) == ["PA-08"]


def test_attributes_rest_on_the_regulation():
    assert str(Attribute.WITHHELD.cites[1]) == "政府信息公开条例（国务院令第711号）第十五条"


@pytest.mark.parametrize("old", Attribute)
@pytest.mark.parametrize("new", Attribute)
def test_every_change_needs_something(old, new):
    change = attribute_change(old, new)
    if old is new:
        assert change is None
        return
    assert len(change.needs) >= 2
    assert change.cites
    assert (change.sure == "conv") == (old is Attribute.PROACTIVE or new is Attribute.WITHHELD)


def test_to_publish_what_was_not_asks_for_a_new_secrecy_review():
    change = attribute_change(Attribute.WITHHELD, Attribute.PROACTIVE)
    assert change.label == "转为主动公开"
    assert "重新做保密审查" in change.needs[1]


@pytest.mark.parametrize("file", ["attributes.toml", "metadata.toml", "interpretations.toml"])
def test_every_fault_is_worded(file):
    for code, fault in faults(file).items():
        assert code == fault.code
        assert fault.label
        assert fault.message.endswith("。")
        assert fault.cite
