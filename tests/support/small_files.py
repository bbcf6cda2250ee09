"""Makers of small files of every kind for tests: pictures, pdfs object by object, zips, compound files' heads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import xlsxwriter
from PIL import Image
from tests.support import word


def picture(form: str = "PNG", size: tuple[int, int] = (8, 4), **settings: object) -> bytes:
    """Return a small picture whose pixels all differ."""
    made = io.BytesIO()
    image = Image.new("RGB", size)
    image.putdata([(x * 7 % 256, x * 13 % 256, x * 29 % 256) for x in range(size[0] * size[1])])
    image.save(made, form, **settings)
    return made.getvalue()


def pixels(data: bytes) -> bytes:
    """Return the pixels of a picture as they are stored."""
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of these files."""
    return word.package(parts)


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the files in a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, more: Mapping[str, str | bytes]) -> bytes:
    """Return a zip with more files in it, or others of the same name."""
    return word.package({**parts_of(data), **more})


def workbook(*rows: Sequence[object]) -> bytes:
    """Return a workbook of one sheet."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("公开")
        for number, row in enumerate(rows or [("项目", "数量"), ("甲", 1)]):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def pdf(objects: Mapping[int, str | bytes], *, before: bytes = b"", trailer: str = "") -> bytes:
    """Return a pdf of these objects, 1 the catalogue; with `before` they update that file."""
    made = bytearray(before or b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(made)
        inner = content if isinstance(content, bytes) else content.encode("latin-1")
        made += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    table = len(made)
    made += b"xref\n"
    if not before:
        made += b"0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        made += b"%d 1\n%010d 00000 n \n" % (number, place)
    previous = f"/Prev {before.rindex(b'xref', 0, before.rindex(b'startxref'))}" if before else ""
    made += f"trailer\n<</Root 1 0 R/Size 60{previous}{trailer}>>\nstartxref\n{table}\n%%EOF\n".encode("latin-1")
    return bytes(made)


def stream(content: str, more: str = "") -> str:
    """Return a stream object."""
    return f"<</Length {len(content)}{more}>>\nstream\n{content}\nendstream"


def page_objects(text: str = "Notice of roads", catalogue: str = "", page: str = "") -> dict[int, str | bytes]:
    """Return the objects of a pdf with one page that says `text`."""
    return {
        1: f"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R{page}>>",
        4: stream(f"BT /F1 18 Tf 20 100 Td ({text}) Tj ET"),
        5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
