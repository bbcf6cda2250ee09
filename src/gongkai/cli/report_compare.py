"""`gongkai report compare`."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongkai.cli.report_input import (
    STDIN,
    Command,
    Intake,
    common,
    one_line,
    path_type,
    print_json,
    refuse,
    report_at,
    terminal,
    wants_text,
)
from gongkai.cli.report_previous import identity_at
from gongkai.core.report.comparison import CellComparison, Comparison, TextComparison
from gongkai.core.report.comparison import compare as compare_reports
from gongkai.core.report.likeness import Change

if TYPE_CHECKING:
    from gongkai.core.report.model import Report


EXAMPLES = """gongkai report compare 年报2023.docx 年报2024.docx
gongkai report compare 去年/ 今年/ --format json > 变化.json"""


@click.command(cls=Command, epilog=EXAMPLES)
@click.argument("old", type=path_type, metavar="前一份")
@click.argument("new", type=path_type, metavar="后一份")
@common
def compare(old: Path, new: Path, form: str | None, jobs: int) -> None:
    """比较两份年度报告：两年之间，或者同一年的两稿。

    数字逐格比，给出增减和增幅（基数不到10的不算增幅）；文字逐段比，给出相似度和照抄比例。
    两边都给文件夹时，按单位名称配对。
    """
    if old == new == STDIN:
        refuse("两份报告不能都从标准输入读")
    if old.is_dir() != new.is_dir():
        refuse("要么给两个文件，要么给两个文件夹")
    if new.is_dir():
        _compare_folders(old, new, form, jobs)
    else:
        _compare_files(old, new, form)


def _compare_files(old: Path, new: Path, form: str | None) -> None:
    before, after = Intake.of((old,)), Intake.of((new,))
    reports = [report for intake in (before, after) for _, report in intake.each(report_at)]
    after.failures[:0] = before.failures
    if not after.failures:
        comparison = compare_reports(*reports)
        if wants_text(form):
            terminal().draw_comparison(comparison)
        else:
            print_json(plain_comparison(comparison))
    after.finish()


def _compare_folders(old: Path, new: Path, form: str | None, jobs: int) -> None:
    before, after = Intake.of((old,), jobs), Intake.of((new,), jobs)
    earlier = {agency: file for file, (agency, _) in before.each(identity_at) if agency}
    later = {file: agency for file, (agency, _) in after.each(identity_at) if agency}
    pairs = {file: earlier[agency] for file, agency in later.items() if agency in earlier}
    after.failures[:0] = before.failures
    after.selection.files[:] = list(pairs)
    only_old = sorted(set(earlier) - set(later.values()))
    only_new = sorted(set(later.values()) - set(earlier))
    if wants_text(form):
        for _, comparison in after.each(partial(compared_at, earlier=pairs)):
            terminal().draw_comparison(comparison)
        for words, names in (("只有前一份", only_old), ("只有后一份", only_new)):
            if names:
                click.echo(f"{words}：{'、'.join(names)}")
    else:
        click.echo('{"comparisons": [', nl=False)
        lead = "\n"
        for _, line in after.each(partial(_line_at, earlier=pairs)):
            click.echo(f"{lead}{line}", nl=False)
            lead = ",\n"
        click.echo(f'\n],\n"only_old": {one_line(only_old)},\n"only_new": {one_line(only_new)},')
        click.echo(f'"unreadable": {one_line(after.unreadable())}}}')
    after.finish()


def compared_at(path: Path, earlier: dict[Path, Path]) -> Comparison:
    """Compare one report with its earlier one."""
    return compare_reports(report_at(earlier[path]), report_at(path))


def _line_at(path: Path, earlier: dict[Path, Path]) -> str:
    plain = plain_comparison(compared_at(path, earlier))
    return one_line({"old_file": str(earlier[path]), "new_file": str(path), **plain})


def plain_comparison(comparison: Comparison) -> dict[str, Any]:
    """Return the answer of `report compare --format json`: what changed, and how much did not."""
    return {
        "old": _identity(comparison.old),
        "new": _identity(comparison.new),
        "cells": [_cell(cell) for cell in comparison.changed],
        "unchanged_cells": len(comparison.cells) - len(comparison.changed),
        "texts": [_text(text) for text in comparison.texts],
        "notes": list(comparison.notes),
    }


def _identity(report: Report) -> dict[str, Any]:
    return {
        "agency": report.agency,
        "year": report.year,
        "layout": report.layout.key,
        "title": report.title,
        "source": report.source,
    }


def _cell(cell: CellComparison) -> dict[str, Any]:
    return {
        "cell": cell.address,
        "change": cell.change.value,
        "old": _number(cell.old.value),
        "new": _number(cell.new.value),
        "absolute": _number(cell.absolute),
        "relative": None if cell.relative is None else float(cell.relative),
        "small": cell.small,
    }


def _text(text: TextComparison) -> dict[str, Any]:
    return {
        "section": text.key,
        "likeness": text.likeness,
        "repeated": text.repeated,
        "kept_paragraphs": sum(paragraph.change is Change.KEPT for paragraph in text.paragraphs),
        "paragraphs": [
            {
                "change": paragraph.change.value,
                "old": paragraph.old,
                "new": paragraph.new,
                "pieces": [{"change": piece.change.value, "text": piece.text} for piece in paragraph.pieces],
            }
            for paragraph in text.paragraphs
            if paragraph.change is not Change.KEPT
        ],
    }


def _number(value: int | Decimal | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value
