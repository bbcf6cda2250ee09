"""Read rows of the index by the thousand. The statements are written out: Django's take longer to make than to run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

_DIALECTS = {
    "sqlite": {
        "among": "sequence IN (SELECT value FROM json_each(%s))",
        "place": "instr(told, %s)",
        "day": "julianday(published_at)",
        "title": "substr(told, 1, instr(told, char(10)))",
    },
    "postgresql": {
        "among": "sequence = ANY(%s)",
        "place": "strpos(told, %s)",
        "day": "extract(epoch FROM published_at)::float8 / 86400",
        "title": "substr(told, 1, strpos(told, chr(10)))",
    },
}


def told_with(
    sequences: Sequence[int],
    having: Sequence[str],
    lacking: Sequence[str],
    in_force_on: date | None,
    expired_on: date | None,
) -> list[int]:
    """Return, newest first, those whose text has all of the first and none of the second, and whose dates are such."""
    place = _words()["place"]
    conditions = [*(f"{place} > 0" for _ in having), *(f"{place} = 0" for _ in lacking)]
    values: list[Any] = [*having, *lacking]
    if in_force_on:
        conditions += "(effective_from IS NULL OR effective_from <= %s)", "(effective_to IS NULL OR effective_to >= %s)"
        values += [connection.ops.adapt_datefield_value(in_force_on)] * 2
    if expired_on:
        conditions.append("effective_to < %s")
        values.append(connection.ops.adapt_datefield_value(expired_on))
    rows = _rows("sequence", sequences, conditions, values)
    return sorted((sequence for (sequence,) in rows), reverse=True)


def title_lines(sequences: Sequence[int]) -> list[tuple[int, float, str]]:
    """Return the sequence, the day of publication (a number that grows) and the title as told."""
    return _rows(f"sequence, {_words()['day']}, {_words()['title']}", sequences)


def titles(sequences: Sequence[int]) -> list[tuple[str, str]]:
    """Return titles as they are and as told, newest first."""
    found = _rows(f"sequence, title, {_words()['title']}", sequences)
    return [(title, line) for _, title, line in sorted(found, reverse=True)]


def texts(sequences: Sequence[int]) -> list[tuple[int, float, str]]:
    """Return the sequence, the day of publication and all that is told."""
    return _rows(f"sequence, {_words()['day']}, told", sequences)


def facet_lines(sequences: Sequence[int]) -> list[str]:
    """Return the facets of each, one a line."""
    return [facets for (facets,) in _rows("facets", sequences)]


def _words() -> dict[str, str]:
    return _DIALECTS[connection.vendor]


def _rows(
    columns: str, sequences: Sequence[int], conditions: Sequence[str] = (), values: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    among = json.dumps(sequences) if connection.vendor == "sqlite" else list(sequences)
    where = " AND ".join((_words()["among"], *conditions))
    with connection.cursor() as cursor:
        # Nothing of what is put together here was typed: that is in `values`.
        cursor.execute(f"SELECT {columns} FROM search_indexedentry WHERE {where}", (among, *values))  # noqa: S608 — told above
        return list(cursor.fetchall())
