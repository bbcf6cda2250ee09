"""Tables recovered from running text: labels in the form's order, figures between them, cut by the form's arithmetic."""

from __future__ import annotations

import re

from gongkai.core.report.cells import ABSENT, Cell, Mark, Recovery
from gongkai.core.report.layouts import Y2019, Y2021, Layout, Line
from gongkai.core.report.model import Table
from gongkai.formats.figures import figure
from gongkai.formats.locate.digits import Cut, Numbers, cut_groups, cut_row, settle, ways_to_cut
from gongkai.formats.locate.stream import Chunk, cells_in, chunks, condensed, tokens_in
from gongkai.formats.locate.table4 import COLUMNS, GROUPS

_HOW = {
    "digits": (Recovery.DIGITS, "数字连写，位数与格数相同，按格拆开"),
    "arithmetic": (Recovery.ARITHMETIC, "数字连写，按表内勾稽关系拆开"),
}
_NOT_SEPARABLE = "数字连写，无法确定各格是多少"
_TELLING3 = {
    "received": re.compile(r"(?:一、?)?本年(?:度)?新收[^\d\x1f|]{0,14}"),
    "brought_forward": re.compile(r"(?:二、?)?上年(?:度)?结转[^\d\x1f|]{0,14}"),
    "withheld_security_stability": re.compile(r"(?:3[.．、]?)?危及.{0,3}三安全一稳定.?"),
    "declined_petition": re.compile(r"(?:1[.．、]?)?信访、?举报、?投诉类申请"),
    "otherwise_not_rectified": re.compile(r"(?:1[.．、]?)?申请人[^\d]{0,6}逾期不补正[^\d\x1f|]{0,24}"),
    "otherwise_fee_unpaid": re.compile(r"(?:2[.．、]?)?申请人逾期未按收费[^\d\x1f|]{0,34}"),
    "settled": re.compile(r"[(（]七[)）]、?总计"),
    "carried_forward": re.compile(r"(?:四、?)?结转(?:至)?下(?:一)?年度?[^\d\x1f|]{0,8}"),
}
_SINGLE_OTHERWISE = re.compile(r"其[他它]处理(?=[\x1f|]*[\d\-/—])(?!\s*1[.．、]?申请)")


def table3(text: str) -> Table | None:
    """Recover table 3 from the running text of its section, or None where its rows do not stand there."""
    stream = condensed(text)
    single = _SINGLE_OTHERWISE.search(stream) is not None and "逾期不补正" not in stream
    layout = Y2019 if single else Y2021
    found = chunks(stream, layout.table3, _TELLING3)
    if len(found) < 3 or not any(re.search(r"\d", chunk.text) for chunk in found):
        return None
    columns = tuple(column.key for column in layout.table3_columns)
    direct, cuts, raws = _rows3(found, len(columns))
    leaves = [line.key for line in layout.leaves]
    settled = settle(cuts | {key: Cut((_values(cells),), "tokens") for key, cells in direct.items()}, leaves, len(columns))
    table: Table = {}
    for line in layout.table3:
        if line.key in direct:
            table[line.key] = dict(zip(columns, direct[line.key], strict=True))
        elif line.key in cuts:
            cells = _cells(settled[line.key], cuts[line.key], raws[line.key])
            table[line.key] = dict(zip(columns, cells, strict=True))
        else:
            table[line.key] = _unseparated(raws.get(line.key), columns)
    return table


def _rows3(found: list[Chunk], width: int) -> tuple[dict[str, list[Cell]], dict[str, Cut], dict[str, list[str]]]:
    direct: dict[str, list[Cell]] = {}
    cuts: dict[str, Cut] = {}
    raws: dict[str, list[str]] = {}
    for chunk in found:
        texts = cells_in(chunk.text, width)
        if texts is not None:
            direct[chunk.key] = [figure(text) for text in texts]
            continue
        tokens = tokens_in(chunk.text)
        raws[chunk.key] = tokens
        cut = cut_row(tokens, width)
        if cut.ways:
            cuts[chunk.key] = cut
    return direct, cuts, raws


