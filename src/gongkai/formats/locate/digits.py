"""Numbers run together: every way to cut them, and the form's equations that leave one.

A crawler's text prints `5000005` for seven cells. As many digits as cells can be cut in one way only; longer runs
are cut in every way that no number begins with a needless 0, and the form decides: 总计 of a row is the sum of the
six before, 办理结果总计 the sum of its rows, 新收＋结转＝总计＋结转下年. What stays open stays open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import NamedTuple

Numbers = tuple[int | None, ...]
Vector = tuple[int, ...]
Choices = dict[Vector, list[tuple[int, ...]]]

MAX_WAYS = 3000
MAX_STEPS = 20_000
MAX_SUMS = 20_000
MAX_SOLUTIONS = 50
LONGEST_NUMBER = 9
ENDS = ("received", "brought_forward", "settled", "carried_forward")


class Cut(NamedTuple):
    """The ways left to read one row: `how` says why they are few (`digits`, `arithmetic`, `tokens`)."""

    ways: tuple[Numbers, ...]
    how: str


class TooManyWays(Exception):
    """More ways than can be looked at in reasonable time: the figures stay open."""


@dataclass(slots=True)
class _Run:
    """Tokens as one text: `stops[at]` is where the token at `at` ends; a token that is no number is one `-`."""

    text: str
    stops: list[int]
    steps: int = 0

    def numbers(self, at: int) -> Iterator[tuple[int | None, int]]:
        """Yield every reading of the number that begins at `at`, with where the next begins."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooManyWays
        first = self.text[at]
        if first == "-":
            yield None, at + 1
            return
        longest = at + 1 if first == "0" else min(self.stops[at], at + LONGEST_NUMBER)
        for stop in range(at + 1, longest + 1):
            yield int(self.text[at:stop]), stop


def signed_ways(text: str, count: int, signed: int) -> list[tuple[str, ...]]:
    """Return every way to read a run as the texts of `count` cells, of which number `signed` may be negative.

    >>> signed_ways("0-30", 3, 1)
    [('0', '-3', '0'), ('0', '-', '30')]
    >>> signed_ways("2-1", 2, 1)
    [('2', '-1')]
    """
    if count == 0:
        return [()] if not text else []
    if len(text) > count * LONGEST_NUMBER:
        return []
    number = r"(?:[-–](?=[1-9]))?(?:0|[1-9]\d*)" if signed == 0 else r"0|[1-9]\d*"
    ways: list[tuple[str, ...]] = []
    for stop in range(1, len(text) + 1):
        if re.fullmatch(rf"{number}|[-—–/]", text[:stop]):
            ways.extend((text[:stop], *way) for way in signed_ways(text[stop:], count - 1, signed - 1))
    return sorted(ways, key=lambda way: way[signed] in "-–") if 0 <= signed < count else ways


def _run(tokens: Sequence[str], count: int) -> _Run | None:
    """Return the tokens as one run, or None where they can't be `count` numbers whatever the cut."""
    if not 0 < len(tokens) <= count or not count <= sum(map(_most, tokens)) <= count * LONGEST_NUMBER:
        return None
    text = ""
    stops: list[int] = []
    for token in tokens:
        text += token if token.isdecimal() else "-"
        stops.extend([len(text)] * (len(text) - len(stops)))
    return _Run(text, stops)


def _most(token: str) -> int:
    return len(token) if token.isdecimal() else 1


def ways_to_cut(tokens: Sequence[str], count: int) -> list[Numbers]:
    """Return every way to read `tokens` as exactly `count` numbers; none where they are more than `MAX_WAYS`.

    A token of digits may be several numbers; any other token (a dash) stands for one cell without a number.

    >>> ways_to_cut(["6045"], 3)
    [(6, 0, 45), (60, 4, 5)]
    >>> ways_to_cut(["10", "0", "01"], 5)
    [(1, 0, 0, 0, 1)]
    """
    run = _run(tokens, count)
    if run is None:
        return []
    fewest = _fewest(run)
    try:
        ways = list(islice(_cut(run, 0, count, fewest), MAX_WAYS + 1))
    except TooManyWays:
        return []
    return ways if len(ways) <= MAX_WAYS else []


