"""Do one piece of work on many files: in worker processes, in order, in bounded memory, past what fails.

A single file, and what would be done in less than `PATIENCE` seconds, is done in this process: starting workers costs
more. Otherwise, after a few files, the files go to workers in small batches, a few batches ahead of what was taken, so that memory does not grow
with their number. Workers are started afresh ("spawn"), never forked from a process that may hold threads and locks.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

from gongkai.core.errors import GongkaiError, ReportUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

Result = TypeVar("Result")

PATIENCE = 0.6
TRIED = 12  # quick files that tell how long the others will take
_WORKERS = "gongkai.corpus.workers"


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """What became of one file: `value`, or `failure`, one Chinese sentence without the file's name."""

    file: Path
    value: Result | None = None
    failure: str | None = None


def each(work: Callable[[Path], Result], files: Sequence[Path], jobs: int = 0) -> Iterator[Done[Result]]:
    """Yield what `work` makes of each file, in the order of `files`.

    `work` is a function of a module (or a `functools.partial` of one), for it is sent to other processes. `jobs` is the
    number of processes; 0 takes as many as there are cores, 1 stays in this one. A file whose work raises is told in
    its `Done`, the others go on.
    """
    jobs = jobs or os.cpu_count() or 1
    spent: list[float] = []
    while len(spent) < len(files) and not (jobs > 1 and _pays(spent, len(files) - len(spent))):
        started = time.perf_counter()
        done = attempt(work, files[len(spent)])
        spent.append(time.perf_counter() - started)
        yield done
    rest = files[len(spent) :]
    if rest:
        workers: Iterator[Done[Result]] = import_module(_WORKERS).in_workers(work, rest, min(jobs, len(rest)))
        yield from workers


def _pays(spent: list[float], left: int) -> bool:
    """Say whether workers pay: a first file was slow, or some were read, and as many seconds are still to come.

    The first file also imports its reader, so once there are others only they are counted, by the one in the middle.
    """
    if left < 2 or (len(spent) < TRIED and sum(spent) < PATIENCE / 2):
        return False
    later = sorted(spent[1:] or spent)
    return later[len(later) // 2] * left > PATIENCE


def attempt(work: Callable[[Path], Result], file: Path) -> Done[Result]:
    """Return what `work` makes of `file`, or the sentence that says why it makes nothing."""
    try:
        return Done(file, work(file))
    except ReportUnreadable as error:
        return Done(file, failure=error.why)
    except GongkaiError as error:
        return Done(file, failure=str(error))
    except OSError as error:
        return Done(file, failure=f"读写文件出错（{error.strerror or error}），请检查磁盘和权限")
    except Exception as error:  # noqa: BLE001 — the edge of a batch: one bad file must not end the run
        return Done(file, failure=f"程序处理这个文件时出错（{type(error).__name__}: {error}），请把它交给开发者")
