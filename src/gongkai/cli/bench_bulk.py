"""Many files: one process beside two, and memory on a folder."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from gongkai.core.checks.run import check
from gongkai.core.findings import Verdict
from gongkai.corpus import specimens
from gongkai.corpus.parallel import each
from gongkai.formats.read.dispatch import read_report
from gongkai.formats.write.dispatch import render

NATION = 150_000


def checked(path: Path) -> Verdict:
    """Read and check one file; what the worker processes do."""
    return check(read_report(path.read_bytes(), path.name))


def measure(files: int) -> Iterator[tuple[str, float, str, str]]:
    """Yield name, figure, unit, and what was aimed at."""
    with tempfile.TemporaryDirectory() as folder:
        pages = [_written(Path(folder), one.name, one.data) for one in specimens.pages(files)]
        yield from _speeds("html", pages, "< 5")
        documents = [
            _written(Path(folder), f"{index:06d}.docx", render(specimens.report(index), "docx"))
            for index in range(files)
        ]
        yield from _speeds("docx", documents, "< 12")
        yield f"{2 * files} 份的峰值内存", _peak(Path(folder)), "MB", "< 250"


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


# A process counts as its own peak what its parent held when it was started; so a small one stands between.
_STARTER = """
import os, subprocess, sys
running = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
print(os.wait4(running.pid, 0)[2].ru_maxrss)
"""


def _peak(folder: Path) -> float:
    """Return the peak memory in MB of the largest process of `report check FOLDER`."""
    command = [sys.executable, "-m", "gongkai", "report", "check", "--format", "json", str(folder)]
    told = subprocess.run([sys.executable, "-c", _STARTER, *command], check=True, capture_output=True)  # noqa: S603 — ours
    return int(told.stdout) / 1024


def _speeds(kind: str, files: list[Path], aim: str) -> Iterator[tuple[str, float, str, str]]:
    one = _spent(files, 1)
    two = _spent(files, 2)
    yield f"{kind} 一个进程", one * 1000 / len(files), "毫秒", ""
    yield f"{kind} 两个进程", two * 1000 / len(files), "毫秒", ""
    yield f"{kind} 两个比一个", one / two, "倍", "≥ 1.7"
    yield f"{kind} 十五万份", two / len(files) * NATION / 60, "分钟", aim


def _spent(files: list[Path], jobs: int) -> float:
    start = time.perf_counter()
    failed = sum(1 for done in each(checked, files, jobs) if done.failure is not None)
    if failed:
        raise AssertionError(f"{failed} 份文件没有读出来")
    return time.perf_counter() - start
