"""Append to the chain, and read it."""

from __future__ import annotations

from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.audit.actor import current
from gongkai.apps.audit.chain import FIRST, canonical, digest
from gongkai.apps.audit.models import Head, Record

__all__ = ["record"]


def record(action: str, kind: str = "", key: str = "", *, agency: str = "", **detail: object) -> int:
    """Append what the current actor did, in the transaction of what is done; return its number.

    `action` is a verb phrase in Chinese as it will be read; `kind` and `key` name the record it was done to. Nothing of
    personal data belongs into `detail`. What is rolled back leaves no record.
    """
    actor = current()
    with transaction.atomic():
        head = _locked_head()
        entry = Record(
            number=head.number + 1,
            at=clock.now(),
            actor=actor.id,
            actor_name=actor.name,
            acting_for=actor.acting_for,
            address=actor.address,
            action=action,
            subject_kind=kind,
            subject_key=key,
            agency=agency,
            detail=canonical(detail),
            previous=head.digest or FIRST,
        )
        entry.digest = digest(entry)
        entry.save(force_insert=True)
        head.number, head.digest = entry.number, entry.digest
        head.save(update_fields=("number", "digest"))
    return entry.number


def _locked_head() -> Head:
    """Return the head's row, held until the transaction ends: records follow one another in the order of commits."""
    head = Head.objects.select_for_update().filter(id=1).first()
    if head is None:
        Head.objects.get_or_create(id=1)
        head = Head.objects.select_for_update().get(id=1)
    return head
