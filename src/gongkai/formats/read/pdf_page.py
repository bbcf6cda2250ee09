"""One page of a pdf as pdfium tells it: characters with boxes, rule lines, how much of it is a picture.

The calls go to pdfium's own functions through prototypes that take plain addresses and are driven by `map`,
a third of the cost of the wrapped calls: five thousand characters in a few milliseconds. Everything is answered
in points from the top left corner of the page as it is shown (rotation and crop box undone).
pdfium is not made for threads: callers hold `LOCK`.
"""

from __future__ import annotations

import ctypes
from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import compress, pairwise, repeat
from threading import Lock
from typing import Any, NamedTuple, Self

import pypdfium2.raw as pdfium

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Box
from gongkai.formats.read.lattice import Rule

LOCK = Lock()

MAX_CHARACTERS = 200_000
MAX_OBJECTS = 300_000
MAX_SEGMENTS = 400_000
MAX_DEPTH = 8
THIN = 3.0
_QUARTER = 1.5707963267948966
# Two sides of a filled shape at most this long are a dot, not a line.
_DOT = 1.5
# A character lower than this share of the usual height may be flat: its box is that of its ink.
_FLAT = 0.7
_NEIGHBOURS = sorted(range(-16, 17), key=abs)

_TOO_MUCH = "这个 PDF 有一页的内容多得不像一份年度报告，没有读；请用正常导出的 PDF 或 Word 文件"


class Glyph(NamedTuple):
    """One character and its box (x0, top, x1, bottom); the box is the line's height, not the ink's."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    number: int


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page beside its text.

    `areas` are filled boxes, whose edges are lines only where nothing else is; `shapes` counts all paths.
    """

    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    areas: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    shapes: int = 0

    def edges(self) -> tuple[list[Rule], list[Rule]]:
        """Return the edges of the filled areas as horizontal and vertical lines."""
        across = [Rule(y, x0, x1) for x0, y0, x1, y1 in self.areas for y in (y0, y1)]
        return across, [Rule(x, y0, y1) for x0, y0, x1, y1 in self.areas for x in (x0, x1)]


class Turn(NamedTuple):
    """An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the mapped point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Turn) -> Turn:
        """Return the map that does `first`, then this one."""
        e, f = self.point(first.e, first.f)
        return Turn(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            e,
            f,
        )

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return the box around the mapped box."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _bare(function: Any, *types: Any) -> Any:
    """Return a prototype of a pdfium function that takes addresses as plain numbers."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(types[0], *types[1:])(address or 0)


