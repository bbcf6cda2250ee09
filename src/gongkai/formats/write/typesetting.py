"""A Typst template and its data → pdf: tagged for assistive technology, text selectable, rules as strokes.

One compiler is kept per template and process. Fonts: the official ones (仿宋_GB2312, 方正小标宋, 黑体, 楷体) where the
system has them, then Fandol, then the free fonts shipped in `assets/fonts`. The same data give the same bytes on one
machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from gongkai.core.errors import OutputRefused

_EPOCH = 1577836800  # 2020-01-01: Typst writes a time; a document's own dates are in its text


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the pdf of `assets/pdf/<template>.typ` over `data`; `OutputRefused` where it can't be set.

    The template gets the data as JSON text, so nothing in them is ever read as markup.
    """
    told = json.dumps(data, ensure_ascii=False)
    try:
        return _compiled(template, told, ["ua-1"])
    except typst.TypstError:
        # the standard for accessible files forbids characters that no font has; the page shows an empty box for them
        return _compiled_plain(template, told)


def _compiled_plain(template: str, told: str) -> bytes:
    try:
        return _compiled(template, told, [])
    except typst.TypstError as error:
        raise OutputRefused(f"PDF 排版失败：{error.message}。请先转换为 docx，再用文字处理软件另存为 PDF") from error


def _compiled(template: str, told: str, standards: list[Literal["ua-1"]]) -> bytes:
    made = _compiler(template).compile(
        format="pdf", sys_inputs={"data": told}, pdf_standards=[*standards], timestamp=_EPOCH
    )
    if not isinstance(made, bytes):
        raise OutputRefused("PDF 排版没有得到结果。请先转换为 docx，再用文字处理软件另存为 PDF")
    return made


@cache
def _compiler(template: str) -> typst.Compiler:
    folder = _assets() / "pdf"
    return typst.Compiler(str(folder / f"{template}.typ"), root=str(folder), font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_embedded_fonts=False, font_paths=[str(_assets() / "fonts")])


def _assets() -> Path:
    return Path(str(files("gongkai.formats.write") / "assets"))
