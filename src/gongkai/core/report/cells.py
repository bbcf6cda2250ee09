"""A cell of a report: its number, how it stood in the document, and where.

Blank, dash, slash, zero and unreadable are different things and stay different; nothing is zero-filled.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """How a cell stood in the document."""

    NUMBER = "number"
    BLANK = "blank"  # an empty cell
    DASH = "dash"  # -, —, －
    SLASH = "slash"  # /, ／
    NONE = "none"  # 无
    UNREADABLE = "unreadable"  # something is there that is no number
    UNDECIDED = "undecided"  # digits are there, but which belong to this cell can't be decided
    ABSENT = "absent"  # the document has no such cell


class Recovery(StrEnum):
    """How a number was won back where the document had lost its structure."""

    DIGITS = "digits"  # run-together digits with exactly as many digits as cells
    ARITHMETIC = "arithmetic"  # the form's equations leave one way to separate the digits
    PLAUSIBLE = "plausible"  # one way is left that the meaning of the columns allows
    ORDER = "order"  # no label: placed by the form's order of rows or columns
    OCR = "ocr"  # read from a picture
    UNIT = "unit"  # converted to the form's unit (元 or 亿元 to 万元)


class Place(NamedTuple):
    """Where a cell stood: page, table, row and column count from 1; `box` is x0, y0, x1, y1.

    `box` is in points from the top left corner of a pdf page, in pixels for a picture.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: tuple[float, float, float, float] | None = None


class Cell(NamedTuple):
    """One number of the report.

    `value` is None unless `mark` is NUMBER. Counts are int; amounts of money are Decimal in 万元.
    `raw` is the text as it stood; `remark` what stood beside the number (`22（其中修订16件）`);
    `recovered` how it was won back, with the reason in Chinese in `note`.
    """

    value: int | Decimal | None
    mark: Mark = Mark.NUMBER
    raw: str = ""
    place: Place | None = None
    remark: str | None = None
    recovered: Recovery | None = None
    note: str | None = None


ABSENT = Cell(None, Mark.ABSENT)
