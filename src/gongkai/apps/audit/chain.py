"""How a record is hashed: every field, length-prefixed, with the digest of the record before."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Protocol

FIRST = "0" * 64
"""What stands before the first record."""


class Hashed(Protocol):
    """The fields of a record that its digest covers."""

    number: int
    at: datetime
    actor: str
    actor_name: str
    acting_for: str
    address: str
    action: str
    subject_kind: str
    subject_key: str
    agency: str
    detail: str
    previous: str


def canonical(detail: dict[str, object]) -> str:
    """Return a detail as the one JSON text of it.

    >>> canonical({"b": 1, "a": "某"})
    '{"a":"某","b":1}'
    """
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest(record: Hashed) -> str:
    """Return the SHA-256 of a record, in hex; two records that differ anywhere differ in it."""
    moment = record.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = (
        str(record.number),
        moment,
        record.actor,
        record.actor_name,
        record.acting_for,
        record.address,
        record.action,
        record.subject_kind,
        record.subject_key,
        record.agency,
        record.detail,
        record.previous,
    )
    hashed = hashlib.sha256()
    for part in parts:
        piece = part.encode()
        hashed.update(f"{len(piece)}:".encode())
        hashed.update(piece)
    return hashed.hexdigest()
