"""The measurements of `bench report`."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from gongkai.cli import bench_bulk, bench_rivals
from gongkai.core.checks.run import check
from gongkai.core.checks.trial import run_trial
from gongkai.core.report.model import Report
from gongkai.corpus import specimens
from gongkai.corpus.specimens import Specimen
from gongkai.formats.read.dispatch import read_report
from gongkai.formats.write.dispatch import render

ROUNDS = 3


class Row(NamedTuple):
    """One measurement: `ours` and `theirs` in `unit`, mostly milliseconds of processor time per report, medians.

    `right` and `their_right` are shares of the cells that came out right; `wanted` the ratio or bound aimed at.
    """

    what: str
    rival: str
    ours: float
    theirs: float | None
    right: float | None
    their_right: float | None
    wanted: str
    unit: str = "毫秒"

    @property
    def ratio(self) -> float | None:
        """How many times faster than the rival."""
        return None if self.theirs is None or not self.ours else self.theirs / self.ours

    def line(self) -> str:
        """Return the row as a line of text."""
        ratio = "" if self.ratio is None else f"{self.ratio:7.1f} 倍"
        theirs = "" if self.theirs is None else f"{self.rival} {self.theirs:.2f} {self.unit}"
        right = "" if self.right is None else f"对 {self.right:.2%}"
        their = "" if self.their_right is None else f"（对方 {self.their_right:.2%}）"
        wanted = f"目标 {self.wanted}" if self.wanted else ""
        figures = f"{self.ours:10.2f} {self.unit}  {theirs:<24}{ratio:>12}"
        return f"{self.what:<12}{figures}  {wanted:<16}{right}{their}".rstrip()


def measure(files: int, folder: int, wanted: frozenset[str]) -> Iterator[Row]:
    """Yield the measurements named in `wanted` (all, if empty), each as soon as it is made."""
    for name, measurement in _MEASUREMENTS.items():
        if not wanted or name in wanted:
            yield from measurement(files)
    if folder and (not wanted or "folder" in wanted):
        for what, ours, unit, aim in bench_bulk.measure(folder):
            yield Row(what, "", ours, None, None, None, aim, unit)


def share_right(found: Report, truth: Report) -> float:
    """Return the share of the truth's cells that `found` has with the same value."""
    pairs = [(found.cell(address).value, cell.value) for address, cell in truth.cells()]
    return sum(1 for mine, true in pairs if mine == true) / len(pairs)


