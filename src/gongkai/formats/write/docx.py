"""A report → docx: real tables that Word and WPS edit, laid out by GB/T 9704.

The package's parts lie in `assets/docx` as they are zipped; only the body and the properties are filled in here.
The same report always gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from xml.sax.saxutils import escape

from gongkai.core.report.model import Report
from gongkai.formats.write.fit import SIZE, Fit, fit
from gongkai.formats.write.form import FormCell, FormTable, Part, Role, covered, parts, statistics, values
from gongkai.formats.write.texts import clean, lead, paragraphs, title_lines, title_of

CONSTANT_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footer2.xml",
)
TEXT_WIDTH = 8844  # twips: 210 - 28 - 26 mm
TITLE_LINE = 20  # characters of 二号 in 156 mm
_STYLES = {Role.BLOCK: "FormHead", Role.HEAD: "FormHead", Role.LABEL: "FormLabel", Role.VALUE: "FormValue"}
_AFTER_TABLE = '<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'  # keeps two tables apart in Word
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(report: Report) -> bytes:
    """Return the report as a Word document in the official form."""
    body = "".join((*_opening(report), *(_part(part, report) for part in parts(report)), *_annex(report)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in CONSTANT_PARTS:
            _add(archive, name, _asset(name))
        title, agency = escape(title_of(report)), escape(clean(report.agency or ""))
        _add(archive, "docProps/core.xml", _asset("docProps/core.xml").format(title=title, agency=agency))
        head, tail = _asset("word/document.xml").split("{body}")
        _add(archive, "word/document.xml", head + body + tail)
    return packed.getvalue()


@cache
def _asset(name: str) -> str:
    return (files("gongkai.formats.write") / "assets" / "docx" / name).read_text("utf-8")


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, text.encode(), compresslevel=4)


def _opening(report: Report) -> Iterable[str]:
    lines = "<w:r><w:br/></w:r>".join(_run(line) for line in title_lines(report, TITLE_LINE))
    yield f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{lines}</w:p>'
    yield from map(_paragraph, paragraphs(report.preamble))


def _part(part: Part, report: Report) -> str:
    if part.table is None:
        heading = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{_run(part.heading)}</w:p>'
        return heading + "".join(map(_paragraph, part.paragraphs))
    heading = f'<w:p><w:pPr><w:pStyle w:val="HeadingOfTable"/></w:pPr>{_run(part.heading)}</w:p>'
    return heading + _table(part.table, values(report)) + _AFTER_TABLE


def _annex(report: Report) -> Iterable[str]:
    table = statistics(report)
    if table is not None:
        yield _AFTER_TABLE + _table(table, values(report)) + _AFTER_TABLE


def _paragraph(text: str) -> str:
    cut = lead(text)
    if cut == len(text):
        return f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{_run(text)}</w:p>'
    first = f'<w:r><w:rPr><w:rStyle w:val="Lead"/></w:rPr>{_text(text[:cut])}</w:r>' if cut else ""
    return f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{first}{_run(text[cut:])}</w:p>'


def _run(text: str) -> str:
    return f"<w:r>{_text(text)}</w:r>"


def _text(text: str) -> str:
    shown = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:t xml:space="preserve">{shown}</w:t>'


def _table(form: FormTable, shown: dict[str, str]) -> str:
    fitted = fit(form, shown)
    pieces, addresses = _skeleton(form, fitted)
    filled = [pieces[0]]
    for address, piece in zip(addresses, pieces[1:], strict=True):
        text = shown.get(address)
        if text:
            filled.append(_value_run(text, fitted.size))
        filled.append(piece)
    return "".join(filled)


def _value_run(text: str, size: float) -> str:
    half_points = round(size * 2)
    small = "" if size >= SIZE else f'<w:rPr><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    return f"<w:r>{small}{_text(text)}</w:r>"


@lru_cache(maxsize=64)
def _skeleton(form: FormTable, fitted: Fit) -> tuple[list[str], list[str]]:
    """Return the table's XML cut where its figures go, and the addresses of the figures."""
    widths = [round(TEXT_WIDTH * share) for share in fitted.widths]
    out = [
        '<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/>',
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>',
        f'<w:tblLook w:val="0000"/><w:tblCaption w:val="{escape(form.caption)}"/></w:tblPr><w:tblGrid>',
        *(f'<w:gridCol w:w="{width}"/>' for width in widths),
        "</w:tblGrid>",
    ]
    pieces: list[str] = []
    addresses: list[str] = []
    for number, row in enumerate(covered(form)):
        header = "<w:tblHeader/>" if number < form.head else ""
        out.append(f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{fitted.row_height * 20}"/>{header}</w:trPr>')
        for cell, starts in row:
            out.append(_cell_opening(cell, starts, widths))
            out.append("<w:keepNext/></w:pPr>" if fitted.whole or number < form.head else "</w:pPr>")
            if cell.address:
                pieces.append("".join(out))
                addresses.append(cell.address)
                out = []
            elif starts and cell.text:
                out.append(_run(cell.text))
            out.append("</w:p></w:tc>")
        out.append("</w:tr>")
    out.append("</w:tbl>")
    return [*pieces, "".join(out)], addresses


def _cell_opening(cell: FormCell, starts: bool, widths: list[int]) -> str:  # noqa: FBT001  (one of two kinds of cell)
    width = sum(widths[cell.column : cell.column + cell.colspan])
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = "" if cell.rowspan == 1 else '<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>"
    style = _STYLES[cell.role]
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
    )
