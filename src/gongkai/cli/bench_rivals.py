"""What one would take instead: other programs, used as their documents say, and how much they get right.

They are installed for the benchmark only and imported here by name.
"""

from __future__ import annotations

import importlib
import io
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.core.report.model import Report
from gongkai.corpus import specimens
from gongkai.corpus.specimens import Specimen
from gongkai.formats.write.dispatch import render

Tables = list[list[list[str]]]
OFFICE_PATIENCE = 300


@cache
def _library(name: str) -> Any:
    return importlib.import_module(name)


class Rival(NamedTuple):
    """Another program that reads tables: bytes to tables, rows, texts."""

    name: str
    read: Callable[[bytes], Tables]

    def right(self, one: Specimen) -> float:
        """Return the share of table 3's cells that its rows hold in their last seven columns, found by label."""
        rows = [row for table in self.read(one.data) for row in table]
        table = one.truth.table3 or {}
        right = wanted = 0
        for printed, cells in zip(specimens.rows3(one.truth), table.values(), strict=True):
            label = printed.labels[-1][0]
            found = next((row for row in rows if any(_same(text, label) for text in row)), [])
            numbers = [_number(text) for text in found[-len(cells) :]]
            wanted += len(cells)
            right += sum(1 for mine, cell in zip(numbers, cells.values(), strict=False) if mine == cell.value)
        return right / max(wanted, 1)


def _same(text: str, label: str) -> bool:
    return "".join(text.split()) == label


def _number(text: str) -> int | None:
    try:
        return int(float(text))
    except ValueError:
        return None


def _by_pandas(data: bytes) -> Tables:
    encoding = "gb18030" if b'charset="gb2312"' in data[:300] else "utf-8"
    frames = _library("pandas").read_html(io.StringIO(data.decode(encoding)))
    return [[[str(value) for value in row] for row in frame.itertuples(index=False)] for frame in frames]


def _by_python_docx(data: bytes) -> Tables:
    tables = _library("docx").Document(io.BytesIO(data)).tables
    found = []
    for table in tables:
        cells, width = table._cells, table._column_count  # noqa: SLF001 - the way its users go for speed
        texts = [cell.text for cell in cells]
        found.append([texts[start : start + width] for start in range(0, len(texts), width)])
    return found


def _by_pdfplumber(data: bytes) -> Tables:
    with _library("pdfplumber").open(io.BytesIO(data)) as document:
        return [
            [[cell or "" for cell in row] for row in table]
            for page in document.pages
            for table in page.extract_tables()
        ]


def _by_openpyxl(data: bytes) -> Tables:
    book = _library("openpyxl").load_workbook(io.BytesIO(data), data_only=True)
    return [[["" if value is None else str(value) for value in row] for row in sheet.values] for sheet in book]


PANDAS = Rival("pandas", _by_pandas)
PYTHON_DOCX = Rival("python-docx", _by_python_docx)
PDFPLUMBER = Rival("pdfplumber", _by_pdfplumber)
OPENPYXL = Rival("openpyxl", _by_openpyxl)


def weasyprint(page: bytes) -> bytes:
    """Return the page as weasyprint prints it."""
    pdf: bytes = _library("weasyprint").HTML(string=page.decode()).write_pdf()
    return pdf


class Template:
    """A docxtpl template of the report: our own document with a placeholder in every cell."""

    def __init__(self, truth: Report) -> None:
        """Make the template from any report's document."""
        document = _library("docx").Document(io.BytesIO(render(truth, "docx")))
        self._places: list[str] = []
        for table in document.tables:
            for cell in dict.fromkeys(table._cells):  # noqa: SLF001 - as above
                if _number(cell.text) is not None:
                    self._places.append(f"c{len(self._places)}")
                    cell.paragraphs[0].runs[0].text = "{{ " + self._places[-1] + " }}"
        saved = io.BytesIO()
        document.save(saved)
        self._data = saved.getvalue()

    def fill(self, truth: Report) -> bytes:
        """Return the document filled with a report's figures."""
        template = _library("docxtpl").DocxTemplate(io.BytesIO(self._data))
        values = [cell.value for _, cell in truth.cells()]
        template.render(dict(zip(self._places, values, strict=False)))
        out = io.BytesIO()
        template.save(out)
        return out.getvalue()