def _values(cells: list[Cell]) -> Numbers:
    return tuple(cell.value if isinstance(cell.value, int) else None for cell in cells)


def _cells(numbers: Numbers, cut: Cut, tokens: list[str]) -> list[Cell]:
    if cut.how == "tokens":
        return [figure(token) for token in tokens]
    recovered, note = _HOW[cut.how]
    raw = " ".join(tokens)
    return [
        Cell(None, Mark.UNDECIDED, raw, note=_NOT_SEPARABLE)
        if number is None
        else Cell(number, Mark.NUMBER, raw, recovered=recovered, note=note)
        for number in numbers
    ]


def _unseparated(tokens: list[str] | None, columns: tuple[str, ...]) -> dict[str, Cell]:
    """Return the cells of a row whose figures are missing (blank) or too few or too many to tell apart."""
    if not tokens:
        return dict.fromkeys(columns, Cell(None, Mark.BLANK) if tokens is not None else ABSENT)
    raw = " ".join(tokens)
    cell = Cell(None, Mark.UNDECIDED, raw, note=f"该行只有{len(tokens)}个数，无法确定各属哪一列")
    return dict.fromkeys(columns, cell)


def table4(text: str) -> Table | None:
    """Recover table 4 from the running text of its section: the figures after its last header cell."""
    stream = condensed(text)
    end = max((match.end() for match in re.finditer(r"[总合]计|尚未审结|复议后起诉", stream)), default=0)
    if not end:
        return None
    body = stream[end:]
    texts = cells_in(_until_words(body), len(GROUPS) * len(COLUMNS))
    if texts is not None:
        cells = [figure(part) for part in texts]
    else:
        tokens = tokens_in(_until_words(body))
        if not tokens:
            return None
        cut = cut_groups(tokens, len(GROUPS), len(COLUMNS))
        if not cut.ways:
            cell = Cell(None, Mark.UNDECIDED, " ".join(tokens), note=_NOT_SEPARABLE)
            return {group: dict.fromkeys(COLUMNS, cell) for group in GROUPS}
        agreed = tuple(
            column[0] if all(value == column[0] for value in column) else None
            for column in zip(*cut.ways, strict=True)
        )
        cells = _cells(agreed, cut, tokens)
    keyed = iter(cells)
    return {group: {column: next(keyed) for column in COLUMNS} for group in GROUPS}


def _until_words(body: str) -> str:
    match = re.search(r"[\u4e00-\u9fff]{4,}", body)
    return body[: match.start()] if match else body


_LINES2 = {
    "government_rules": re.compile(r"(?<!法规、)(?:政府|部门)?规章(?=[\d\x1f|\-—/])"),
    "normative_documents": re.compile(r"(?:行政)?规范性文件(?=[\d\x1f|\-—/])"),
    "licenses": re.compile(r"行政许可(?=[\d\x1f|\-—/])"),
    "other_services": re.compile(r"其[他它]对外管理服务事项(?=[\d\x1f|\-—/])"),
    "penalties": re.compile(r"行政处罚(?=[\d\x1f|\-—/])"),
    "compulsions": re.compile(r"行政强制(?=[\d\x1f|\-—/])"),
    "charges": re.compile(r"行政事业[性型]?收费(?=[\d\x1f|\-—/])"),
    "procurement": re.compile(r"政府集中采购(?=[\d\x1f|\-—/])"),
}


