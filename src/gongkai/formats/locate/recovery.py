"""Tables recovered from running text: labels in the form's order, figures between them, cut by the form's arithmetic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.core.report.cells import ABSENT, Cell, Mark, Recovery
from gongkai.core.report.layouts import Y2019, Y2021, Layout, Line
from gongkai.core.report.model import Table
from gongkai.formats.figures import figure
from gongkai.formats.locate.digits import Cut, Numbers, cut_groups, cut_row, settle, signed_ways, ways_to_cut
from gongkai.formats.locate.lines import printed_groups, printed_rows
from gongkai.formats.locate.stream import Chunk, cells_in, chunks, condensed, is_separated, tokens_in
from gongkai.formats.locate.table4 import COLUMNS, GROUPS

_HOW = {
    "digits": (Recovery.DIGITS, "数字连写，位数与格数相同，按格拆开"),
    "arithmetic": (Recovery.ARITHMETIC, "数字连写，按表内勾稽关系拆开"),
}
_OPEN = "\x00"  # before the text of a row whose figures can't be told apart
_NOT_SEPARABLE = "数字连写，无法确定各格是多少"
_ORDINAL = r"(?:[1-8][.．、)])?"
_MORE = r"[^\d\x1f|]"
_TELLING3 = {
    key: re.compile(words)
    for key, words in {
        "received": rf"(?:一、?)?本年(?:度)?新收{_MORE}{{0,14}}",
        "brought_forward": rf"(?:二、?)?上一?年(?:度)?结转{_MORE}{{0,14}}",
        "disclosed": r"\(一\)、?予以?公开",
        "partly_disclosed": r"\(二\)、?部分公开(?:\([^()\d]{0,40}\))?",
        "withheld_state_secret": rf"{_ORDINAL}(?:属于|涉及)?国家秘密",
        "withheld_by_law": rf"{_ORDINAL}其[他它]法律{_MORE}{{0,5}}法规{_MORE}{{0,4}}公开",
        "withheld_security_stability": rf"{_ORDINAL}危及.{{0,3}}三安全一稳定.?",
        "withheld_third_party": rf"{_ORDINAL}(?:保护|涉及)第三方{_MORE}{{0,8}}",
        "withheld_internal_affairs": rf"{_ORDINAL}(?:属于)?(?:三类)?内部事务(?:类)?(?:信息)?",
        "withheld_process": rf"{_ORDINAL}(?:属于)?(?:四类)?过程性(?:信息)?",
        "withheld_enforcement_file": rf"{_ORDINAL}(?:属于)?行政执法案卷(?:信息)?",
        "withheld_administrative_query": rf"{_ORDINAL}(?:属于)?行政查询(?:事项)?",
        "unavailable_not_held": rf"{_ORDINAL}本?(?:行政)?机关不掌握{_MORE}{{0,8}}",
        "unavailable_to_be_created": rf"{_ORDINAL}没有现成{_MORE}{{0,12}}",
        "unavailable_still_unclear": rf"{_ORDINAL}补正后{_MORE}{{0,12}}",
        "declined_petition": rf"{_ORDINAL}信访、?举报、?投诉类?(?:申请)?",
        "declined_duplicate": rf"{_ORDINAL}重复(?:性|类)?申请",
        "declined_publication": rf"{_ORDINAL}(?:要求)?提供公开出版物",
        "declined_excessive": rf"{_ORDINAL}无正当理由大量{_MORE}{{0,8}}",
        "declined_reissue": rf"{_ORDINAL}要求行政机关{_MORE}{{0,18}}",
        "otherwise_not_rectified": rf"{_ORDINAL}申请人{_MORE}{{0,6}}逾期不补正{_MORE}{{0,24}}",
        "otherwise_fee_unpaid": rf"{_ORDINAL}申请人逾期未按收费{_MORE}{{0,34}}",
        "otherwise_other": r"(?:3[.．、)])其[他它](?!处理)",
        "otherwise": r"(?:\(六\)、?)?其[他它]处理",
        "settled": r"\(七\)、?[总合]计",
        "carried_forward": rf"(?:四、?)?结转(?:至)?下(?:一)?年度?{_MORE}{{0,8}}",
    }.items()
}
_OF_THREE_OTHERWISE = re.compile(r"逾期不补正|收费通知|逾期未按|其[他它]处理[^\d]{0,3}(?:3[.．、)]?)?其[他它](?!处理)")


_LONGEST = 60_000  # characters looked at for a table; the longest seen has four thousand


def _stream(text: str) -> str:
    """Return the running text condensed; of a very long one what stands around the first row of table 3, or its end."""
    if len(text) > _LONGEST:
        first = text.find("本年新收")
        start = max(0, first - _LONGEST // 2) if first >= 0 else len(text) - _LONGEST
        text = text[start : start + _LONGEST]
    return condensed(text)


def table3(text: str) -> Table | None:
    """Recover table 3 from the running text of its section, or None where its rows do not stand there."""
    printed = printed_rows(text[-_LONGEST:])
    if printed is not None:
        keys = [column.key for column in Y2021.table3_columns]
        return {row: dict(zip(keys, map(figure, texts), strict=True)) for row, texts in printed.items()}
    stream = _stream(text)
    single = re.search(r"其[他它]处理", stream) is not None and _OF_THREE_OTHERWISE.search(stream) is None
    layout = Y2019 if single else Y2021
    found = chunks(stream, layout.table3, _TELLING3)
    if len(found) < 3 or not any(re.search(r"\d", chunk.text) for chunk in found):
        return None
    columns = tuple(column.key for column in layout.table3_columns)
    if re.search(r"小计", stream.partition("本年新收")[0].rpartition("自然人")[2]):
        found = [chunk._replace(text=_without_subtotal(chunk.text, len(columns))) for chunk in found]
    direct, cuts, raws = _rows3(found, len(columns))
    leaves = [line.key for line in layout.leaves]
    settled = settle(
        cuts | {key: Cut((_values(cells),), "tokens") for key, cells in direct.items()}, leaves, len(columns)
    )
    left = {key: tokens for key, tokens in raws.items() if key not in cuts}
    scattered = _is_scattered(left, len(columns))
    keys = [line.key for line in layout.table3]
    doubtful = set(keys) if scattered else _beside(left, keys)
    table: Table = {}
    for line in layout.table3:
        if line.key in direct:
            cells = direct[line.key]
            table[line.key] = _told_by_sum(cells, columns) if line.key in doubtful else _keyed(cells, columns)
        elif line.key in cuts:
            table[line.key] = _keyed(_cells(settled[line.key], cuts[line.key], raws[line.key]), columns)
        else:
            table[line.key] = _unseparated(raws.get(line.key), columns, scattered=scattered)
    return table


def _keyed(cells: Sequence[Cell], columns: tuple[str, ...]) -> dict[str, Cell]:
    return dict(zip(columns, cells, strict=True))


def _is_scattered(left: dict[str, list[str]], width: int) -> bool:
    """Tell whether figures stand behind other labels than their own: a row left open has too many, or several too few."""
    counts = [len(tokens) for tokens in left.values()]
    return any(count > width for count in counts) or sum(0 < count < width for count in counts) > 1


def _beside(left: dict[str, list[str]], keys: list[str]) -> set[str]:
    """Return the rows before and behind those left open, which may have lost a figure to them."""
    places = [keys.index(key) for key, tokens in left.items() if tokens]
    return {keys[place] for at in places for place in (at - 1, at + 1) if 0 <= place < len(keys)}


_SCATTERED = "文字中数字与项目名称的次序散乱，无法确定属于这一格的是哪个数"


def _told_by_sum(cells: list[Cell], columns: tuple[str, ...]) -> dict[str, Cell]:
    """Keep a row between scattered ones only where its figures add up to its total."""
    numbers = [number or 0 for number in _values(cells)]
    if sum(numbers[:-1]) == numbers[-1]:
        return _keyed(cells, columns)
    raw = " ".join(cell.raw for cell in cells)
    return dict.fromkeys(columns, Cell(None, Mark.UNDECIDED, raw, note=_SCATTERED))


def _without_subtotal(text: str, width: int) -> str:
    """Take the column 小计 that stands before 总计 out of a row; a row run together loses what can't be told."""
    texts = cells_in(text, width + 1)
    if texts is None:
        tokens = tokens_in(text)
        texts = tokens if len(tokens) == width + 1 and cut_row(tokens, width + 1).ways else None
    return "|".join([*texts[:-2], texts[-1]]) if texts is not None else _OPEN + text


