"""What is printed of a letter, and where, whatever the format: lines of the title, places of signature and day.

Measures are in characters of the body's size (三号); a line has `LINE` of them (GB/T 9704—2012 5.2.3).
"""

from __future__ import annotations

import itertools
import math
import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from gongkai.core.law.days import chinese
from gongkai.core.notices.letter import Block, Grid, Heading, Letter, Listing, Paragraph, Slip
from gongkai.formats.write.texts import clean, lead, paragraphs

LINE = 28
TITLE_LINE = 20  # characters of 二号 in 156 mm
SEAL_PLACE = "（印章）"
CUT_HERE = "（沿此线剪下）"
_STAYING = 12  # lines of attachments that stay with the signature; a whole long list would not fit its page
_DATE_INDENT = 4  # 成文日期右空四字
_SIGNATURE_INDENT = 2
_SHORT_CELL = 8
_CELL_LINE = 36.8  # characters of a cell's size (小四) in 156 mm
_WIDEST = 24.0
_NARROWEST = 2.9  # 序号 and the margins of its cell
_LONG_WORD = re.compile("[!-~]{24}")
_NUMBERED = re.compile(r"（[一二三四五六七八九十]{1,3}）")
_WORDS = re.compile(
    r"(?:(?:不予|予以|部分|无法)(?:公开|处理|提供)|补正|说明理由|延期答复|不存在|终止处理)?(?:告知书|通知书)|"
    r"政府信息公开|政府信息|不予公开|部分公开|予以公开|不予处理|不予提供|依申请公开|年度报告|征求意见|意见|第三方|决定书|答复书|确认函|协办函|登记表|归档目录|"
    r"送达回证|申请人|申请|答复|延期|补正|说明理由|收费|信息处理费|公开|不予|部分|予以|处理|提供|不存在|无法|终止|更正|转送|移送|"
    r"移交|回执|关于|有限责任公司|有限公司|人民政府|委员会|办公室|管理局|管理|监督|服务中心|"
    r"[（〔《“][^）〕》”]{1,12}[）〕》”]|[!-~]+|\d+[年月日号]"
)
_REGIONS = set("省市县区旗州盟镇乡局厅委")
_BEFORE_LABEL = re.compile(r"(?<=[^　])　{2,}(?=[^　：]+：)")
_NEVER_FIRST = set("，。、；：！？）〕》”的了和与及或者等号")
_NEVER_LAST = set("（〔《“")


BodyBlock = Paragraph | Heading | Listing | Grid
"""What stands above the signature: every block but the slips."""


class Masthead(StrEnum):
    """The head of the first page: that of a document (文件格式) or that of a letter (信函格式, GB/T 9704—2012 10.1)."""

    DOCUMENT = "document"
    LETTER = "letter"


class Place(NamedTuple):
    """Where signature and day stand, from the right edge of the text: their common middle, or where each begins."""

    middle: float
    signature: float
    day: float


def one_line(text: str) -> str:
    """Return a text without line ends and the characters no format can hold."""
    return "".join(paragraphs(text))


def body(letter: Letter) -> tuple[BodyBlock, ...]:
    """Return the blocks above the signature, each line of a text a block of its own, the rows of a table of one length."""
    return tuple(part for block in letter.blocks for part in _parts(block))


def _parts(block: Block) -> tuple[BodyBlock, ...]:
    """Return what a block is in print; （一）… alone on its line is a heading of the second level."""
    match block:
        case Paragraph(text):
            return tuple(Heading(line) if lead(line) == len(line) else Paragraph(line) for line in paragraphs(text))
        case Grid():
            return _squared(block)
        case Slip():
            return ()
        case _:
            return (block,)


def _squared(grid: Grid) -> tuple[Grid, ...]:
    """Return the table with its short rows filled up, nothing if it has no cell."""
    width = max(map(len, (grid.head, *grid.rows)))
    head = grid.head + ("",) * (width - len(grid.head)) if grid.head else ()
    rows = tuple(row + ("",) * (width - len(row)) for row in grid.rows)
    return (Grid(head, rows, grid.caption),) if width else ()


def slips(letter: Letter) -> tuple[Slip, ...]:
    """Return the slips to cut off, which stand below the signature."""
    return tuple(block for block in letter.blocks if isinstance(block, Slip))