def built_docx(count: int) -> list[Specimen]:
    """Return documents built with python-docx from the spans of the form."""
    return [Specimen(f"b{index}.docx", _docx_of(truth), truth) for index, truth in _truths(count, 500)]


def _truths(count: int, seed: int) -> Iterable[tuple[int, Report]]:
    return ((index, specimens.report(seed + index)) for index in range(count))


def _docx_of(truth: Report) -> bytes:
    document = _library("docx").Document()
    document.add_paragraph(truth.title or "")
    document.add_paragraph(truth.preamble or "")
    drawn = iter(specimens.drawn_tables(truth))
    for section in truth.layout.sections:
        document.add_paragraph(section.title)
        for line in (truth.sections.get(section.text or "") or "").split("\n"):
            document.add_paragraph(line)
        if section.table:
            _docx_table(document, next(drawn))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_table(document: Any, cells: list[specimens.Drawn]) -> None:
    rows = max(cell.row + cell.rowspan for cell in cells)
    columns = max(cell.column + cell.colspan for cell in cells)
    table = document.add_table(rows, columns, style="Table Grid")
    grid = [list(table.rows[index].cells) for index in range(rows)]
    for cell in cells:
        target = grid[cell.row][cell.column]
        if cell.rowspan > 1 or cell.colspan > 1:
            target = target.merge(grid[cell.row + cell.rowspan - 1][cell.column + cell.colspan - 1])
        target.text = cell.text


def built_xlsx(count: int) -> list[Specimen]:
    """Return workbooks built with openpyxl, a table a sheet."""
    made = []
    for index, truth in _truths(count, 700):
        book = _library("openpyxl").Workbook()
        book.active.append([truth.title])
        for cells in specimens.drawn_tables(truth):
            sheet = book.create_sheet()
            for cell in cells:
                place = sheet.cell(
                    cell.row + 1, cell.column + 1, int(cell.text) if cell.text.isdecimal() else cell.text
                )
                if cell.rowspan > 1 or cell.colspan > 1:
                    end = (place.row + cell.rowspan - 1, place.column + cell.colspan - 1)
                    sheet.merge_cells(start_row=place.row, start_column=place.column, end_row=end[0], end_column=end[1])
        out = io.BytesIO()
        book.save(out)
        made.append(Specimen(f"b{index}.xlsx", out.getvalue(), truth))
    return made


def converted_doc(made: list[Specimen]) -> tuple[list[Specimen], float]:
    """Return the documents as Word 97 files, and LibreOffice's processor time in milliseconds to read one back.

    Without LibreOffice there is nothing to compare with: an empty list.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for index, one in enumerate(made):
            Path(folder, f"{index}.docx").write_bytes(one.data)
        _convert(office, folder, "docx", "doc")
        docs = [Path(folder, f"{index}.doc").read_bytes() for index in range(len(made))]
        back = Path(folder, "back")
        back.mkdir()
        for index, data in enumerate(docs):
            Path(back, f"{index}.doc").write_bytes(data)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _convert(office, str(back), "doc", "docx")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [
        Specimen(f"{index}.doc", data, one.truth) for index, (data, one) in enumerate(zip(docs, made, strict=True))
    ], (spent * 1000 / len(made))


def _convert(office: str, folder: str, source: str, target: str) -> None:
    files = sorted(str(path) for path in Path(folder).glob(f"*.{source}"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=OFFICE_PATIENCE)  # noqa: S603 - our own files


def scanned(count: int) -> list[Specimen]:
    """Return reports printed to pdf and scanned at 200 dpi, as pdf files without a text layer."""
    pdfium = _library("pypdfium2")
    made = []
    for index in range(count):
        truth = specimens.report(900 + index)
        document = pdfium.PdfDocument(render(truth, "pdf"))
        images = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
        out = io.BytesIO()
        images[0].save(out, "PDF", resolution=200, save_all=True, append_images=images[1:])
        made.append(Specimen(f"{index}.pdf", out.getvalue(), truth))
    return made


def pages_of(one: Specimen) -> int:
    """Return how many pages a pdf has."""
    return len(_library("pypdfium2").PdfDocument(one.data))
