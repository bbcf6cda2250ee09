"""The words of the index in the database: put, take out, ask. The only place that differs between the two databases."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate

from django.db import connection

from gongkai.apps.search import bigrams

MOST_BYTES = 1_000_000
"""Of words that PostgreSQL takes for one entry (its limit is 2**20); 200,000 different characters reach it."""

_HELD = "INSERT INTO search_posting (search_posting, rank) VALUES ('hashsize', %s)"
_LITTLE, _MUCH = 1 << 20, 1 << 26
"""Bytes of new words that SQLite holds before it writes them: as it is made, and to write very many at once."""

Posting = tuple[int, str]
"""The sequence of an entry and its words of the index, parted by blanks."""
Row = tuple[int, str] | tuple[int, list[str]]


def put(postings: Iterable[Posting]) -> None:
    """Put words in; none of the sequences is in the index. The quickest order is from the oldest on."""
    if _on_sqlite():
        _many("INSERT INTO search_posting (rowid, words) VALUES (%s, %s)", postings)
    else:
        _many(
            "INSERT INTO search_posting (sequence, words) VALUES (%s, array_to_tsvector(%s::text[]))",
            ((sequence, [*_periods(sequence), *_limited(words)]) for sequence, words in postings),
        )


def take_out(postings: Iterable[Posting]) -> None:
    """Take words out; they must be the very words that were put in."""
    if _on_sqlite():
        _many("INSERT INTO search_posting (search_posting, rowid, words) VALUES ('delete', %s, %s)", postings)
    else:
        sequences = [sequence for sequence, _ in postings]
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_posting WHERE sequence = ANY(%s)", (sequences,))


@contextmanager
def renewed() -> Iterator[None]:
    """Take out everything, and build on PostgreSQL the index at once after what the block puts in.

    There searches wait until the transaction ends; on SQLite they go on in the old index. SQLite holds more of the new
    words before it writes them, and in the end makes one list of each: a publication never waits for that to be done.
    """
    with connection.cursor() as cursor:
        if _on_sqlite():
            cursor.execute("INSERT INTO search_posting (search_posting) VALUES ('delete-all')")
            cursor.execute(_HELD, (_MUCH,))
            yield
            cursor.execute("INSERT INTO search_posting (search_posting) VALUES ('optimize')")
            cursor.execute(_HELD, (_LITTLE,))
            return
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_posting_words'")
        (definition,) = cursor.fetchone()
        cursor.execute("DROP INDEX search_posting_words")
        cursor.execute("TRUNCATE search_posting")
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute(definition)


def newest(wanted: Sequence[str], unwanted: Sequence[str], most: int) -> list[int]:
    """Return the newest entries, at most so many, that have all words wanted and none unwanted.

    On SQLite the lists of words are walked from their new end, and an entry that is in the shortest is sought in the
    others; on PostgreSQL the hits of the newest periods are gathered, and all only where these are too few.
    """
    wanted = wanted or (bigrams.everything(),)
    if _on_sqlite():
        sought = " AND ".join(f'"{word}"' for word in wanted)
        if unwanted:
            without = " OR ".join(f'"{word}"' for word in unwanted)
            sought = f"({sought}) NOT ({without})"
        statement = "SELECT rowid FROM search_posting WHERE search_posting MATCH %s ORDER BY rowid DESC LIMIT %s"
    else:
        sought = " & ".join((*(f"'{word}'" for word in wanted), *(f"!'{word}'" for word in unwanted)))
        statement = "SELECT search_newest(%s::tsquery, %s)"
    with connection.cursor() as cursor:
        cursor.execute(statement, (sought, most))
        return [sequence for (sequence,) in cursor.fetchall()]


def _on_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _periods(sequence: int) -> tuple[str, str]:
    """Return the private words of the periods that an entry is of; the function `search_newest` looks for them."""
    return f"\ue003{sequence >> 45}", f"\ue005{sequence >> 48}"


def _limited(spelled: str) -> list[str]:
    """Return each word once, as many as PostgreSQL takes; those of the facets and the title stand first."""
    words = list(dict.fromkeys(spelled.split()))
    if sum(map(len, words)) * 4 <= MOST_BYTES:
        return words
    return words[: bisect_right(list(accumulate(len(word.encode()) for word in words)), MOST_BYTES)]


def _many(statement: str, rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))
