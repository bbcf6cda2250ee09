"""Numbers run together: every way to cut them, and the form's equations that leave one.

A crawler's text prints `5000005` for seven cells. As many digits as cells can be cut in one way only; longer runs
are cut in every way that no number begins with a needless 0, and the form decides: 总计 of a row is the sum of the
six before, 办理结果总计 the sum of its rows, 新收＋结转＝总计＋结转下年. What stays open stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple

Numbers = tuple[int | None, ...]
Vector = tuple[int, ...]

MAX_WAYS = 3000
MAX_SUMS = 40_000
MAX_SOLUTIONS = 50
LONGEST_NUMBER = 9
ENDS = ("received", "brought_forward", "settled", "carried_forward")


class Cut(NamedTuple):
    """The ways left to read one row: `how` says why they are few (`digits`, `arithmetic`, `tokens`)."""

    ways: tuple[Numbers, ...]
    how: str


def ways_to_cut(tokens: Sequence[str], count: int) -> list[Numbers]:
    """Return every way to read `tokens` as exactly `count` numbers, at most `MAX_WAYS` of them.

    A token of digits may be several numbers; any other token (a dash) stands for one cell without a number.

    >>> ways_to_cut(["6045"], 3)
    [(6, 0, 45), (60, 4, 5)]
    >>> ways_to_cut(["10", "0", "01"], 5)
    [(1, 0, 0, 0, 1)]
    """
    return list(islice(_cut(tuple(tokens), count), MAX_WAYS))


def _cut(tokens: tuple[str, ...], count: int) -> Iterator[Numbers]:
    if not tokens:
        if count == 0:
            yield ()
        return
    if len(tokens) > count or sum(map(_most, tokens)) < count:
        return
    for number, rest in _first(tokens):
        for tail in _cut(rest, count - 1):
            yield (number, *tail)


def _most(token: str) -> int:
    return len(token) if token.isdecimal() else 1


def _first(tokens: tuple[str, ...]) -> Iterator[tuple[int | None, tuple[str, ...]]]:
    """Yield every reading of the first number with the tokens that are left after it."""
    token, others = tokens[0], tokens[1:]
    if not token.isdecimal():
        yield None, others
        return
    longest = 1 if token[0] == "0" else min(len(token), LONGEST_NUMBER)
    for length in range(1, longest + 1):
        yield int(token[:length]), ((token[length:], *others) if length < len(token) else others)


def balanced_ways(tokens: Sequence[str], groups: int, width: int) -> list[Numbers]:
    """Return every way to read `groups` times `width` numbers, the last of each group the sum of those before.

    >>> balanced_ways(["130000013"], 1, 7)
    [(13, 0, 0, 0, 0, 0, 13)]
    """
    return list(islice(_balanced(tuple(tokens), groups, width, width - 1, 0), MAX_WAYS))


def _balanced(tokens: tuple[str, ...], groups: int, width: int, left: int, total: int) -> Iterator[Numbers]:
    """Cut with `left` parts to come before the total of the group at hand, which must read `total` by then."""
    if groups == 0:
        if not tokens:
            yield ()
        return
    if not tokens or sum(map(_most, tokens)) < left + len(str(total)):
        return
    if left == 0:
        rest = _without(tokens, str(total))
        if rest is not None:
            for tail in _balanced(rest, groups - 1, width, width - 1, 0):
                yield (total, *tail)
        return
    for number, rest in _first(tokens):
        if number is not None:
            for tail in _balanced(rest, groups, width, left - 1, total + number):
                yield (number, *tail)


def _without(tokens: tuple[str, ...], number: str) -> tuple[str, ...] | None:
    token, others = tokens[0], tokens[1:]
    if not token.startswith(number):
        return None
    return (token[len(number) :], *others) if len(token) > len(number) else others


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
        return Cut((tuple(int(token) if token.isdecimal() else None for token in tokens),), "tokens")
    if sum(map(_most, tokens)) == count:
        return Cut(tuple(ways_to_cut(tokens, count)), "digits")
    balanced = balanced_ways(tokens, groups, width)
    if balanced:
        return Cut(tuple(balanced), "arithmetic")
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
    solutions = list(islice(_solutions(cuts, leaves, width), MAX_SOLUTIONS))
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
    leaf_halves = (list(leaves[: len(leaves) // 2]), list(leaves[len(leaves) // 2 :]))
    halves = [_sums([numbers[key] for key in half], width) for half in leaf_halves]
    if None in halves:
        return
    first, second = (half or {} for half in halves)
    for ends in product(*(range(len(numbers[key])) for key in ENDS)):
        received, brought, settled, carried = (numbers[key][way] for key, way in zip(ENDS, ends, strict=True))
        if any(a + b != c + d for a, b, c, d in zip(received, brought, settled, carried, strict=True)):
            continue
        for total, ways in first.items():
            rest = tuple(whole - part for whole, part in zip(settled, total, strict=True))
            for one, other in product(ways, second.get(rest, ())):
                picked = dict(zip((*ENDS, *leaves), (*ends, *one, *other), strict=True))
                yield {key: cuts[key].ways[way] for key, way in picked.items()}


def _vector(way: Numbers) -> Vector:
    """Return the numbers of a row, a cell without number counted as nothing."""
    return tuple(number or 0 for number in way)


def _sums(rows: Sequence[Sequence[Vector]], width: int) -> dict[Vector, list[tuple[int, ...]]] | None:
    """Return every column sum a choice of ways can give, with the choices; None where they are too many."""
    sums: dict[Vector, list[tuple[int, ...]]] = {(0,) * width: [()]}
    for ways in rows:
        grown: dict[Vector, list[tuple[int, ...]]] = defaultdict(list)
        for total, choices in sums.items():
            for index, way in enumerate(ways):
                grown[tuple(a + b for a, b in zip(total, way, strict=True))].extend(
                    (*choice, index) for choice in choices
                )
        if sum(map(len, grown.values())) > MAX_SUMS:
            return None
        sums = grown
    return sums
