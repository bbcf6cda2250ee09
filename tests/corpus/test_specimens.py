"""The benchmark's made-up reports: the same for the same seed, without findings, and read back whole."""

from __future__ import annotations

import pytest

from gongkai.core.checks.run import check
from gongkai.core.findings import Severity
from gongkai.corpus import specimens
from gongkai.formats.read.dispatch import read_report


def test_the_same_seed_makes_the_same_files():
    assert specimens.pages(6, seed=3) == specimens.pages(6, seed=3)
    assert specimens.pages(1, seed=3) != specimens.pages(1, seed=4)


@pytest.mark.parametrize("seed", range(12))
def test_a_specimen_reconciles(seed):
    verdict = check(specimens.report(seed))
    errors = [finding for finding in verdict.findings if finding.severity is Severity.ERROR]
    assert [finding.code for finding in errors if finding.code != "T2-POWER"] == []


@pytest.mark.parametrize("page", specimens.PAGES)
@pytest.mark.parametrize("seed", [1, 5, 9])
def test_every_template_reads_back_whole(page, seed):
    truth = specimens.report(seed)
    found = read_report(page(truth))
    assert {address: cell.value for address, cell in found.cells()} == {
        address: cell.value for address, cell in truth.cells()
    }
    assert (found.agency, found.year, found.title) == (truth.agency, truth.year, truth.title)
    assert found.sections == truth.sections


def test_drawn_tables_cover_the_grid_once():
    for cells in specimens.drawn_tables(specimens.report(2)):
        covered = [
            (cell.row + down, cell.column + across)
            for cell in cells
            for down in range(cell.rowspan)
            for across in range(cell.colspan)
        ]
        rows = max(row for row, _ in covered) + 1
        columns = max(column for _, column in covered) + 1
        assert sorted(covered) == [(row, column) for row in range(rows) for column in range(columns)]
