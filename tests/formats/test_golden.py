"""Real documents, each with what a person read from it: every cell, section, agency and year that is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.core.report.cells import ABSENT, Mark
from gongkai.core.report.model import TABLES
from gongkai.formats.read.dispatch import read_report

GOLDEN = Path(__file__).parents[1] / "golden"
FOLDERS = sorted(path.parent for path in GOLDEN.glob("*/expected.json"))


def read(folder):
    source = next(path for path in folder.iterdir() if path.stem == "source")
    return read_report(source.read_bytes(), source.name)


def expected(folder):
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reports():
    """Read every document once."""
    return {folder.name: read(folder) for folder in FOLDERS}


def settled(cell):
    """Tell whether a cell that a person could not separate is open with its text, or says how it was settled."""
    return cell.note is not None and (cell.recovered is not None or cell.mark is Mark.UNDECIDED)


def wrong_cells(report, name, wanted):
    """Yield the address of every cell of a table that does not read as `wanted` (row → column → value)."""
    for row, columns in wanted.items():
        found = (report.table(name) or {}).get(row, {})
        if columns is None:
            yield from (
                f"{name}.{row}.{key}" for key, cell in found.items() if cell.value is not None and not settled(cell)
            )
            continue
        for column, value in columns.items():
            cell = found.get(column, ABSENT)
            read_as = str(cell.value) if isinstance(value, str) and cell.value is not None else cell.value
            if read_as != value and not (value is None and settled(cell)):
                yield f"{name}.{row}.{column}: {value} read as {cell}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_cell_is_right(reports, folder):
    report, wanted = reports[folder.name], expected(folder)
    wrong = [line for name in TABLES for line in wrong_cells(report, name, wanted.get(name) or {}) if wanted.get(name)]
    assert wrong == []
    assert [name for name in TABLES if name in wanted and wanted[name] is None and report.table(name)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_section_is_right(reports, folder):
    wanted = expected(folder).get("sections", {})
    assert {key: reports[folder.name].sections.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_agency_year_and_layout_are_right(reports, folder):
    wanted, report = expected(folder), reports[folder.name]
    named = {key: wanted[key] for key in ("agency", "year", "title", "preamble") if key in wanted}
    assert {key: getattr(report, key) for key in named} == named
    assert report.layout.key == wanted.get("layout", report.layout.key)


@pytest.mark.parametrize(
    "folder", [folder for folder in FOLDERS if "_stats" in expected(folder)], ids=lambda folder: folder.name
)
def test_every_statistic_is_right(reports, folder):
    found = {line.label: line.cell.value for line in reports[folder.name].statistics}
    assert {label: found.get(label) for label in expected(folder)["_stats"]} == expected(folder)["_stats"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_golden_folder_tells_what_is_odd(folder):
    assert (folder / "NOTE.md").read_text(encoding="utf-8").strip()


def test_all_golden_documents_are_there():
    assert len(FOLDERS) >= 12
