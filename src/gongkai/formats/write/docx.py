"""A report → docx: real tables that Word and WPS edit, laid out by GB/T 9704.

The same report always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import escape

from gongkai.core.report.model import Report
from gongkai.formats.write.fit import SIZE, Fit, fit
from gongkai.formats.write.form import FormCell, FormTable, Part, Role, covered, parts, statistics, values
from gongkai.formats.write.texts import clean, lead, paragraphs, title_lines, title_of
from gongkai.formats.write.word_package import TEXT_WIDTH, asset, core_properties, packed, run

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
TITLE_LINE = 20  # characters of 二号 in 156 mm
_STYLES = {Role.BLOCK: "FormHead", Role.HEAD: "FormHead", Role.LABEL: "FormLabel", Role.VALUE: "FormValue"}
_AFTER_TABLE = '<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'  # keeps two tables apart in Word


def write(report: Report) -> bytes:
    """Return the report as a Word document in the official form."""
    body = "".join((*_opening(report), *(_part(part, report) for part in parts(report)), *_annex(report)))
    head, tail = asset("word/document.xml").split("{body}")
    return packed(
        (
            *((name, asset(name)) for name in CONSTANT_PARTS),
            ("docProps/core.xml", core_properties(title_of(report), clean(report.agency or ""))),
            ("word/document.xml", head + body + tail),
        )
    )


def _opening(report: Report) -> Iterable[str]:
    lines = "<w:r><w:br/></w:r>".join(run(line) for line in title_lines(report, TITLE_LINE))
    yield f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{lines}</w:p>'
    yield from map(_paragraph, paragraphs(report.preamble))


def _part(part: Part, report: Report) -> str:
    if part.table is None:
        heading = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run(part.heading)}</w:p>'
        return heading + "".join(map(_paragraph, part.paragraphs))
    heading = f'<w:p><w:pPr><w:pStyle w:val="HeadingOfTable"/></w:pPr>{run(part.heading)}</w:p>'
    return heading + _table(part.table, values(report)) + _AFTER_TABLE


def _annex(report: Report) -> Iterable[str]:
    table = statistics(report)
    if table is not None:
        yield _AFTER_TABLE + _table(table, values(report)) + _AFTER_TABLE


def _paragraph(text: str) -> str:
    cut = lead(text)
    if cut == len(text):
        return f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{run(text)}</w:p>'
    first = run(text[:cut], '<w:rStyle w:val="Lead"/>') if cut else ""
    return f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{first}{run(text[cut:])}</w:p>'


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
    return run(text, "" if size >= SIZE else f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>')


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
                out.append(run(cell.text))
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