def _rows3(found: list[Chunk], width: int) -> tuple[dict[str, list[Cell]], dict[str, Cut], dict[str, list[str]]]:
    direct: dict[str, list[Cell]] = {}
    cuts: dict[str, Cut] = {}
    raws: dict[str, list[str]] = {}
    for chunk in found:
        texts = cells_in(chunk.text, width)
        if texts is not None and not chunk.text.startswith(_OPEN):
            direct[chunk.key] = [figure(text) for text in texts]
        else:
            raws[chunk.key] = tokens_in(chunk.text)
    together = _Together.of([row for row in raws.values() if row], len(direct), len(found), width)
    for chunk in found:
        tokens = raws.get(chunk.key, [])
        if chunk.text.startswith(_OPEN):
            continue
        if len(tokens) != width and (is_separated(chunk.text, width) or not together.allows(tokens)):
            continue
        cut = cut_row(tokens, width)
        if cut.ways:
            cuts[chunk.key] = cut
    return direct, cuts, raws


_ROWS_LEFT_EMPTY = 3  # a publisher skips a row or two; more, and blank is how this one prints zero


class _Together(NamedTuple):
    """What the rows of a table tell about how its figures were run together.

    `blanks`: blank cells leave no trace, so a row's digits need not be all its cells; `joined`: some figures are
    surely several cells (01); `apart`: most rows have each cell apart.
    """

    blanks: bool
    joined: bool
    apart: bool

    @classmethod
    def of(cls, rows: list[list[str]], separate: int, found: int, width: int) -> _Together:
        short = sum(1 for row in rows if sum(map(_digits, row)) < width)
        whole = separate + sum(1 for row in rows if len(row) == width)
        return cls(
            blanks=short * 8 > len(rows) or found - len(rows) - separate > _ROWS_LEFT_EMPTY,
            joined=any(_is_joined(token, width) for row in rows for token in row),
            apart=whole * 2 > len(rows) + separate,
        )

    def allows(self, tokens: list[str]) -> bool:
        """Tell whether the figures of a row may be cut."""
        if self.blanks or not self.joined:
            return False
        return not self.apart or len(tokens) == 1


