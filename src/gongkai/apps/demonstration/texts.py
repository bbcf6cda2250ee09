"""Texts with slots, as the data files write them: compiled once, filled with words, drawn phrases, numbers and days.

In a text `{name}` is a word of the paper or a phrase of the pool `name`, `{name#2}` another one of the pool, `{name:3-9}` a
number (with as many decimals as the first bound), `{name=a*b/100:1}` what is computed from others to one decimal,
`{day+7}` the workday on or after the seventh day from the paper's, `{day-20..-2}` a day drawn in between. The same
slot has the same value throughout a paper. In a row `{name+:3-9}` grows from row to row, and so do days. A row `|*3-6| … |` is repeated with new values; `{no}` is its number,
`{each:pool}` its entry of the pool, `{count}` the number of rows, `{sum:name}` the sum of a number over all rows.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from gongkai.core.law.calendar import Calendar
from gongkai.core.law.days import chinese

PACKAGE = "gongkai.apps.demonstration"
DISTINCT = frozenset(
    {
        "firm",
        "store",
        "masked",
        "big_project",
        "goods",
        "food",
        "rural",
        "vacancy",
        "holder",
        "offender",
        "place",
        "hamlet",
    }
)
"""What no two rows of a table share."""
_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(?:([A-Za-z_#0-9]*?)(\+)?:)?(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")
_COMPUTED = re.compile(r"([a-z_#0-9]*)=([^:]+):(\d)")
_OFFSET = re.compile(r"day([+-]\d+)")
_BETWEEN = re.compile(r"day-(\d+)\.\.-(\d+)")
_REPEATED = re.compile(r"\|\*(\d+)-(\d+)\|")
_REPEATS = re.compile(r"(\[\[rows .*?\]\])")
_CELLS = "</td><td>"
_WIDEST = 60
"""Numbers drawn from a range as wide as this are references, of which no two rows have the same."""


@cache
def entries(file: str, table: str) -> tuple[Mapping[str, Any], ...]:
    """Return the entries `[[table]]` of a data file of the demonstration."""
    return tuple(_document(file)[table])


@cache
def calendar() -> Calendar:
    """Return the calendar by which days are chosen."""
    return Calendar()


def workday(day: date) -> date:
    """Return the day, or the next workday where it is none."""
    return calendar().next_workday(day)


def workday_before(day: date) -> date:
    """Return the day, or the workday before it where it is none."""
    while not calendar().is_workday(day):
        day -= timedelta(days=1)
    return day


@dataclass(slots=True)
class _Scope:
    """The values that the slots of one paper, or of one row, have got; `taken` are those drawn from each pool."""

    values: dict[str, str] = field(default_factory=dict)
    taken: dict[str, set[str]] = field(default_factory=dict)
    row: int = 0


@dataclass(slots=True)
class Filling:
    """The words of one paper and the numbers and phrases drawn for it; `own` are pools that go before the shared ones."""

    random: Random
    words: Mapping[str, str]
    day: date
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scope: _Scope = field(default_factory=_Scope)
    seen: dict[str, set[str]] = field(default_factory=dict)
    sums: dict[str, float] = field(default_factory=dict)
    rows: int = 0

    def value(self, slot: str) -> str:
        """Return the value of a slot, drawn at its first use."""
        found = self.scope.values.get(slot)
        if found is None:
            found = self._drawn(slot) if not self.scope.row else self._drawn_apart(slot)
            self.scope.values[slot] = found
        return found

    def _drawn_apart(self, slot: str) -> str:
        """Draw a value for a row, apart from those of the rows before where that matters."""
        found = self._drawn(slot)
        if slot in DISTINCT or _is_reference(slot):
            seen = self.seen.setdefault(slot, set())
            for _ in range(20):
                if found not in seen:
                    break
                found = self._drawn(slot)
            seen.add(found)
        return found

    def _drawn(self, slot: str) -> str:
        return _maker(slot)(self)

    def apart(self, text: Text) -> str:
        """Fill a phrase with values of its own."""
        outer, self.scope = self.scope, _Scope(row=0)
        try:
            return text.filled(self)
        finally:
            self.scope = outer

    def share(self) -> float:
        """Return a share of a range: any, but growing from row to row."""
        if self.scope.row:
            return (self.scope.row - 1 + self.random.random()) / self.rows
        return self.random.random()

    def add(self, name: str, value: float) -> None:
        """Add a number of a row to the sum over the rows."""
        if name and self.scope.row:
            self.sums[name] = self.sums.get(name, 0) + value


class Text:
    """A compiled text: literals and slots in order, and rows that are repeated."""

    __slots__ = ("has_rows", "parts", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        parts: list[str | _Slot | _Rows] = []
        for line in _REPEATS.split(source):
            if line.startswith("[[rows "):
                low, high, cells = line[7:-2].split(" ", 2)
                parts.append(_Rows(int(low), int(high), Text(cells)))
            else:
                parts += [
                    _Slot(piece) if place % 2 else piece for place, piece in enumerate(_SLOT.split(line)) if piece
                ]
        self.parts = tuple(parts)
        self.has_rows = any(isinstance(part, _Rows) for part in parts)

    def filled(self, filling: Filling) -> str:
        """Return the text with its slots filled; rows come first, so that sums are known before them."""
        rows = (
            {id(part): part.filled(filling) for part in self.parts if isinstance(part, _Rows)} if self.has_rows else {}
        )
        made = []
        for part in self.parts:
            if isinstance(part, str):
                made.append(part)
            elif isinstance(part, _Slot):
                made.append(filling.scope.values.get(part.name) or filling.value(part.name))
            else:
                made.append(rows[id(part)])
        return "".join(made)


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str


@dataclass(frozen=True, slots=True)
class _Rows:
    low: int
    high: int
    cells: Text

    def filled(self, filling: Filling) -> str:
        outer, made = filling.scope, []
        filling.rows = filling.random.randint(self.low, self.high)
        for number in range(1, filling.rows + 1):
            filling.scope = _Scope(row=number)
            made.append(self.cells.filled(filling))
        filling.scope = outer
        return "".join(made)


@cache
def text(source: str) -> Text:
    """Compile a text of one line."""
    return Text(source)


@cache
def page(source: str) -> Text:
    """Compile the body of a paper to a text of html: headings, paragraphs, tables."""
    made: list[str] = []
    table: list[str] = []
    for line in [*source.strip().split("\n"), ""]:
        if line.startswith("|"):
            if line.startswith("|!") and table:
                made.append(_table(table))
                table = []
            table.append(line)
            continue
        if table:
            made.append(_table(table))
            table = []
        if line:
            made.append(_paragraph(line))
    return Text("".join(made))


@cache
def pool(name: str) -> tuple[Text, ...]:
    """Return the phrases of a pool; `KeyError` where there is none of that name."""
    phrases = _document("phrases.toml")["pools"][name]
    return tuple(Text(phrase.replace(" | ", _CELLS)) for phrase in phrases)


def fill(source: str, filling: Filling) -> str:
    """Fill a text of one line."""
    return text(source).filled(filling)


def _paragraph(line: str) -> str:
    for mark, tag in (("## ", "h3"), ("# ", "h2")):
        if line.startswith(mark):
            return f"<{tag}>{line.removeprefix(mark)}</{tag}>"
    return f"<p>{line}</p>"


def _table(lines: list[str]) -> str:
    caption = ""
    made: list[str] = []
    for line in lines:
        if line.startswith("|!"):
            caption = f"<caption>{line[2:].strip()}</caption>"
        elif repeated := _REPEATED.match(line):
            row = _row(line[repeated.end() - 1 :], "td")
            made.append(f"[[rows {repeated[1]} {repeated[2]} {row}]]")
        elif not made:
            made.append(f"<thead>{_row(line, 'th')}</thead><tbody>")
        else:
            made.append(_row(line, "td"))
    return f"<table>{caption}{''.join(made)}</tbody></table>"


def _row(line: str, tag: str) -> str:
    opening = '<th scope="col">' if tag == "th" else "<td>"
    return "<tr>" + "".join(f"{opening}{cell.strip()}</{tag}>" for cell in line.strip().strip("|").split("|")) + "</tr>"


@cache
def _document(file: str) -> Mapping[str, Any]:
    return tomllib.loads(files(PACKAGE).joinpath("data", file).read_text("utf-8"))


@cache
def _is_reference(slot: str) -> bool:
    found = _RANGE.fullmatch(slot)
    return found is not None and "." not in found[3] and not found[2] and int(found[4]) - int(found[3]) >= _WIDEST


@cache
def _maker(slot: str) -> Any:
    """Return what makes the value of a slot, chosen once by how it is written."""
    for pattern, make in (
        (_RANGE, _number),
        (_COMPUTED, _computed),
        (_OFFSET, _offset),
        (_BETWEEN, _between),
    ):
        if found := pattern.fullmatch(slot):
            return make(found)
    return _named(slot)


def _number(found: re.Match[str]) -> Any:
    name, low, high = found[1] or "", found[3], found[4]
    places = len(low.partition(".")[2])
    if not places:
        first, last, grows = int(low), int(high), bool(found[2])

        def whole(filling: Filling) -> str:
            value = first + int((last - first) * filling.share()) if grows else filling.random.randint(first, last)
            filling.add(name, value)
            filling.scope.values[name or found[0]] = str(value)
            return str(value)

        return whole
    least, most = float(low), float(high)

    def decimal(filling: Filling) -> str:
        value = round(filling.random.uniform(least, most), places)
        filling.add(name, value)
        filling.scope.values[name or found[0]] = f"{value:.{places}f}"
        return f"{value:.{places}f}"

    return decimal


def _computed(found: re.Match[str]) -> Any:
    name, places = found[1], int(found[3])
    terms = re.split(r"([*/+-])", found[2])

    def computed(filling: Filling) -> str:
        value = _term(terms[0], filling)
        for sign, term in zip(terms[1::2], terms[2::2], strict=True):
            right = _term(term, filling)
            value = {"*": value * right, "/": value / right, "+": value + right, "-": value - right}[sign]
        value = round(value, places)
        filling.add(name, value)
        written = f"{value:.{places}f}"
        if name:
            filling.scope.values[name] = written
        return written

    return computed


def _term(term: str, filling: Filling) -> float:
    return float(term) if term[0].isdigit() else float(filling.scope.values[term])


def _offset(found: re.Match[str]) -> Any:
    days = timedelta(days=int(found[1]))
    return lambda filling: chinese(workday(filling.day + days))


def _between(found: re.Match[str]) -> Any:
    most, least = int(found[1]), int(found[2])
    return lambda filling: chinese(
        workday_before(filling.day - timedelta(days=most - int((most - least) * filling.share())))
    )


def _named(slot: str) -> Any:
    if slot == "no":
        return lambda filling: str(filling.scope.row)
    if slot == "count":
        return lambda filling: str(filling.rows)
    kind, _, name = slot.partition(":")
    if kind == "sum":
        return lambda filling: _plain(filling.sums[name])
    if kind == "each":
        return lambda filling: filling.apart(pool(name)[filling.scope.row - 1])
    return lambda filling: _word(filling, slot)


def _plain(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _word(filling: Filling, slot: str) -> str:
    if slot in filling.words:
        word = filling.words[slot]
        return filling.apart(text(word)) if "{" in word else word
    base = slot.partition("#")[0]
    taken = filling.scope.taken.setdefault(base, set())
    found = _phrase(filling, base)
    for _ in range(20):
        if found not in taken:
            break
        found = _phrase(filling, base)
    taken.add(found)
    return found


def _phrase(filling: Filling, name: str) -> str:
    if own := filling.own.get(name):
        return filling.random.choice(own)
    return filling.apart(filling.random.choice(pool(name)))