def table2(text: str, layout: Layout | None) -> tuple[Table, Layout] | None:
    """Recover table 2 from the running text of its section; `layout` where grids have told the edition already."""
    stream = condensed(text)
    start = stream.find("第二十条第")
    start = start if start >= 0 else next(iter([m.start() for m in re.finditer(r"本年(?:\(20\d\d\))?制发|新制作", stream)]), -1)
    if start < 0:
        return None
    body = stream[start:]
    layout = layout or (Y2019 if re.search(r"新制作|对外公开总数|项目数量", body) else Y2021)
    money = {column.key for block in layout.table2 for column in block.columns if column.money}
    shape = layout.shape("table2")
    lines = [line for block in layout.table2 for line in block.lines]
    table: Table = {}
    for chunk in _chunks2(body, lines):
        columns = shape[chunk.key]
        table[chunk.key] = _row2(chunk, columns, money)
    if not table:
        return None
    return {key: table.get(key, dict.fromkeys(columns, ABSENT)) for key, columns in shape.items()}, layout


def _chunks2(body: str, lines: list[Line]) -> list[Chunk]:
    found: list[tuple[int, int, str]] = []
    for line in lines:
        match = _LINES2[line.key].search(body)
        if match is not None:
            found.append((match.start(), match.end(), line.key))
    found.sort()
    stops = [*[start for start, _, _ in found[1:]], len(body)][: len(found)]
    chunks_found = []
    for (_, end, key), stop in zip(found, stops, strict=True):
        text = body[end:stop]
        other = re.search(r"[\u4e00-\u9fff]{4,}", re.sub(r"\([^()]*\)", lambda m: "\x00" * len(m[0]), text))
        chunks_found.append(Chunk(key, text[: other.start()] if other else text))
    return chunks_found


_ONE_FIGURE = re.compile(r"[\x1f|]*((?:约|近)?-?\d[\d,]*(?:\.\d+)?(?:亿元|万元|元)?(?:\([^()]*\))?|[-—/]+)")


def _row2(chunk: Chunk, columns: tuple[str, ...], money: set[str]) -> dict[str, Cell]:
    texts = cells_in(chunk.text, len(columns)) if len(columns) > 1 else None
    if texts is None and len(columns) == 1:
        only = _ONE_FIGURE.match(chunk.text)
        return {columns[0]: figure(only[1], money=columns[0] in money) if only else Cell(None, Mark.BLANK)}
    if texts is not None:
        return {key: figure(text, money=key in money) for key, text in zip(columns, texts, strict=True)}
    tokens = tokens_in(chunk.text)
    if len(tokens) == len(columns):
        return {key: figure(token, money=key in money) for key, token in zip(columns, tokens, strict=True)}
    return _cut2(chunk.text, tokens, columns)


def _cut2(raw: str, tokens: list[str], columns: tuple[str, ...]) -> dict[str, Cell]:
    ways = ways_to_cut(tokens, len(columns)) if all(token.isdecimal() for token in tokens) else []
    recovered, note = _HOW["digits"]
    if len(ways) > 1:
        ways, note = _plausible(ways, columns)
        recovered = Recovery.PLAUSIBLE
    if len(ways) != 1:
        return dict.fromkeys(columns, Cell(None, Mark.UNDECIDED, raw, note=_NOT_SEPARABLE))
    return {
        key: Cell(number, Mark.NUMBER, raw, recovered=recovered, note=note)
        for key, number in zip(columns, ways[0], strict=True)
    }


def _plausible(ways: list[Numbers], columns: tuple[str, ...]) -> tuple[list[Numbers], str]:
    """Keep the ways that the meaning of the columns allows.

    What was issued this year is still in force at its end unless it was repealed in the same year; what was
    newly disclosed is part of what is disclosed in all; three equal numbers are one number printed thrice.
    """
    if columns == ("issued", "repealed", "in_force"):
        kept = [way for way in ways if (way[2] or 0) >= (way[0] or 0)]
        return kept, "数字连写，按“现行有效件数不少于本年制发件数”拆开"
    if columns == ("made", "newly_disclosed", "disclosed_total"):
        equal = [way for way in ways if len(set(way)) == 1]
        if equal:
            return equal, "数字连写，三个数相同，按此拆开"
        return [way for way in ways if (way[2] or 0) >= (way[1] or 0)], "数字连写，按“对外公开总数量不少于本年新公开数量”拆开"
    return ways, ""
