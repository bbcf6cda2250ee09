"""What is public by several conditions at once, for programs."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.apps.publishing.selectors.public import Row, rows_of, visible

__all__ = ["matching"]


def matching(
    on: date,
    size: int,
    *,
    agency_id: int | None = None,
    column: str = "",
    kind: str = "",
    year: int | None = None,
    before: int | None = None,
) -> tuple[Row, ...]:
    """Return the newest items that meet all conditions, those of `before` and later left out; a column has those below."""
    found = visible()
    if agency_id is not None:
        found = found.filter(agency_id=agency_id)
    if column:
        found = found.filter(Q(column=column) | Q(column__startswith=f"{column}."))
    if kind:
        found = found.filter(kind=kind)
    if year is not None:
        found = found.filter(year=year)
    if before is not None:
        found = found.filter(sequence__lt=before)
    return rows_of(found.order_by("-sequence")[:size], on)
