"""The trial: how many single slips are caught, mended, and how many false alarms there are."""

from __future__ import annotations

from gongkai.core.checks.trial import SLIPS, catch_rate, run_trial


def test_single_slips_are_mended_and_consistent_reports_are_left_alone() -> None:
    trial = run_trial(seed=3, reports=240)
    assert trial.false_alarms == 0
    assert trial.caught == 1
    assert trial.right >= 0.95
    assert trial.wrong == 0
    assert {kind for kind, *_ in trial.by_kind} == set(SLIPS)
    assert sum(made for _, made, _, _ in trial.by_kind) == 240


def test_a_trial_repeats_itself() -> None:
    assert run_trial(5, 30) == run_trial(5, 30)
    assert run_trial(5, 30) != run_trial(6, 30)
    assert catch_rate(5, 30) == (1, 1)
    assert run_trial(5, 0).caught == 0