_P, _I, _F = ctypes.c_void_p, ctypes.c_int, ctypes.c_float
_loose_box = _bare(pdfium.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_unicode = _bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
_angle = _bare(pdfium.FPDFText_GetCharAngle, _F, _P, _I)
_origin = _bare(pdfium.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
_font_size = _bare(pdfium.FPDFText_GetFontSize, ctypes.c_double, _P, _I)
_page_object = _bare(pdfium.FPDFPage_GetObject, _P, _P, _I)
_form_object = _bare(pdfium.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
_object_type = _bare(pdfium.FPDFPageObj_GetType, _I, _P)
_bounds = _bare(pdfium.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
_matrix = _bare(pdfium.FPDFPageObj_GetMatrix, _I, _P, _P)
_draw_mode = _bare(pdfium.FPDFPath_GetDrawMode, _I, _P, _P, _P)
_segment_count = _bare(pdfium.FPDFPath_CountSegments, _I, _P)
_segment = _bare(pdfium.FPDFPath_GetPathSegment, _P, _P, _I)
_segment_point = _bare(pdfium.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
_segment_type = _bare(pdfium.FPDFPathSegment_GetType, _I, _P)
_segment_close = _bare(pdfium.FPDFPathSegment_GetClose, _I, _P)

_PATH, _IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
_TEXT = pdfium.FPDF_PAGEOBJ_TEXT
_BEYOND = 0x110000  # Unicode ends here
_MOVE, _BEZIER = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO


class PageReader:
    """A loaded page. Use as a context manager; call `glyphs` before `drawing`.

    `width` and `height` are points of the page set upright: most of its text runs from left to right, whatever the
    page's own rotation says.
    `quarters` says, after `glyphs`, by how many quarter turns (clockwise) a character is turned, if any; `spaces` are
    the numbers of the spaces that the file really has (pdfium adds others where it sees a gap) with their widths.
    """

    def __init__(self, document: Any, index: int) -> None:
        self.handle = pdfium.FPDF_LoadPage(document, index)
        if not self.handle:
            raise ReportUnreadable(f"这个 PDF 的第 {index + 1} 页已损坏，打不开；请重新导出或换一份文件")
        self._page = ctypes.cast(self.handle, ctypes.c_void_p).value or 0
        self._text: Any = None
        self._items: list[int] | None = None
        self._numbers = (ctypes.c_float * 6)()
        self._quarters = 0
        self.quarters: dict[int, int] = {}
        self.spaces: dict[int, float] = {}
        self.shown = Turn(1, 0, 0, 1, 0, 0)
        self.width = self.height = 0.0
        self._turn(0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._text:
            pdfium.FPDFText_ClosePage(self._text)
        pdfium.FPDF_ClosePage(self.handle)

    def glyphs(self) -> list[Glyph]:
        """Return the visible characters in the order of the page's content; spaces are left out."""
        self._text = pdfium.FPDFText_LoadPage(self.handle)
        if not self._text:
            return []
        text = ctypes.cast(self._text, ctypes.c_void_p).value or 0
        count = pdfium.FPDFText_CountChars(self._text)
        if count <= 0:
            return []
        if count > MAX_CHARACTERS:
            raise ReportUnreadable(_TOO_MUCH)
        buffer = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(buffer)
        deque(map(_loose_box, repeat(text), range(count), range(start, start + 16 * count, 16)), maxlen=0)
        angles = list(map(_angle, repeat(text), range(count))) if self._is_turned() else []
        if any(angles):
            self._turn(Counter(round(angle / _QUARTER) % 4 for angle in angles).most_common(1)[0][0])
        corners, characters = buffer[:], self._characters(text, count)
        blanks = [index for index, character in enumerate(characters) if character in _SPACES]
        widths = ((index, corners[4 * index + 2] - corners[4 * index]) for index in blanks)
        self.spaces = {index: width for index, width in widths if width > 0}
        found = self._mended(self._placed(corners, characters))
        return found if not any(angles) else self._upright(found, angles)

    def _characters(self, text: int, count: int) -> list[str]:
        """Return the page's characters: all at once where each is one unit of UTF-16, else one by one."""
        units = (ctypes.c_ushort * (count + 1))()
        if pdfium.FPDFText_GetText(self._text, 0, count, units) == count + 1:
            characters = bytes(units)[: 2 * count].decode("utf-16-le", "replace")
            if len(characters) == count and "\ufffd" not in characters:
                return list(characters)
        return [chr(code) if code < _BEYOND else "\ufffd" for code in map(_unicode, repeat(text), range(count))]

    def _is_turned(self) -> bool:
        """Say whether a text on the page may run otherwise than from left to right."""
        at = ctypes.addressof(self._numbers)
        for item, kind in zip(self._objects(), map(_object_type, self._objects()), strict=True):
            if kind == _FORM:
                return True
            if kind == _TEXT and not (_matrix(item, at) and not any(self._numbers[1:3]) and self._numbers[0] > 0):
                return True
        return False

    def _objects(self) -> list[int]:
        """Return the addresses of the page's objects."""
        if self._items is None:
            count = pdfium.FPDFPage_CountObjects(self.handle)
            if count > MAX_OBJECTS:
                raise ReportUnreadable(_TOO_MUCH)
            self._items = list(map(_page_object, repeat(self._page), range(count)))
        return self._items

    def _turn(self, quarters: int) -> None:
        """Set the page upright whose text is turned clockwise by `quarters`: most of it then runs from left to right."""
        self._quarters = quarters
        self.shown = _shown(self.handle, -quarters)
        left, top, right, bottom = self.shown.box(*_corners(self.handle))
        self.width, self.height = right - left, bottom - top

    def _mended(self, glyphs: list[Glyph]) -> list[Glyph]:
        """Return the characters with boxes of the ink where the line's box can't be (pdfium, vertical fonts)."""
        heights = sorted(glyph.bottom - glyph.top for glyph in glyphs)
        limit = 2.5 * heights[len(heights) // 2] if heights else 0
        if heights and heights[0] < _FLAT / 2.5 * limit:
            glyphs = self._raised(glyphs, _FLAT / 2.5 * limit)
        if not heights or heights[-1] <= limit:
            return glyphs
        return [self._inked(glyph) if glyph.bottom - glyph.top > limit else glyph for glyph in glyphs]

    def _raised(self, glyphs: list[Glyph], limit: float) -> list[Glyph]:
        """Return the characters with flat ones (一, — of Type 3 fonts, whose box is the ink) as high as their line.

        The height is that of the nearest character in the text of the same size on the same baseline.
        """
        raised = list(glyphs)
        feet = [self._foot(glyph) for glyph in glyphs]
        for index, (_, top, _, bottom, _, _) in enumerate(glyphs):
            if bottom - top >= limit:
                continue
            for step in _NEIGHBOURS:
                other = index + step
                if not 0 <= other < len(glyphs):
                    continue
                _, above, _, below, _, _ = glyphs[other]
                if below - above > 1.2 * (bottom - top) and feet[other] == feet[index]:
                    raised[index] = raised[index]._replace(top=above, bottom=below)
                    break
        return raised

    def _foot(self, glyph: Glyph) -> tuple[float, float]:
        """Return the height of a character's baseline and its size, rounded."""
        text = ctypes.cast(self._text, ctypes.c_void_p).value or 0
        place = (ctypes.c_double * 2)()
        at = ctypes.addressof(place)
        _origin(text, glyph.number, at, at + 8)
        return round(self.shown.point(*place)[1]), round(_font_size(text, glyph.number), 1)

    def _inked(self, glyph: Glyph) -> Glyph:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not pdfium.FPDFText_GetCharBox(self._text, glyph.number, left, right, bottom, top):
            return glyph
        box = self.shown.box(left.value, bottom.value, right.value, top.value)
        size = max(box[2] - box[0], box[3] - box[1])
        if size * 2.2 > glyph.bottom - glyph.top or not size:
            return glyph
        return Glyph(*box, glyph.text, glyph.number)

    def _upright(self, glyphs: list[Glyph], angles: list[float]) -> list[Glyph]:
        """Return the characters without watermarks (set at a slant), and remember which ones stand on their side."""
        kept = []
        for glyph in glyphs:
            quarter = angles[glyph.number] / _QUARTER
            nearest = round(quarter)
            if abs(quarter - nearest) < 0.1:
                kept.append(glyph)
                if (nearest - self._quarters) % 4:
                    self.quarters[glyph.number] = (nearest - self._quarters) % 4
        return kept

    def _placed(self, corners: list[float], characters: list[str]) -> list[Glyph]:
        """Return the visible characters; `corners` are left, top, right, bottom of each, one after another."""
        shown = self.shown
        seen = [character not in _BLANKS for character in characters]
        lefts, tops, rights, bottoms = (corners[place::4] for place in range(4))
        if shown.a == 1 and shown.d == -1:
            e, f = shown.e, shown.f
            boxes = zip(
                [x + e for x in lefts],
                [f - y for y in tops],
                [x + e for x in rights],
                [f - y for y in bottoms],
                characters,
                range(len(characters)),
                strict=True,
            )
            return list(map(Glyph._make, compress(boxes, seen)))
        entries = enumerate(zip(lefts, bottoms, rights, tops, characters, strict=True))
        return [
            Glyph(*shown.box(left, bottom, right, top), character, index)
            for index, (left, bottom, right, top, character) in compress(entries, seen)
        ]

    def drawing(self) -> Drawing:
        """Return the page's rule lines and pictures, those inside form objects included."""
        scan = _Scan()
        scan.walk(self._objects(), self.shown, 0)
        return scan.drawing


_SPACES = frozenset(" \xa0\u3000")
_BLANKS = frozenset(
    map(chr, (*range(33), 0x7F, 0xA0, 0xAD, 0x2002, 0x2003, 0x200B, 0x2028, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF))
)


def _corners(page: Any) -> Box:
    """Return the visible part of the page in its own coordinates: left, bottom, right, top."""
    box = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, box):
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))


def _shown(page: Any, quarters: int) -> Turn:
    """Return the map from the page's own coordinates to points from the top left, turned by clockwise quarters."""
    left, bottom, right, top = _corners(page)
    return (
        Turn(1, 0, 0, -1, -left, top),
        Turn(0, 1, 1, 0, -bottom, -left),
        Turn(-1, 0, 0, 1, right, -bottom),
        Turn(0, -1, -1, 0, top, right),
    )[quarters % 4]


class _Scan:
    """Collects lines while walking the page's objects."""

    def __init__(self) -> None:
        self.drawing = Drawing()
        self._numbers = (ctypes.c_float * 6)()
        self._modes = (ctypes.c_int * 2)()
        self._at = ctypes.addressof(self._numbers)
        self._mode_at = ctypes.addressof(self._modes)
        self._objects = 0
        self._segments = 0

    def walk(self, objects: list[int], turn: Turn, depth: int) -> None:
        self._objects += len(objects)
        if self._objects > MAX_OBJECTS:
            raise ReportUnreadable(_TOO_MUCH)
        for item, kind in zip(objects, map(_object_type, objects), strict=True):
            if kind == _PATH:
                self._path(item, turn)
            elif kind == _IMAGE:
                self._image(item, turn)
            elif kind == _FORM and depth < MAX_DEPTH:
                inner = turn.after(self._matrix_of(item))
                count = pdfium.FPDFFormObj_CountObjects(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT))
                self.walk(list(map(_form_object, repeat(item), range(max(count, 0)))), inner, depth + 1)

    def _matrix_of(self, item: int) -> Turn:
        return Turn(*self._numbers) if _matrix(item, self._at) else Turn(1, 0, 0, 1, 0, 0)

    def _box(self, item: int, turn: Turn) -> Box | None:
        at = self._at
        if not _bounds(item, at, at + 4, at + 8, at + 12):
            return None
        left, bottom, right, top, _, _ = self._numbers
        return turn.box(left, bottom, right, top)

    def _image(self, item: int, turn: Turn) -> None:
        box = self._box(item, turn)
        if box is not None and not self._line(*box):
            self.drawing.pictures.append(box)

    def _path(self, item: int, turn: Turn) -> None:
        _draw_mode(item, self._mode_at, self._mode_at + 4)
        filled, stroked = self._modes
        if not filled and not stroked:
            return
        self.drawing.shapes += 1
        box = self._box(item, turn)
        if box is None or self._line(*box):
            return
        count = _segment_count(item)
        if not stroked and 4 <= count <= 5:
            self.drawing.areas.append(box)
            return
        self._segments += max(count, 0)
        if self._segments > MAX_SEGMENTS:
            raise ReportUnreadable(_TOO_MUCH)
        for outline in self._outlines(item, count, turn.after(self._matrix_of(item))):
            self._outline(outline, stroked=bool(stroked))

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Add a thin box as a line; say whether it was one."""
        width, height = x1 - x0, y1 - y0
        if width > THIN and height > THIN:
            return False
        if width >= height and width > _DOT:
            self.drawing.horizontals.append(Rule((y0 + y1) / 2, x0, x1))
        elif height > width and height > _DOT:
            self.drawing.verticals.append(Rule((x0 + x1) / 2, y0, y1))
        return True

    def _outlines(self, item: int, count: int, turn: Turn) -> list[list[tuple[float, float]]]:
        """Return the path's straight-lined pieces as points as shown; a piece with curves is left out."""
        pieces: list[list[tuple[float, float]]] = []
        current: list[tuple[float, float]] = []
        curved = False
        for number in range(count):
            segment = _segment(item, number)
            kind = _segment_type(segment)
            if kind == _MOVE:
                if len(current) > 1 and not curved:
                    pieces.append(current)
                current, curved = [], False
            _segment_point(segment, self._at, self._at + 4)
            current.append(turn.point(self._numbers[0], self._numbers[1]))
            curved = curved or kind == _BEZIER
            if _segment_close(segment) and current:
                current.append(current[0])
        if len(current) > 1 and not curved:
            pieces.append(current)
        return pieces

    def _outline(self, points: list[tuple[float, float]], *, stroked: bool) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if self._line(min(xs), min(ys), max(xs), max(ys)):
            return
        if not stroked:
            self.drawing.areas.append((min(xs), min(ys), max(xs), max(ys)))
            return
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ax - bx) <= 0.5 or abs(ay - by) <= 0.5:
                self._line(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
