"""A report → pdf by GB/T 9704 (`assets/pdf/report.typ`)."""

from __future__ import annotations

from typing import Any

from gongkai.core.report.model import Report
from gongkai.formats.write.fit import SIZE, fit
from gongkai.formats.write.form import FormTable, parts, statistics, values
from gongkai.formats.write.texts import clean, lead, paragraphs, title_lines, title_of
from gongkai.formats.write.typesetting import typeset

TITLE_LINE = 20  # characters of 二号 in 156 mm


def write(report: Report) -> bytes:
    """Return the report as a pdf in the official form; `OutputRefused` where it can't be set."""
    return typeset("report", _data(report))


def _data(report: Report) -> dict[str, Any]:
    """Return what the template prints (see `assets/pdf/report.typ`)."""
    shown = values(report)
    told = [
        {
            "heading": part.heading,
            "paragraphs": [_split(text) for text in part.paragraphs],
            "table": None if part.table is None else _table(part.table, shown),
        }
        for part in parts(report)
    ]
    annex = statistics(report)
    if annex is not None:
        told.append({"heading": "", "paragraphs": [], "table": _table(annex, shown)})
    return {
        "title": title_of(report),
        "lines": title_lines(report, TITLE_LINE),
        "agency": clean(report.agency or ""),
        "preamble": [_split(text) for text in paragraphs(report.preamble)],
        "parts": told,
    }


def _split(text: str) -> tuple[str, str]:
    cut = lead(text)
    return text[:cut], text[cut:]


def _table(form: FormTable, shown: dict[str, str]) -> dict[str, Any]:
    fitted = fit(form, shown)
    rows = [
        [
            (
                cell.role.value,
                shown.get(cell.address, "") if cell.address else cell.text,
                cell.rowspan,
                cell.colspan,
                fitted.size if cell.address else SIZE,
            )
            for cell in row
        ]
        for row in form.rows
    ]
    return {
        "widths": fitted.widths,
        "inset": (fitted.row_height - SIZE) / 2,
        "head": form.head,
        "whole": fitted.whole,
        "rows": rows,
    }
