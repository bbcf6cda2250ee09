"""Files → reports: one, or many in parallel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.core.errors import ReportUnreadable
from gongkai.corpus.files import select
from gongkai.corpus.parallel import Done, each
from gongkai.formats.read.dispatch import read_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from gongkai.core.report.model import Report

FILE_BYTES_AT_MOST = 256_000_000


def load(path: Path) -> bytes:
    """Return the bytes of a file; `ReportUnreadable` says why it can't be read."""
    try:
        size = path.stat().st_size
        if size > FILE_BYTES_AT_MOST:
            raise ReportUnreadable(f"文件有{size // 1_000_000}MB，太大了，年度报告不会这样大，请检查是否选错文件")
        return path.read_bytes()
    except OSError as error:
        reason = "没有这个文件" if isinstance(error, FileNotFoundError) else f"打不开这个文件（{error.strerror}）"
        raise ReportUnreadable(f"{reason}，请检查路径和权限") from error


def read_file(path: str | PathLike[str]) -> Report:
    """Return the report in one file, of whatever format; `ReportUnreadable` says why it is none.

    The format is told by content, not by the ending. The report's `source` is the path as given.
    """
    name = str(path)
    try:
        report = read_report(load(Path(path)), name)
    except ReportUnreadable as error:
        raise ReportUnreadable(error.why, name) from error
    report.source = name
    return report


def read_files(paths: Iterable[str | PathLike[str]], jobs: int = 0) -> Iterator[Done[Report]]:
    """Yield what is in every document at `paths`, folders with all below them, in order; bad files are told and passed.

    `jobs` is the number of processes, 0 for one a core. What does not exist comes first, as a failure.
    """
    selection = select(Path(path) for path in paths)
    for path, sentence in selection.unfound:
        yield Done(path, failure=sentence)
    yield from each(read_file, selection.files, jobs)
