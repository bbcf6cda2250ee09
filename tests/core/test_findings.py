from dataclasses import FrozenInstanceError

import pytest

from gongkai.core.findings import Finding, Repair, Severity, Status, Verdict


def test_a_finding_is_a_failure_unless_told():
    finding = Finding("T3-FLOW", Severity.ERROR, "不平", "国办公开办函〔2021〕30号")
    assert (finding.status, finding.cells, finding.repair, finding.left) == (Status.FAIL, (), None, None)


def test_findings_do_not_change():
    with pytest.raises(FrozenInstanceError):
        Repair("table3.settled.total", 3).value = 4


def test_words_are_those_of_the_contract():
    assert [str(word) for word in Severity] == ["error", "warning", "note"]
    assert [str(word) for word in Status] == ["pass", "fail", "unknown", "not_applicable"]
    assert Verdict(()).summary == {}
