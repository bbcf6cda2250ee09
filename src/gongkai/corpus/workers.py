"""Worker processes over many files, in batches; imported only when there are enough files to pay for them."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from gongkai.corpus.parallel import Done, attempt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

Result = TypeVar("Result")

BATCH_FILES = 16
BATCH_BYTES = 1_000_000
AHEAD = 3


class Batch(NamedTuple):
    """Some files and the work to do on each: what is sent to a worker."""

    work: Callable[[Path], object]
    files: tuple[Path, ...]


def in_workers(work: Callable[[Path], Result], files: Sequence[Path], jobs: int) -> Iterator[Done[Result]]:
    """Yield what `work` makes of each file, in order, done by `jobs` processes."""
    waiting = deque(_batches(work, files, jobs))
    others = set(multiprocessing.active_children())
    executor = _executor(jobs)
    running: deque[tuple[Batch, Future[list[Done[Result]]]]] = deque()
    try:
        while waiting or running:
            if not _sent(executor, waiting, running, jobs * AHEAD):
                executor = _executor(jobs)
                continue
            batch, future = running.popleft()
            try:
                answers = future.result()
            except BrokenProcessPool:
                again = [batch, *(later for later, _ in running)]
                running.clear()
                executor.shutdown(wait=False, cancel_futures=True)
                executor = _executor(jobs)
                waiting.extendleft(reversed(again[1:]))
                answers = [_alone(work, file) for file in batch.files]
            yield from answers
    finally:
        executor.shutdown(wait=not running, cancel_futures=True)
        if running:  # interrupted, or the caller has seen enough: nobody waits for what is still being read
            for worker in set(multiprocessing.active_children()) - others:
                worker.terminate()


def _sent(
    executor: ProcessPoolExecutor,
    waiting: deque[Batch],
    running: deque[tuple[Batch, Future[list[Done[Result]]]]],
    most: int,
) -> bool:
    """Send batches until `most` are running; say whether any are. A pool found broken takes no more."""
    while waiting and len(running) < most:
        try:
            future: Future[list[Done[Result]]] = executor.submit(_batch, waiting[0])
        except BrokenProcessPool:
            break
        running.append((waiting.popleft(), future))
    return bool(running)


def _batches(work: Callable[[Path], Result], files: Sequence[Path], jobs: int) -> Iterator[Batch]:
    """Cut `files` into batches of like weight, small enough that every worker gets several."""
    most = max(1, min(BATCH_FILES, len(files) // (jobs * 4)))
    batch: list[Path] = []
    weight = 0
    for file in files:
        batch.append(file)
        weight += _size(file)
        if len(batch) >= most or weight >= BATCH_BYTES:
            yield Batch(work, tuple(batch))
            batch, weight = [], 0
    if batch:
        yield Batch(work, tuple(batch))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _executor(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Let the main process alone answer Ctrl-C: it stops the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _batch(batch: Batch) -> list[Done[Result]]:
    work: Callable[[Path], Result] = batch.work  # type: ignore[assignment]  # a NamedTuple can't be generic here
    return [attempt(work, file) for file in batch.files]


def _alone(work: Callable[[Path], Result], file: Path) -> Done[Result]:
    """Do one file of a batch that killed its worker, in a worker of its own."""
    with _executor(1) as executor:
        try:
            return executor.submit(_batch, Batch(work, (file,))).result()[0]
        except BrokenProcessPool:
            return Done(file, failure="读取这个文件时处理进程意外退出（可能内存不足或文件已损坏），已跳过")
