"""Read the chain: search it, and prove that nobody changed it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gongkai.apps.audit.chain import FIRST, digest
from gongkai.apps.audit.models import Head, Record

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether the chain holds; where it doesn't, the number of the first broken record and why."""

    records: int
    broken: int | None = None
    why: str = ""

    @property
    def ok(self) -> bool:
        """Whether every record is as it was written."""
        return self.broken is None


def verify() -> Verification:
    """Walk the whole chain from its first record and compare every digest."""
    head = Head.objects.filter(id=1).first() or Head(id=1)
    previous, expected = FIRST, 1
    for entry in Record.objects.order_by("number").iterator(chunk_size=CHUNK):
        if entry.number != expected:
            return Verification(expected - 1, expected, f"第{expected}条记录不见了")
        if entry.previous != previous:
            return Verification(expected - 1, expected, f"第{expected}条记录与前一条接不上")
        if entry.digest != digest(entry):
            return Verification(expected - 1, expected, f"第{expected}条记录的内容被改动过")
        previous, expected = entry.digest, expected + 1
    count = expected - 1
    if (head.number, head.digest or FIRST) != (count, previous):
        return Verification(count, expected, f"应有{head.number}条记录，第{expected}条起不见了")
    return Verification(count)


def records(words: str = "", kind: str = "", key: str = "", agencies: frozenset[str] | None = None) -> QuerySet[Record]:
    """Return records, newest first; `agencies` are the keys of those a reader may look into, None for all."""
    found = Record.objects.all()
    if kind:
        found = found.filter(subject_kind=kind)
    if key:
        found = found.filter(subject_key=key)
    if agencies is not None:
        found = found.filter(agency__in=agencies)
    for word in words.split():
        told = Q(action__contains=word) | Q(actor=word) | Q(actor_name=word) | Q(subject_key=word)
        found = found.filter(told | Q(detail__contains=word))
    return found