def _digits(token: str) -> int:
    return max(1, sum(1 for char in token if char.isdecimal()))


def _is_joined(token: str, width: int) -> bool:
    return token.isdecimal() and len(token) > 1 and (token[0] == "0" or len(token) >= width)


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


def _unseparated(tokens: list[str] | None, columns: tuple[str, ...], *, scattered: bool) -> dict[str, Cell]:
    """Return the cells of a row whose figures are missing (blank) or too few or too many to tell apart."""
    if tokens == [] and scattered:
        return dict.fromkeys(columns, Cell(None, Mark.UNDECIDED, "", note=_SCATTERED))
    if not tokens:
        return dict.fromkeys(columns, Cell(None, Mark.BLANK) if tokens is not None else ABSENT)
    raw = " ".join(tokens)
    digits = sum(len(token) if token.isdecimal() else 1 for token in tokens)
    why = f"该行只有{len(tokens)}个数，无法确定各属哪一列" if digits < len(columns) else _NOT_SEPARABLE
    cell = Cell(None, Mark.UNDECIDED, raw, note=why)
    return dict.fromkeys(columns, cell)


def table4(text: str) -> Table | None:
    """Recover table 4 from the running text of its section: the figures after its last header cell, or a group a row."""
    printed = printed_groups(text)
    if printed is not None:
        fifteen = iter(printed)
        return {group: {column: figure(next(fifteen)) for column in COLUMNS} for group in GROUPS}
    stream = _stream(text)
    rows = _rows4(stream)
    if rows is not None:
        return rows
    end = max((match.end() for match in re.finditer(r"[总合]计|尚未审结|复议后起诉", stream)), default=0)
    if not end or "维持" not in stream:
        return None
    body = stream[end:]
    texts = cells_in(_until_words(body), len(GROUPS) * len(COLUMNS))
    if texts is not None:
        cells = [figure(part) for part in texts]
    else:
        tokens = tokens_in(_until_words(body))
        if not tokens:
            return None
        count = len(GROUPS) * len(COLUMNS)
        cut = cut_groups(tokens, len(GROUPS), len(COLUMNS))
        sure = len(tokens) == count or any(_is_joined(token, count) for token in tokens)
        if not cut.ways or not sure or is_separated(_until_words(body), count):
            cell = Cell(None, Mark.UNDECIDED, " ".join(tokens), note=_NOT_SEPARABLE)
            return {group: dict.fromkeys(COLUMNS, cell) for group in GROUPS}
        agreed = tuple(
            column[0] if all(value == column[0] for value in column) else None for column in zip(*cut.ways, strict=True)
        )
        cells = _cells(agreed, cut, tokens)
    keyed = iter(cells)
    return {group: {column: next(keyed) for column in COLUMNS} for group in GROUPS}


