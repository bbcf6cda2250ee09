"""How well the checks find a single wrong number: a seeded trial over random consistent reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from gongkai.core.checks.run import check
from gongkai.core.checks.table3 import APPLICANTS
from gongkai.core.checks.table4 import RESULTS
from gongkai.core.findings import Finding, Repair
from gongkai.core.report.cells import Cell
from gongkai.core.report.layouts import Y2021
from gongkai.core.report.model import Report, Table

_CODES = ("T2-", "T3-", "T4-")
_LEAVES = tuple(line.key for line in Y2021.leaves)
_WEIGHTS = (90, 12, 1, 2, 4, 2)
_SIZES = (0, 1, 3, 8, 20, 60, 200, 1_000, 6_000)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial found; the rates are shares from 0 to 1.

    `caught`: the changed report had a failed sum. `right`: the very cell and its old value were proposed.
    `wrong`: another cell or value was. `false_alarms`: consistent reports that had any finding on their tables.
    `by_kind` gives, for each kind of slip, how many were made, caught, and rightly mended.
    """

    seed: int
    reports: int
    caught: float
    right: float
    wrong: float
    false_alarms: float
    by_kind: tuple[tuple[str, int, int, int], ...]


def run_trial(seed: int = 20260101, reports: int = 1000) -> Trial:
    """Make `reports` consistent reports, check each as it is and with one cell of table 3 changed.

    >>> run_trial(7, 20).false_alarms
    0.0
    """
    random = Random(seed)  # noqa: S311 - a repeatable trial, nothing secret
    alarms = wrong = 0
    tally = {kind: [0, 0, 0] for kind in SLIPS}
    for turn in range(reports):
        report = consistent_report(random)
        alarms += any(finding.code.startswith(_CODES) for finding in check(report).findings)
        kind, address, old = _changed(report, random, list(SLIPS)[turn % len(SLIPS)])
        failed = [finding for finding in check(report).findings if finding.code.startswith("T3-")]
        proposed = {finding.repair for finding in failed if finding.repair is not None}
        hit = proposed == {Repair(address, old)} and _all_mended(failed)
        wrong += bool(proposed) and not hit
        for place, met in enumerate((True, bool(failed), hit)):
            tally[kind][place] += met
    made, caught, right = (sum(counts[place] for counts in tally.values()) for place in range(3))
    share = max(made, 1)
    kinds = tuple((kind, *counts) for kind, counts in tally.items())
    return Trial(seed, reports, caught / share, right / share, wrong / share, alarms / max(reports, 1), kinds)  # type: ignore[arg-type]


def catch_rate(seed: int, reports: int) -> tuple[float, float]:
    """Return the share of changed reports that were caught, and of those rightly mended."""
    trial = run_trial(seed, reports)
    return trial.caught, trial.right


def consistent_report(random: Random) -> Report:
    """Return a report whose tables agree with themselves, as sparse and as large as real ones are."""
    report = Report(Y2021, agency="测试市人民政府", year=2024, title="测试市人民政府2024年政府信息公开工作年度报告")
    report.table2 = _table2(random)
    report.table3 = _table3(random)
    report.table4 = _table4(random)
    return report


def _table3(random: Random) -> Table:
    size = random.choice(_SIZES)
    counts = {row: dict.fromkeys(APPLICANTS, 0) for row in (*_LEAVES, "carried_forward", "brought_forward")}
    used = random.sample(_LEAVES, random.randint(2, len(_LEAVES)))
    for _ in range(min(size, 400)):
        weight = 1 if size <= 400 else random.randint(1, 2 * size // 400)
        row = "carried_forward" if random.random() < 0.08 else random.choice(used)
        counts[row][random.choices(APPLICANTS, _WEIGHTS)[0]] += weight
    settled = {column: sum(counts[row][column] for row in _LEAVES) for column in APPLICANTS}
    received = {column: settled[column] + counts["carried_forward"][column] for column in APPLICANTS}
    for column in APPLICANTS:
        brought = random.randint(0, received[column] // 8)
        counts["brought_forward"][column] = brought
        received[column] -= brought
    counts |= {"settled": settled, "received": received}
    return {line.key: _row({**counts[line.key], "total": sum(counts[line.key].values())}) for line in Y2021.table3}


def _table4(random: Random) -> Table:
    table: Table = {}
    for group in Y2021.table4:
        results = {column: random.choice((0, 0, 0, 1, 3, 12)) for column in RESULTS}
        if group.key == "direct_litigation":
            results = dict.fromkeys(RESULTS, 0)
        table[group.key] = _row({**results, "total": sum(results.values())})
    return table


def _table2(random: Random) -> Table:
    issued, repealed = random.randint(0, 9), random.randint(0, 9)
    documents = {"issued": issued, "repealed": repealed, "in_force": issued + random.randint(0, 90)}
    return {
        "government_rules": _row({"issued": 0, "repealed": 0, "in_force": random.randint(0, 20)}),
        "normative_documents": _row(documents),
        "licenses": _row({"decisions": random.choice((0, 12, 5_300, 411_000))}),
        "penalties": _row({"decisions": random.choice((0, 3, 880))}),
        "compulsions": _row({"decisions": random.choice((0, 40))}),
        "charges": _row({"amount": random.randint(0, 9_000)}),
    }


def _row(numbers: dict[str, int]) -> dict[str, Cell]:
    return {column: Cell(value, raw=str(value)) for column, value in numbers.items()}


def _swap(value: int, random: Random, _beside: int) -> int:
    digits = list(str(value))
    places = [place for place in range(len(digits) - 1) if digits[place] != digits[place + 1]]
    if not places:
        return value
    place = random.choice(places)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    return int("".join(digits))


SLIPS: dict[str, Callable[[int, Random, int], int]] = {
    "两位数字写反": _swap,
    "差一": lambda value, random, _: max(0, value + random.choice((-1, 1))),
    "多写一个零": lambda value, _random, _beside: value * 10,
    "少写末位": lambda value, _random, _beside: value // 10,
    "抄成旁边一格": lambda _value, _random, beside: beside,
    "任意的数": lambda _value, random, _: random.choice((random.randint(0, 9), random.randint(0, 9_999))),
}


def _changed(report: Report, random: Random, kind: str) -> tuple[str, str, int]:
    """Change one cell of table 3 by a slip of this kind, or of any where this one can't be made; return what it was."""
    table = report.table3 or {}
    columns = (*APPLICANTS, "total")
    places = [
        (row, column, _count(cells[column]), _count(cells[columns[place - 1]]))
        for row, cells in table.items()
        for place, column in enumerate(columns)
    ]
    random.shuffle(places)
    tried, row, column, old, new = next(
        (tried, row, column, old, new)
        for tried in (kind, "差一")
        for row, column, old, beside in places
        if (new := SLIPS[tried](old, random, beside)) != old
    )
    table[row][column] = Cell(new, raw=str(new))
    return tried, f"table3.{row}.{column}", old


def _count(cell: Cell) -> int:
    return int(cell.value or 0)


def _all_mended(failed: list[Finding]) -> bool:
    return all(finding.repair is not None for finding in failed)
