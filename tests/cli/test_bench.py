"""The benchmark runs, tells right cells beside times, and its rivals are judged by the same truth."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from gongkai.cli import bench, bench_bulk, bench_report, bench_rivals, environment
from gongkai.corpus import specimens


def test_share_right_counts_cells():
    truth = specimens.report(1)
    assert bench_report.share_right(truth, truth) == 1.0
    other = specimens.report(2)
    assert bench_report.share_right(other, truth) < 1.0


def test_a_rival_is_judged_by_label():
    one = specimens.pages(1)[0]
    rows = [[row.labels[-1][0], *row.figures] for row in specimens.rows3(one.truth)]
    assert bench_rivals.Rival("right", lambda _: [rows]).right(one) == 1.0
    assert bench_rivals.Rival("blind", lambda _: [[["没有"]]]).right(one) == 0.0


def test_bench_report_prints_json(monkeypatch):
    monkeypatch.setattr(environment, "prepare", lambda _: None)
    answer = CliRunner().invoke(
        bench.bench, ["report", "--only", "check", "--files", "2", "--folder", "0", "--format", "json"]
    )
    assert answer.exit_code == 0, answer.output
    (row,) = json.loads(answer.output)
    assert (row["what"], row["right"]) == ("全部核对", 1.0)
    assert row["ours"] > 0


@pytest.mark.slow
def test_bulk_measures_both_formats():
    rows = list(bench_bulk.measure(4))
    assert [name for name, _, _, _ in rows][:2] == ["html 一个进程", "html 两个进程"]
    assert rows[-1][0] == "8 份的峰值内存"
    assert 10 < rows[-1][1] < 250