def _side_by_side(
    ours: Callable[[Specimen], object], theirs: Callable[[Specimen], object], files: Sequence[Specimen]
) -> tuple[float, float]:
    """Return both medians in milliseconds: a part of the specimens by one, then by the other, then the next part.

    The first part warms both up and does not count. What one leaves behind is swept up before the other's turn, so that
    nobody pays for it; and nobody sees a specimen twice, so that nobody is helped by what it remembers of one.
    """
    mine: list[float] = []
    other: list[float] = []
    size = -(-len(files) // (1 + ROUNDS))
    for start in range(0, len(files), size):
        mine += _turn(ours, files[start : start + size])
        other += _turn(theirs, files[start : start + size])
    return statistics.median(mine[size:] or mine), statistics.median(other[size:] or other)


def _turn(work: Callable[[Specimen], object], files: Sequence[Specimen]) -> list[float]:
    gc.collect()
    return [_spent(work, specimen) for specimen in files]


def _spent(work: Callable[[Specimen], object], specimen: Specimen) -> float:
    start = time.process_time()
    work(specimen)
    return (time.process_time() - start) * 1000


def _alone(work: Callable[[Specimen], object], files: Sequence[Specimen]) -> float:
    spent = _turn(work, files)
    return statistics.median(spent[len(spent) // (1 + ROUNDS) :])


def _read_and_check(specimen: Specimen) -> object:
    return check(read_report(specimen.data, specimen.name))


def _right(files: Sequence[Specimen]) -> float:
    return statistics.mean(share_right(read_report(one.data, one.name), one.truth) for one in files)


def _reading(
    what: str, rival: bench_rivals.Rival, aim: str, make: Callable[[int], list[Specimen]]
) -> Callable[[int], Iterator[Row]]:
    def run(files: int) -> Iterator[Row]:
        made = make((1 + ROUNDS) * files)
        if not made:
            return
        ours, theirs = _side_by_side(_read_and_check, lambda one: rival.read(one.data), made)
        their_right = statistics.mean(rival.right(one) for one in made[: min(len(made), 12)])
        yield Row(what, rival.name, ours, theirs, _right(made), their_right, aim)

    return run


def _written(ending: str) -> Callable[[int], list[Specimen]]:
    def make(files: int) -> list[Specimen]:
        truths = [specimens.report(100 + index) for index in range(files)]
        return [Specimen(f"{index}.{ending}", render(truth, ending), truth) for index, truth in enumerate(truths)]

    return make


def _docx(files: int) -> list[Specimen]:
    """Half by our writer, half built by python-docx."""
    return _in_turn(_written("docx")(files // 2), bench_rivals.built_docx(files - files // 2))


def _xlsx(files: int) -> list[Specimen]:
    return _in_turn(_written("xlsx")(files // 2), bench_rivals.built_xlsx(files - files // 2))


def _in_turn(some: list[Specimen], others: list[Specimen]) -> list[Specimen]:
    """Return both kinds in turn, so that every part of the whole has as many of each."""
    return [one for pair in zip_longest(some, others) for one in pair if one is not None]


def _doc(files: int) -> Iterator[Row]:
    made, spent = bench_rivals.converted_doc(_docx(min((1 + ROUNDS) * files, 48)))
    if made:
        ours = _alone(_read_and_check, made)
        yield Row("读 doc", "LibreOffice", ours, spent, _right(made), None, "≥ 50 倍")


def _check(files: int) -> Iterator[Row]:
    made = [Specimen("", b"", specimens.report(index)) for index in range(ROUNDS * max(files, 60))]
    ours = _alone(lambda one: check(one.truth), made)
    trial = run_trial(reports=500)
    yield Row("全部核对", "", ours, None, trial.right, None, "≤ 1 毫秒")


def _scan(files: int) -> Iterator[Row]:
    made = bench_rivals.scanned(min(files, 3))
    if made:
        pages = statistics.mean(bench_rivals.pages_of(one) for one in made)
        ours = _alone(lambda one: read_report(one.data, one.name), made) / pages
        yield Row("扫描件每页", "", ours, None, _right(made), None, "≤ 4000 毫秒")


def _write_pdf(files: int) -> Iterator[Row]:
    made = [Specimen("", render(truth, "html"), truth) for truth in map(specimens.report, range(min(files, 6)))]
    ours, theirs = _side_by_side(
        lambda one: render(one.truth, "pdf"), lambda one: bench_rivals.weasyprint(one.data), made
    )
    yield Row("写 pdf", "weasyprint", ours, theirs, None, None, "≥ 10 倍")


def _write_docx(files: int) -> Iterator[Row]:
    made = [Specimen("", b"", specimens.report(index)) for index in range(files)]
    template = bench_rivals.Template(made[0].truth)
    ours, theirs = _side_by_side(lambda one: render(one.truth, "docx"), lambda one: template.fill(one.truth), made)
    yield Row("写 docx", "docxtpl", ours, theirs, None, None, "≥ 10 倍")


_MEASUREMENTS: dict[str, Callable[[int], Iterator[Row]]] = {
    "html": _reading("读核 html", bench_rivals.PANDAS, "≥ 8 倍", specimens.pages),
    "docx": _reading("读核 docx", bench_rivals.PYTHON_DOCX, "≥ 8 倍", _docx),
    "pdf": _reading("读核 pdf", bench_rivals.PDFPLUMBER, "≥ 8 倍", lambda files: _written("pdf")(min(files, 32))),
    "xlsx": _reading("读核 xlsx", bench_rivals.OPENPYXL, "≥ 20 倍", _xlsx),
    "doc": _doc,
    "scan": _scan,
    "check": _check,
    "write-pdf": _write_pdf,
    "write-docx": _write_docx,
}
