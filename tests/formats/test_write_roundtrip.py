"""What was written reads back as the same report, in every format: values, blanks, dashes, remarks and texts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from tests.support.reports import essence, reports

from gongkai.core.report.model import Report
from gongkai.formats.read.dispatch import read_report
from gongkai.formats.write.dispatch import render

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", ["docx", "html", "json", "xlsx"])
@settings(QUICK, max_examples=25)
@given(report=reports())
def test_document_reads_back_the_same(name: str, report: Report) -> None:
    assert essence(read_report(render(report, name), f"报告.{name}")) == essence(report)


@settings(QUICK, max_examples=15)
@given(report=reports())
def test_pdf_reads_back_the_same(report: Report) -> None:
    assert essence(read_report(render(report, "pdf"), "报告.pdf")) == essence(report)