def has_long_word(text: str) -> bool:
    """Say whether a text has a word, a web address most likely, that may not fit the rest of a line."""
    return _LONG_WORD.search(text) is not None


def heading_level(text: str) -> int:
    """Return 2 for （一）…, which is set in 楷体, and 1 for every other heading.

    >>> heading_level("一、基本情况"), heading_level("（一）申请内容")
    (1, 2)
    """
    return 2 if _NUMBERED.match(text) else 1


def titled(letter: Letter) -> tuple[str, ...]:
    """Return the lines of the title."""
    return broken(one_line(letter.title), whole=one_line(letter.agency))


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a cell, at least one."""
    return tuple(paragraphs(text)) or ("",)


def torn(slip: Slip) -> tuple[str, ...]:
    """Return the lines of a slip with the blanks at their beginnings, which are its indents.

    A line with several places to fill in that is too long is broken before a label.
    """
    return tuple(part for text in slip.lines for line in clean(text).split("\n") for part in _labelled(line.rstrip()))


def _labelled(line: str) -> tuple[str, ...]:
    if breadth(line) <= LINE:
        return (line,)
    indent = line[: len(line) - len(line.lstrip("　"))]
    first, *others = _BEFORE_LABEL.split(line)
    return (first, *(indent + part for part in others))


def numbered(listing: Listing) -> tuple[str, ...]:
    """Return the items of a listing with their numbers."""
    return tuple(f"{number}.{one_line(item)}" for number, item in enumerate(listing.items, 1))


def attached(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Return (number, name) of each attachment; a single one has no number.

    Of one alone the standard wants no number, and no full stop after a name.
    """
    names = [one_line(name).rstrip("。；;") for name in letter.attachments]
    if len(names) == 1:
        return (("", names[0]),)
    return tuple((f"{number}.", name) for number, name in enumerate(names, 1))


def staying(letter: Letter) -> int:
    """Return how many attachments at the end stay with the signature: all, or as many as make up to twelve lines."""
    total = 0
    for count, (number, name) in enumerate(reversed(attached(letter))):
        total += math.ceil(breadth(name) / (LINE - 5 - breadth(number)))
        if total > _STAYING:
            return count
    return len(letter.attachments)


def addressed(letter: Letter) -> str:
    """Return the addressee with its colon, nothing where there is none."""
    name = one_line(letter.addressee).rstrip("：:")
    return f"{name}：" if name else ""


def noted(letter: Letter) -> str:
    """Return the note below the day, in parentheses (附注, GB/T 9704—2012 7.3.7)."""
    note = one_line(letter.contact)
    return f"（{note.rstrip('。')}）" if note and not (note.startswith("（") and note.endswith("）")) else note


def breadth(text: str) -> float:
    """Return how many characters wide a text is; ASCII is half as wide.

    >>> breadth("2025年1月3日")
    6.0
    """
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def place(letter: Letter) -> Place:
    """Return where signature and day stand.

    Under a seal the day stands four characters in and the signature over its middle; without one the signature stands two
    characters in and the day begins two characters to the right of it (GB/T 9704—2012 7.3.5.1, 7.3.5.2).
    """
    signature, day = breadth(one_line(letter.signature)), breadth(chinese(letter.day))
    middle = min(max(_DATE_INDENT + day / 2, _SIGNATURE_INDENT + signature / 2), LINE / 2)
    from_right = max(_SIGNATURE_INDENT + signature - 2, _SIGNATURE_INDENT + day)
    return Place(middle, min(from_right + 2, LINE), min(from_right, LINE))


def ends_with(letter: Letter) -> int:
    """Return how many blocks at the end stay with the signature: as many as make two lines.

    The first of several blocks is none of them: the first page always shows a part of the body (7.2.3).
    """
    blocks = body(letter)
    total = 0
    for count, block in enumerate(reversed(blocks[1:]), 1):
        total += lines(block)
        if total >= 2:
            return count
    return max(len(blocks) - 1, 1)


def lines(block: BodyBlock) -> int:
    """Return about how many lines a block takes."""
    match block:
        case Paragraph(text):
            return math.ceil((breadth(text) + 2) / LINE)
        case Listing(items):
            return len(items)
        case Grid(rows=rows):
            return len(rows) + 1
        case _:
            return 1