def _fewest(run: _Run) -> list[int]:
    """Return for every place the fewest numbers that the rest of the run can be."""
    fewest = [0] * (len(run.text) + 1)
    for at in range(len(run.text) - 1, -1, -1):
        single = run.text[at] in "0-"
        longest = at + 1 if single else min(run.stops[at], at + LONGEST_NUMBER)
        fewest[at] = 1 + min(fewest[stop] for stop in range(at + 1, longest + 1))
    return fewest


def _cut(run: _Run, at: int, count: int, fewest: list[int]) -> Iterator[Numbers]:
    if count == 0:
        yield ()
        return
    for number, stop in run.numbers(at):
        if fewest[stop] <= count - 1 <= len(run.text) - stop:
            for tail in _cut(run, stop, count - 1, fewest):
                yield (number, *tail)


def balanced_ways(tokens: Sequence[str], groups: int, width: int) -> list[Numbers] | None:
    """Return every way to read `groups` times `width` numbers, the last of each group the sum of those before.

    A cell without a number counts as nothing in a sum. None where there are too many ways to look at.

    >>> balanced_ways(["130000013"], 1, 7)
    [(13, 0, 0, 0, 0, 0, 13)]
    """
    run = _run(tokens, groups * width)
    if run is None:
        return []
    try:
        ways = _one_balanced(run, width) if groups == 1 else _balanced_groups(run, groups, width)
    except TooManyWays:
        return None
    return ways if len(ways) <= MAX_WAYS else None


def _one_balanced(run: _Run, width: int) -> list[Numbers]:
    """Read the total from the end of the run, then cut what is before it into numbers that add up to it."""
    ways: list[Numbers] = []
    size = len(run.text)
    for start in range(size - 1, max(size - LONGEST_NUMBER, width - 1) - 1, -1):
        total = run.text[start:]
        if run.stops[start] != size or "-" in total:
            break
        if total[0] == "0" and len(total) > 1:
            continue
        ways.extend((*parts, int(total)) for parts in _adding_up(run, 0, start, width - 1, int(total)))
    return sorted(ways, key=str) if len(ways) > 1 else ways


def _adding_up(run: _Run, at: int, end: int, count: int, total: int) -> Iterator[Numbers]:
    """Yield every way to cut the run from `at` to `end` into `count` numbers whose sum is `total`."""
    if count == 0:
        if at == end and total == 0:
            yield ()
        return
    if not count <= end - at <= count * max(len(str(total)), 1):
        return
    for number, stop in run.numbers(at):
        if stop > end or (number or 0) > total:
            break
        for tail in _adding_up(run, stop, end, count - 1, total - (number or 0)):
            yield (number, *tail)


def _balanced_groups(run: _Run, groups: int, width: int) -> list[Numbers]:
    size = len(run.text)

    @cache
    def ways_from(at: int, left: int) -> list[Numbers]:
        if left == 0:
            return [()] if at == size else []
        room = size - (left - 1) * width
        ways = [
            (*parts, *tail) for parts, stop in _group(run, at, room, width - 1, 0) for tail in ways_from(stop, left - 1)
        ]
        if len(ways) > MAX_WAYS:
            raise TooManyWays
        return ways

    return ways_from(0, groups)


def _group(run: _Run, at: int, room: int, left: int, total: int) -> Iterator[tuple[Numbers, int]]:
    """Yield the next `left` numbers and their sum where it stands after them, with where the next group begins."""
    if at >= room:
        return
    if left == 0:
        stop = at + len(str(total))
        if stop <= run.stops[at] and run.text.startswith(str(total), at):
            yield (total,), stop
        return
    for number, stop in run.numbers(at):
        for rest, end in _group(run, stop, room, left - 1, total + (number or 0)):
            yield (number, *rest), end


def cut_row(tokens: Sequence[str], count: int) -> Cut:
    """Return the ways to read a row whose last number is the sum of the others.

    >>> cut_row(["5000005"], 7)
    Cut(ways=((5, 0, 0, 0, 0, 0, 5),), how='digits')
    >>> cut_row(["13", "0", "0", "0", "0", "013"], 7)
    Cut(ways=((13, 0, 0, 0, 0, 0, 13),), how='arithmetic')
    """
    return cut_groups(tokens, 1, count)


