"""Lists of people whose circumstances they tell: relief, disability, probation; the names beside their numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from gongkai.core.publication.marks import Kind, Mark, either
from gongkai.core.publication.passage import HAN, Passage

_TITLE = re.compile(rf"^.{{0,40}}{either('relief_words')}.{{0,20}}{either('name_list_words')}[^,;。]{{0,10}}$")
_CELL = re.compile(r"[^\t ,、|;:]+")
_NAME = re.compile(rf"{either('surnames')}[{HAN}·]{{1,2}}$")
_SHORTENED = re.compile("[某*×]")
_COLUMN = re.compile(r"(?:户|号|名|额|址|别|注|型|类|方|期|数|费|式|果|况|族|业|站|局)$")
_NUMBERS = frozenset((Kind.IDENTITY_NUMBER, Kind.DISABILITY_CERTIFICATE, Kind.MOBILE_NUMBER, Kind.BANK_CARD))
TITLE_LENGTH = 70
PROSE_LENGTH = 160


def find_name_lists(passage: Passage, marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield the titles of such lists, and every full name that stands in a row with a number found in `marks`."""
    title: tuple[int, int] | None = None
    rows = 0
    starts = [mark.start for mark in sorted(marks, key=lambda mark: mark.start) if mark.kind in _NUMBERS]
    for first, last in _lines(passage):
        line = passage.plain[first:last]
        if len(line) <= TITLE_LENGTH and _TITLE.match(line.strip()):
            yield from _titled(passage, title, rows)
            title, rows = (first, last), 0
        elif title and len(line) > PROSE_LENGTH:
            yield from _titled(passage, title, rows)
            title = None
        elif title and (name := _name(line)):
            rows += 1
            if _has_number(starts, first, last):
                span = first + name.start(), first + name.end()
                yield passage.mark(Kind.LISTED_NAME, span, "姓名与号码列在同一行，名单又写明了个人境况")
    yield from _titled(passage, title, rows)


def _titled(passage: Passage, title: tuple[int, int] | None, rows: int) -> Iterator[Mark]:
    if title and rows:
        yield passage.mark(Kind.NAME_LIST, title, f"名单里有{rows}行写着完整的姓名")


def _lines(passage: Passage) -> Iterator[tuple[int, int]]:
    for first, following in zip(passage.line_starts, [*passage.line_starts[1:], len(passage.plain) + 1], strict=True):
        yield first, following - 1


def _name(line: str) -> re.Match[str] | None:
    """Return the first cell of a row that is a full name; headings such as 户名 are none."""
    for cell in _CELL.finditer(line):
        if (
            len(cell[0]) <= 4
            and _NAME.match(cell[0])
            and not _SHORTENED.search(cell[0])
            and not _COLUMN.search(cell[0])
        ):
            return cell
    return None


def _has_number(starts: list[int], first: int, last: int) -> bool:
    at = bisect_left(starts, first)
    return at < len(starts) and starts[at] < last