def agency_size(name: str, largest: float = 44.0) -> float:
    """Return the size of the agency's name in the head, in points: as large as one line holds.

    >>> agency_size("某县某局"), agency_size("某某市某某区市场监督管理和知识产权局")
    (44.0, 24.0)
    """
    return max(22.0, min(largest, float(math.floor(TITLE_LINE * 22 / max(1.0, breadth(name))))))


def broken(text: str, longest: int = TITLE_LINE, whole: str = "") -> tuple[str, ...]:
    """Return a title in as few lines as hold it, broken between words and of like length.

    `longest` is in characters; `whole` is a word that stays together where it can: the agency's name.

    >>> broken("某某市某某区市场监督管理和知识产权局政府信息公开申请补正告知书", whole="某某市某某区市场监督管理和知识产权局")
    ('某某市某某区市场监督管理和知识产权局', '政府信息公开申请补正告知书')
    >>> broken("政府信息公开告知书")
    ('政府信息公开告知书',)
    """
    if breadth(text) <= longest:
        return (text,)
    bad = _badness(text, whole)

    @cache
    def best(start: int, count: int) -> tuple[float, tuple[str, ...]] | None:
        """Return the least bad way to set `text[start:]` in `count` lines, with its badness; None where there is none."""
        rest = text[start:]
        if count == 1:
            return (0.0 if len(rest) > 2 else 100.0, (rest,)) if breadth(rest) <= longest else None
        wish = breadth(rest) / count
        found: tuple[float, tuple[str, ...]] | None = None
        for at in range(start + 1, len(text)):
            line = text[start:at]
            if breadth(line) > longest:
                break
            below = best(at, count - 1)
            if below is not None:
                total = bad[at] + abs(breadth(line) - wish) ** 1.5 + below[0]
                found = min(found or (math.inf, ()), (total, (line, *below[1])))
        return found

    return next(found[1] for count in itertools.count(2) if (found := best(0, count)) is not None)


def _badness(text: str, whole: str) -> dict[int, float]:
    """Return place → how bad it is to break there."""
    words = [match.span() for match in _WORDS.finditer(text)]
    start = text.find(whole) if whole and breadth(whole) <= TITLE_LINE else -1
    if start >= 0:
        words.append((start, start + len(whole)))
    edges = {edge for word in words for edge in word}
    bad = {at: 0.0 if at in edges else 4.0 if text[at - 1] in _REGIONS else 20.0 for at in range(1, len(text))}
    bad |= {at: 60.0 for begin, end in words for at in range(begin + 1, end)}
    bad |= {at: 200.0 for at in bad if text[at] in _NEVER_FIRST or text[at - 1] in _NEVER_LAST}
    return bad


def columns(grid: Grid) -> tuple[float, ...]:
    """Return the share of the text width that each column has: what its words need, the widest cut where it is too much."""
    lines = (grid.head, *grid.rows) if grid.head else grid.rows
    needs = [_need(column) for column in zip(*lines, strict=True)]
    room = _CELL_LINE - sum(needs)
    if room >= 0:
        weights = [0 if _is_label(grid, at) else need**2 for at, need in enumerate(needs)]
        widths = [need + room * weight / sum(weights) for need, weight in zip(needs, weights, strict=True)]
    else:
        level = _level(needs)
        widths = [min(need, level) for need in needs]
    return tuple(width / sum(widths) for width in widths)


def _is_label(grid: Grid, column: int) -> bool:
    """Say whether a column has the labels of a form: a table without a head, of labels and values by turns."""
    return not grid.head and column % 2 == 0 and len(grid.rows[0]) > 1


def _level(needs: list[float]) -> float:
    """Return the width to which wider columns are cut so that all of them fit."""
    narrow = sorted(needs)
    levels = ((_CELL_LINE - sum(narrow[:count])) / (len(narrow) - count) for count in range(len(narrow)))
    return next(level for need, level in zip(narrow, levels, strict=True) if need > level)


def _need(column: tuple[str, ...]) -> float:
    longest = max(breadth(line) for text in column for line in lines_of(text))
    return max(_NARROWEST, min(longest, _WIDEST) + 1.4)


def is_short(grid: Grid, column: int) -> bool:
    """Say whether all cells of a column are so short that they are centred."""
    return all(breadth(one_line(row[column])) <= _SHORT_CELL for row in grid.rows)