_FIGURES4 = r"([\d\x1f|,\-—–/无]{1,200})"
_ROWS4 = re.compile(
    rf"行政复议{_FIGURES4}(?:行政诉讼\|?)?\(?未经复议(?:、?直接)?(?:提起)?起诉\)?{_FIGURES4}"
    rf"(?:行政诉讼\|?)?\(?(?:经)?复议后(?:提起)?起诉\)?{_FIGURES4}"
)


def _rows4(stream: str) -> Table | None:
    """Read the variant that prints a group a row: 行政复议 0 0 0 0 0; None where the text has no such rows."""
    match = _ROWS4.search(stream)
    if match is None:
        return None
    return {group: _row4(match[index]) for index, group in enumerate(GROUPS, 1)}


def _row4(text: str) -> dict[str, Cell]:
    texts = cells_in(text, len(COLUMNS))
    if texts is not None:
        return {column: figure(part) for column, part in zip(COLUMNS, texts, strict=True)}
    tokens = tokens_in(text)
    cut = cut_row(tokens, len(COLUMNS))
    if len(cut.ways) != 1 or is_separated(text, len(COLUMNS)):
        return dict.fromkeys(COLUMNS, Cell(None, Mark.UNDECIDED, " ".join(tokens), note=_NOT_SEPARABLE))
    return _keyed(_cells(cut.ways[0], cut, tokens), COLUMNS)


_WORDS = re.compile(r"(?!无)[\u4e00-\u9fff]{4,}")


def _until_words(body: str) -> str:
    match = _WORDS.search(body)
    return body[: match.start()] if match else body


_LINES2 = {
    "government_rules": re.compile(r"(?<!法规、)(?:政府|部门)?规章(?=[\d\x1f|\-—/]|无[\d\x1f|无\-—/]|无$)"),
    "normative_documents": re.compile(r"(?:行政)?规范性文件(?=[\d\x1f|\-—/]|无[\d\x1f|无\-—/]|无$)"),
    "licenses": re.compile(r"行政许可(?=[\d\x1f|\-—/]|无[\d\x1f|无\-—/]|无$)"),
    "other_services": re.compile(r"其[他它]对外管理服务事项(?=[\d\x1f|\-—/]|无[\d\x1f|无\-—/]|无$)"),
    "penalties": re.compile(r"行政处罚(?=[\d\x1f|\-—/]|无[\d\x1f|无\-—/]|无$)"),
    "compulsions": re.compile(r"行政强制(?=[\d\x1f|\-—/]|无[\d\x1f|无\-—/]|无$)"),
    "charges": re.compile(r"行政事业[性型]?收费(?=[\d\x1f|\-—/]|无[\d\x1f|无\-—/]|无$)"),
    "procurement": re.compile(r"政府集中采购(?=[\d\x1f|\-—/]|无[\d\x1f|无\-—/]|无$)"),
}


