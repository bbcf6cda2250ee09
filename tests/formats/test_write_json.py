from __future__ import annotations

import json

import jsonschema
from hypothesis import HealthCheck, given, settings
from tests.support.reports import reports

from gongkai.core.report.layouts import Y2021
from gongkai.core.report.model import Report
from gongkai.core.report.schema import report_schema
from gongkai.formats.read.json import read
from gongkai.formats.write.json import write


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_written_json_is_valid_and_reads_back_whole(report: Report) -> None:
    data = write(report)
    jsonschema.Draft202012Validator(report_schema()).validate(json.loads(data))
    assert write(read(data)) == data


def test_chinese_stays_readable() -> None:
    data = write(Report(Y2021, "五常市商务局", 2024))
    assert '\n "agency": "五常市商务局",\n' in data.decode("utf-8")
    assert data.endswith(b"}\n")
