"""Write the index, in the transaction of what is published or withdrawn: both are seen, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import transaction

from gongkai.apps.search import bigrams, postings
from gongkai.apps.search.entry import Entry
from gongkai.apps.search.models import IndexedEntry

__all__ = ["index", "rebuild", "remove"]

BATCH = 500
"""Entries written at a time."""

Thing = TypeVar("Thing")


def index(entries: Iterable[Entry]) -> None:
    """Put entries into the index, in the transaction of what publishes them; one of the same sequence is replaced.

    Many at once are quickest in the order of their sequences.
    """
    with transaction.atomic(savepoint=False):
        for batch in _batches(entries):
            fresh = {entry.sequence: entry for entry in batch}
            remove(fresh)
            _put([fresh[sequence] for sequence in sorted(fresh)])


def remove(sequences: Iterable[int]) -> None:
    """Take entries out of the index, in the transaction of what withdraws them; those not in it are left out."""
    with transaction.atomic(savepoint=False):
        for batch in _batches(sequences):
            rows = (
                IndexedEntry.objects.filter(sequence__in=batch)
                .only("facets", "told", "effective_to")
                .order_by("sequence")
            )
            kept = [(row.sequence, _words(row)) for row in rows]
            if kept:
                postings.take_out(kept)
                IndexedEntry.objects.filter(sequence__in=[sequence for sequence, _ in kept]).delete()


def rebuild(entries: Iterable[Entry]) -> None:
    """Make the index anew out of these entries and nothing else.

    Needed after a restore, and after every change of `bigrams.tokens`: words are taken out as they would be made today.
    """
    with transaction.atomic(), postings.renewed():
        IndexedEntry.objects.all().delete()
        for batch in _batches(entries):
            _put(sorted(batch, key=lambda entry: entry.sequence))


def _put(entries: Sequence[Entry]) -> None:
    rows = [_row(entry) for entry in entries]
    IndexedEntry.objects.bulk_create(rows)
    postings.put([(row.sequence, _words(row)) for row in rows])


def _row(entry: Entry) -> IndexedEntry:
    title, body = bigrams.clean(entry.title), bigrams.clean(entry.body[: bigrams.LONGEST_TEXT])
    return IndexedEntry(
        sequence=entry.sequence,
        key=entry.key,
        published_at=entry.published_at,
        effective_from=entry.effective_from,
        effective_to=entry.effective_to,
        title=title,
        facets="\n".join(dict.fromkeys(map(bigrams.facet_line, entry.facets))),
        told=bigrams.told(title, body),
        body=body,
    )


def _words(row: IndexedEntry) -> str:
    """Return the words of the index for a row, from what the row keeps."""
    title, _, body = row.told.partition("\n")
    facets = row.facets.split("\n") if row.facets else ()
    return bigrams.tokens(title, body, facets, ends=row.effective_to is not None)


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield batch