def table2(text: str, layout: Layout | None) -> tuple[Table, Layout] | None:
    """Recover table 2 from the running text of its section; `layout` where grids have told the edition already."""
    stream = _stream(text)
    start = stream.find("第二十条第")
    start = (
        start
        if start >= 0
        else next(iter([m.start() for m in re.finditer(r"本年(?:\(20\d\d\))?制发|新制作", stream)]), -1)
    )
    if start < 0:
        return None
    body = stream[start:]
    layout = layout or (Y2019 if re.search(r"新制作|对外公开总数|项目数量", body) else Y2021)
    money = {column.key for block in layout.table2 for column in block.columns if column.money}
    shape = layout.shape("table2")
    lines = [line for block in layout.table2 for line in block.lines]
    table: Table = {}
    found = _chunks2(body, lines)
    # A row with fewer digits than cells shows that blank cells leave no trace, one with all its cells apart that
    # cells do stand apart: then no figure is cut.
    rows = [(_unsigned(chunk.text), len(shape[chunk.key])) for chunk in found if len(shape[chunk.key]) > 1]
    may_cut = all(sum(map(_digits, tokens)) >= width and len(tokens) < width for tokens, width in rows)
    for chunk in found:
        table[chunk.key] = _row2(chunk, shape[chunk.key], money, may_cut=may_cut)
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
        other = _WORDS.search(re.sub(r"\([^()]*\)", lambda m: "\x00" * len(m[0]), text))
        chunks_found.append(Chunk(key, text[: other.start()] if other else text))
    return chunks_found


_ONE_FIGURE = re.compile(r"[\x1f|]*((?:约|近)?-?\d[\d,]*(?:\.\d+)?(?:亿元|万元|元)?(?:\([^()]*\))?|[-—/]+)")


def _row2(chunk: Chunk, columns: tuple[str, ...], money: set[str], *, may_cut: bool) -> dict[str, Cell]:
    texts = cells_in(chunk.text, len(columns)) if len(columns) > 1 else None
    if texts is None and len(columns) == 1:
        only = _ONE_FIGURE.match(chunk.text)
        return {columns[0]: figure(only[1], money=columns[0] in money) if only else Cell(None, Mark.BLANK)}
    if texts is not None:
        return {key: figure(text, money=key in money) for key, text in zip(columns, texts, strict=True)}
    return _row2_of_tokens(chunk, columns, money, may_cut=may_cut)


def _row2_of_tokens(chunk: Chunk, columns: tuple[str, ...], money: set[str], *, may_cut: bool) -> dict[str, Cell]:
    tokens = tokens_in(chunk.text)
    if "change" in columns and _SIGN.search(chunk.text):
        return _signed(chunk.text, columns, may_cut=may_cut)
    if len(tokens) == len(columns) and not any(_is_joined(token, 99) for token in tokens):
        return {key: figure(token, money=key in money) for key, token in zip(columns, tokens, strict=True)}
    if not tokens:
        return dict.fromkeys(columns, Cell(None, Mark.BLANK))
    joined = len(tokens) == 1 or any(_is_joined(token, 99) for token in tokens)
    if not may_cut or not joined or is_separated(chunk.text, len(columns)):
        return dict.fromkeys(columns, Cell(None, Mark.UNDECIDED, chunk.text, note=_NOT_SEPARABLE))
    return _cut2(chunk.text, tokens, columns)


_SIGN = re.compile(r"[-–](?=\d)")


def _unsigned(text: str) -> list[str]:
    """Return the figures of a row of table 2, a dash before digits taken for their sign."""
    return tokens_in(_SIGN.sub("", text))