def cut_groups(tokens: Sequence[str], groups: int, width: int) -> Cut:
    """Return the ways to read `groups` times `width` numbers; with sums where the digits alone leave several.

    >>> len(cut_groups(["1200012" + "0" * 10], 3, 5).ways)
    1
    """
    count = groups * width
    if len(tokens) == count:
        joined = any((len(token) > 1 and token[0] == "0") or _most(token) > 15 for token in tokens)
        read = tuple(int(token) if token.isdecimal() and not joined else None for token in tokens)
        return Cut(() if joined else (read,), "tokens")
    if any(len(token) > 1 and not token.isdecimal() for token in tokens):
        return Cut((), "digits")  # -- may be one cell or two
    if sum(map(_most, tokens)) == count:
        return Cut(tuple(ways_to_cut(tokens, count)), "digits")
    balanced = balanced_ways(tokens, groups, width)
    if balanced is None or balanced:
        return Cut(tuple(balanced or ()), "arithmetic")
    ways = ways_to_cut(tokens, count)
    return Cut(tuple(ways), "digits" if len(ways) == 1 else "arithmetic")


def settle(cuts: Mapping[str, Cut], leaves: Sequence[str], width: int) -> dict[str, Numbers]:
    """Choose one way for every row of table 3 by the column equations.

    `cuts` are the rows found, `leaves` the rows that add up to `settled`; numbers per row `width`.
    A cell on which the solutions disagree is None.
    """
    chosen: dict[str, Numbers] = {key: cut.ways[0] for key, cut in cuts.items() if len(cut.ways) == 1}
    open_rows = [key for key, cut in cuts.items() if len(cut.ways) > 1]
    if not open_rows:
        return chosen
    try:
        solutions = list(islice(_solutions(cuts, leaves, width), MAX_SOLUTIONS))
    except TooManyWays:
        solutions = []
    complete = 0 < len(solutions) < MAX_SOLUTIONS
    for key in open_rows:
        ways = [solution[key] for solution in solutions] if complete else list(cuts[key].ways)
        chosen[key] = _agreed(ways)
    return chosen


def _agreed(ways: Sequence[Numbers]) -> Numbers:
    return tuple(cells[0] if len(set(cells)) == 1 else None for cells in zip(*ways, strict=True))


def _solutions(cuts: Mapping[str, Cut], leaves: Sequence[str], width: int) -> Iterator[dict[str, Numbers]]:
    """Yield the choices for which every column balances; none where a row the equations need is missing."""
    if any(key not in cuts for key in (*ENDS, *leaves)):
        return
    numbers = {key: [_vector(way) for way in cuts[key].ways] for key in (*ENDS, *leaves)}
    # The rows with many ways are dealt out evenly, so that both halves stay small.
    dealt = sorted(leaves, key=lambda key: -len(numbers[key]))
    halves = (dealt[::2], dealt[1::2])
    sums = [_sums([numbers[key] for key in half], width) for half in (*halves, ENDS[:2], ENDS[2:])]
    first, second, incoming, outgoing = sums
    if first is None or second is None or incoming is None or outgoing is None:
        return
    names = (*ENDS[:2], *ENDS[2:], *halves[0], *halves[1])
    steps = 0
    for total in incoming.keys() & outgoing.keys():
        for before, after in product(incoming[total], outgoing[total]):
            steps += len(first)
            if steps > 10 * MAX_SUMS:
                raise TooManyWays
            settled = numbers["settled"][after[0]]
            for one, other in _halves_adding_up(first, second, settled):
                picked = dict(zip(names, (*before, *after, *one, *other), strict=True))
                yield {key: cuts[key].ways[way] for key, way in picked.items()}


def _halves_adding_up(
    first: Choices, second: Choices, whole: Vector
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    for part, ways in first.items():
        others = second.get(tuple(a - b for a, b in zip(whole, part, strict=True)))
        if others:
            yield from product(ways, others)


def _vector(way: Numbers) -> Vector:
    """Return the numbers of a row, a cell without number counted as nothing."""
    return tuple(number or 0 for number in way)


def _sums(rows: Sequence[Sequence[Vector]], width: int) -> Choices | None:
    """Return every column sum a choice of ways can give, with the choices; None where they are too many."""
    sums: Choices = {(0,) * width: [()]}
    choices_made = 1
    for ways in rows:
        choices_made *= len(ways)
        if choices_made > MAX_SUMS:
            return None
        grown: Choices = defaultdict(list)
        for total, choices in sums.items():
            for index, way in enumerate(ways):
                grown[tuple(a + b for a, b in zip(total, way, strict=True))].extend(
                    (*choice, index) for choice in choices
                )
        sums = grown
    return sums
