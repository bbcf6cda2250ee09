from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

import pytest

from gongkai.core.errors import ReportUnreadable
from gongkai.corpus import parallel
from gongkai.corpus.parallel import each
from gongkai.corpus.workers import in_workers

FILES = [Path(f"{number:03}.txt") for number in range(60)]


def stem(path: Path) -> str:
    if path.stem.endswith("7"):
        raise ReportUnreadable("不是年度报告")
    if path.stem == "008":
        raise KeyError("tables")
    return path.stem


def slow_stem(path: Path) -> tuple[str, int]:
    time.sleep(0.02)
    return path.stem, os.getpid()


def deadly(path: Path) -> str:
    if path.stem == "005":
        os._exit(9)
    return path.stem


def check_answers(answers: list[parallel.Done[str]]) -> None:
    assert [done.file for done in answers] == FILES
    for done in answers:
        if done.file.stem.endswith("7"):
            assert (done.value, done.failure) == (None, "不是年度报告")
        elif done.file.stem == "008":
            assert done.value is None
            assert "KeyError" in (done.failure or "")
        else:
            assert (done.value, done.failure) == (done.file.stem, None)


def test_order_is_kept_and_bad_files_are_told_in_one_process() -> None:
    check_answers(list(each(stem, FILES, jobs=1)))


def test_the_same_comes_from_workers() -> None:
    check_answers(list(in_workers(stem, FILES, 2)))


def test_a_single_file_or_quick_work_never_starts_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_WORKERS", "no.such.module")
    assert next(iter(each(slow_stem, FILES[:1], jobs=4))).value == ("000", os.getpid())
    check_answers(list(each(stem, FILES, jobs=4)))


def test_slow_work_goes_to_workers_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "PATIENCE", 0.1)
    answers = [done.value for done in each(slow_stem, FILES, jobs=2)]
    assert [answer[0] for answer in answers if answer] == [file.stem for file in FILES]
    assert len({answer[1] for answer in answers if answer}) > 1


def test_a_worker_that_dies_costs_only_its_file() -> None:
    answers = list(in_workers(deadly, FILES[:20], 2))
    assert [done.file for done in answers] == FILES[:20]
    assert [done.file.stem for done in answers if done.failure] == ["005"]
    assert "意外退出" in (answers[5].failure or "")


def test_a_reader_that_has_seen_enough_does_not_wait() -> None:
    started = time.monotonic()
    answers = in_workers(partial(time_out, seconds=30), FILES, 2)
    assert next(answers).value == "000"
    answers.close()
    assert time.monotonic() - started < 20


def time_out(path: Path, seconds: float) -> str:
    if path.stem > "010":
        time.sleep(seconds)
    return path.stem
