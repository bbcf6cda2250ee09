"""Set small pdf pages with Typst and the fonts the program ships, and write raw pdf pages by hand."""

from __future__ import annotations

import random
import zlib
from importlib.resources import files

import typst

from gongkai.core.report.layouts import y2021

FONTS = str(files("gongkai.formats.write") / "assets" / "fonts")


def set_page(markup: str, *, size: str = "10pt", page: str = 'paper: "a4", margin: 2cm') -> bytes:
    """Return the pdf of Typst markup."""
    head = f'#set page({page})\n#set text(font: "Gongkai Song", size: {size}, lang: "zh")\n'
    made = typst.compile((head + markup).encode(), font_paths=[FONTS], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def table3(seed: int) -> tuple[str, list[list[str]]]:
    """Return Typst markup of a table of 25 rows by 7 figures, and its rows as text, label first."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable test, no secret

    def figure() -> str:
        return str(rng.choice((0, 0, 0, rng.randint(1, 9), rng.randint(10, 99), rng.randint(100, 9999))))

    lines = (*y2021.LINES_BEFORE_OTHERWISE, *y2021.OTHERWISE_IN_THREE, *y2021.LINES_AFTER_OTHERWISE)
    rows = [[line.label, *(figure() for _ in range(7))] for line in lines]
    rows[4][3], rows[7][5], rows[9][2] = "", "-", "/"
    heads = ["项目", *(column.label for column in y2021.APPLICANTS)]
    cells = "".join("".join(f'"{text}", ' for text in row) + "\n" for row in [heads, *rows])
    return (
        f"#table(columns: (3fr,) + (1fr,) * 7, align: (left,) + (center,) * 7, stroke: 0.5pt,\n{cells})\n",
        [heads, *rows],
    )


def raw_page(content: bytes, *, box: tuple[int, int, int, int] = (0, 0, 595, 842), pages: int = 1) -> bytes:
    """Return a pdf whose pages all show `content` (pdf operators; font `/F` is Helvetica)."""
    packed = zlib.compress(content)
    corners = " ".join(map(str, box)).encode()
    return b"".join(
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
            b"2 0 obj<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>endobj\n" % pages,
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[" + corners + b"]/Contents 4 0 R",
            b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n",
            b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream endobj\n",
            b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>",
        )
    )