def _signed(raw: str, columns: tuple[str, ...], *, may_cut: bool) -> dict[str, Cell]:
    """Cut a run with a dash before digits where it is surely a sign, or surely a cell without a number."""
    ways = signed_ways(raw, len(columns), columns.index("change")) if may_cut else []
    if len(ways) != 1:
        return dict.fromkeys(columns, Cell(None, Mark.UNDECIDED, raw, note=_open_note(ways)))
    recovered, note = _HOW["digits"]
    return {
        key: figure(text)._replace(raw=raw, recovered=recovered, note=note)
        for key, text in zip(columns, ways[0], strict=True)
    }


_MOST_SHOWN = 4


def _open_note(ways: Sequence[Sequence[object]]) -> str:
    """Return why a run stays open, with the ways to read it where they are few."""
    if not 1 < len(ways) <= _MOST_SHOWN:
        return _NOT_SEPARABLE
    shown = "或".join("、".join(map(str, way)) for way in ways)
    return f"数字连写，可能是{shown}，无法确定"


def _cut2(raw: str, tokens: list[str], columns: tuple[str, ...]) -> dict[str, Cell]:
    if columns == ("projects", "amount"):
        return _purchases(raw, tokens)
    ways = ways_to_cut(tokens, len(columns)) if all(token.isdecimal() for token in tokens) else []
    recovered, note = _HOW["digits"]
    if len(ways) > 1:
        ways, note = _plausible(ways, columns)
        recovered = Recovery.PLAUSIBLE
    if len(ways) != 1:
        return dict.fromkeys(columns, Cell(None, Mark.UNDECIDED, raw, note=_open_note(ways)))
    return {
        key: Cell(number, Mark.NUMBER, raw, recovered=recovered, note=note)
        for key, number in zip(columns, ways[0], strict=True)
    }


def _purchases(raw: str, tokens: list[str]) -> dict[str, Cell]:
    """Cut the number of projects from the amount where only one way is left: 00.25 is 0 and 0.25."""
    match = re.fullmatch(r"(0|[1-9])(0|[1-9])(\.\d+)?|(0)([1-9]\d*\.\d+)", tokens[0]) if len(tokens) == 1 else None
    if match is None:
        return dict.fromkeys(("projects", "amount"), Cell(None, Mark.UNDECIDED, raw, note=_NOT_SEPARABLE))
    recovered, note = _HOW["digits"]
    unit = re.search(r"(亿元|万元|元)", raw)
    parts = (match[1] or match[4], (match[2] or "") + (match[3] or "") + (match[5] or "") + (unit[1] if unit else ""))
    amount = figure(parts[1], money=True)
    return {
        "projects": Cell(int(parts[0]), Mark.NUMBER, raw, recovered=recovered, note=note),
        "amount": amount._replace(raw=raw, recovered=amount.recovered or recovered, note=amount.note or note),
    }


def _plausible(ways: list[Numbers], columns: tuple[str, ...]) -> tuple[list[Numbers], str]:
    """Keep the ways that the meaning of the columns allows.

    What was issued this year is still in force at its end unless it was repealed in the same year, and no more is
    repealed than there was; where everything may have been repealed, nothing is said. Three equal numbers are one
    number printed thrice. Else all ways stay.
    """
    if columns == ("issued", "repealed", "in_force"):
        kept = [way for way in ways if (way[2] or 0) >= (way[0] or 0)]
        sure = len(kept) == 1 and (kept[0][1] or 0) <= (kept[0][0] or 0) + (kept[0][2] or 0)
        sure = sure and all(way[2] for way in ways if way not in kept)
        return kept if sure else ways, "数字连写，按“现行有效件数不少于本年制发件数”拆开"
    if columns == ("made", "newly_disclosed", "disclosed_total"):
        equal = [way for way in ways if len(set(way)) == 1 and way[0]]
        return equal or ways, "数字连写，三个数相同，按此拆开"
    return ways, ""
