"""A report → pdf by GB/T 9704, through Typst: tagged for assistive technology, text selectable, rules as strokes.

One compiler is kept per process. Fonts: the official ones (仿宋_GB2312, 方正小标宋, 黑体, 楷体) where the system has
them, then Fandol, then the free fonts shipped in `assets/fonts`. The same report gives the same bytes on one machine.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from gongkai.core.errors import OutputRefused
from gongkai.core.report.model import Report
from gongkai.formats.write.fit import SIZE, fit
from gongkai.formats.write.form import FormTable, parts, statistics, values
from gongkai.formats.write.texts import clean, lead, paragraphs, title_lines, title_of

TITLE_LINE = 20  # characters of 二号 in 156 mm
_EPOCH = 1577836800  # 2020-01-01: Typst writes a time; the report's own dates are in its text


def write(report: Report) -> bytes:
    """Return the report as a pdf in the official form; `OutputRefused` where it can't be set."""
    data = json.dumps(_data(report), ensure_ascii=False)
    try:
        return _compiled(data, ["ua-1"])
    except typst.TypstError:
        # the standard for accessible files forbids characters that no font has; the page shows an empty box for them
        return _compiled_plain(data)


def _compiled_plain(data: str) -> bytes:
    try:
        return _compiled(data, [])
    except typst.TypstError as error:
        raise OutputRefused(f"PDF 排版失败：{error.message}。请先转换为 docx，再用文字处理软件另存为 PDF") from error


def _compiled(data: str, standards: list[Literal["ua-1"]]) -> bytes:
    made = _compiler().compile(format="pdf", sys_inputs={"report": data}, pdf_standards=[*standards], timestamp=_EPOCH)
    if not isinstance(made, bytes):
        raise OutputRefused("PDF 排版没有得到结果。请先转换为 docx，再用文字处理软件另存为 PDF")
    return made


@cache
def _compiler() -> typst.Compiler:
    assets = Path(str(files("gongkai.formats.write") / "assets"))
    fonts = typst.Fonts(include_embedded_fonts=False, font_paths=[str(assets / "fonts")])
    return typst.Compiler(str(assets / "pdf" / "report.typ"), root=str(assets / "pdf"), font_paths=fonts)


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
