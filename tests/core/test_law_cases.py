"""Cases of law: every application in `tests/cases/deadlines_*.toml` comes out as a jurist says."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.core.casework.timeline import read_timeline
from gongkai.core.deadlines import explain
from gongkai.core.errors import GongkaiError
from gongkai.core.law.calendar import Calendar

FILES = sorted((Path(__file__).parents[1] / "cases").glob("deadlines_*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text("utf-8"))["case"]]
WRONG = [case for case in CASES if "error" in case]
RIGHT = [case for case in CASES if "error" not in case]
KEYS = {
    "received",
    "state",
    "clock",
    "reply_deadline",
    "workdays_left",
    "late",
    "provisional",
    "table3_row",
    "reconsideration_first",
}


def _plain(case: dict[str, Any]) -> dict[str, Any]:
    return {"application": case["application"], "event": case["event"]}


def _value(told: Any) -> Any:
    """Return what a case tells as the contract's JSON says it: days as text, "-" for null."""
    if told == "-":
        return None
    return told.isoformat() if isinstance(told, date) else told


def _differences(expect: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """List, one line each, where the answer is not what the case says."""
    lines = [
        f"{key}: 应当是 {_value(value)!r}，得到 {got[key]!r}"
        for key, value in expect.items()
        if key in KEYS and got[key] != _value(value)
    ]
    for duty in expect.get("duties", []):
        told = {key: _value(value) for key, value in {"met": "-", **duty}.items()}
        if not any(told.items() <= each.items() for each in got["duties"]):
            lines.append(f"duties: 没有 {told}，只有 {got['duties']}")
    kinds = {duty["kind"] for duty in got["duties"]}
    refused = {refusal["action"] for refusal in got["refused"]}
    lines += [f"duties: 不应当有 {kind}" for kind in expect.get("no_duties", []) if kind in kinds]
    lines += [f"allowed: 没有 {act}" for act in expect.get("allowed", []) if act not in got["allowed"]]
    lines += [f"refused: 没有 {act}" for act in expect.get("refused", []) if act not in refused]
    lines += [f"{act} 既允许又不允许" for act in refused & set(got["allowed"])]
    lines += [f"{each['action']} 不允许却没有理由" for each in got["refused"] if not all(each["reasons"] or [""])]
    return lines


@pytest.mark.parametrize("case", RIGHT, ids=[case["name"] for case in RIGHT])
def test_the_case_comes_out_as_the_law_says(case: dict[str, Any]) -> None:
    got = explain(read_timeline(_plain(case)), Calendar(), case.get("at")).plain()
    wrong = _differences(case["expect"], got)
    told = [f"{case['name']}（{case['cite']}）", f"手算：{case['arithmetic']}", *wrong, "程序：", *got["steps"]]
    assert not wrong, "\n".join(told)


@pytest.mark.parametrize("case", WRONG, ids=[case["name"] for case in WRONG])
def test_the_impossible_is_refused_with_the_event_named(case: dict[str, Any]) -> None:
    with pytest.raises(GongkaiError) as refusal:
        explain(read_timeline(_plain(case)), Calendar(), case.get("at"))
    sentence = str(refusal.value)
    assert case["error"] in sentence, f"{case['name']}：{case['arithmetic']}\n程序：{sentence}"
    assert sentence.endswith("。")
    assert "\n" not in sentence


def test_the_cases_are_many_and_each_is_told_once() -> None:
    assert len(CASES) >= 400
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert all(case["arithmetic"] and case["cite"] for case in CASES)
    assert all(set(case["expect"]) <= KEYS | {"duties", "no_duties", "allowed", "refused"} for case in RIGHT)
    assert all(case["expect"] for case in RIGHT)
