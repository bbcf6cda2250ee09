"""The benchmark of deadlines: its walk from day to day agrees with the product, and it prints what it measured."""

from __future__ import annotations

import json

from click.testing import CliRunner
from tests.support.courses import day, over_counter

from gongkai.cli import bench, bench_law, environment


def test_the_walk_is_a_judge_of_its_own():
    assert bench_law.walk(over_counter()) == day("2025-06-30")
    assert bench_law.walk(over_counter("2025-06-10 extended workdays=1")) == day("2025-07-01")
    asked = ("2025-06-03 third_party_consulted", "2025-06-09 third_party_answered")
    assert bench_law.walk(over_counter(*asked)) == day("2025-07-04")


def test_samples_are_the_same_for_the_same_seed():
    assert list(bench_law.generate(20, seed=3)) == list(bench_law.generate(20, seed=3))
    assert list(bench_law.generate(20, seed=3)) != list(bench_law.generate(20, seed=4))


def test_bench_law_prints_json(monkeypatch):
    monkeypatch.setattr(environment, "prepare", lambda _: None)
    monkeypatch.setattr(bench_law, "SPAN", 200)
    answer = CliRunner().invoke(bench.bench, ["law", "--count", "200", "--format", "json"])
    assert answer.exit_code == 0, answer.output
    rows = json.loads(answer.output)
    assert [row["right"] for row in rows[:2]] == [1.0, 1.0]
    assert all(row["ours"] > 0 for row in rows)
