"""Many files: one process beside two, and memory on a folder."""

from __future__ import annotations

import resource
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


def measure(files: int) -> Iterator[tuple[str, float, str]]:
    """Yield name, milliseconds per report (or a plain figure), and what was aimed at."""
    with tempfile.TemporaryDirectory() as folder:
        pages = [_written(Path(folder), one.name, one.data) for one in specimens.pages(files)]
        yield from _speeds("html", pages, "5 分钟内 15 万份")
        documents = [
            _written(Path(folder), f"{index:06d}.docx", render(specimens.report(index), "docx"))
            for index in range(files)
        ]
        yield from _speeds("docx", documents, "12 分钟内 15 万份")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield "峰值内存 MB（主进程）", own, "< 250"
    yield "峰值内存 MB（工作进程）", workers, "< 250"


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _speeds(kind: str, files: list[Path], aim: str) -> Iterator[tuple[str, float, str]]:
    one = _spent(files, 1)
    two = _spent(files, 2)
    yield f"{kind} 一个进程", one * 1000 / len(files), ""
    yield f"{kind} 两个进程", two * 1000 / len(files), aim
    yield f"{kind} 两个比一个（倍）", one / two, "≥ 1.7 倍"
    yield f"{kind} 15 万份（分钟）", two / len(files) * NATION / 60, aim


def _spent(files: list[Path], jobs: int) -> float:
    start = time.perf_counter()
    failed = sum(1 for done in each(checked, files, jobs) if done.failure is not None)
    if failed:
        raise AssertionError(f"{failed} 份文件没有读出来")
    return time.perf_counter() - start
