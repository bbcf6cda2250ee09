"""The columns of one agency as its pages show them: with what is in each."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.apps.agencies import selectors as agencies
from gongkai.apps.agencies.models import Agency
from gongkai.apps.portal.columns import PublicColumn, all_columns
from gongkai.apps.publishing.selectors.public import Count, counts

__all__ = ["Twig", "tree_of"]


@dataclass(frozen=True, slots=True)
class Twig:
    """A column of an agency, how much is in it, and those below it."""

    column: PublicColumn
    label: str
    address: str
    count: Count | None
    below: tuple[Twig, ...] = ()


def tree_of(agency: Agency) -> tuple[Twig, ...]:
    """Return an agency's columns (国办公开办函〔2019〕61号), and those that it no longer keeps and that still hold something."""
    found = counts(agency.pk)
    tops = []
    kept = set()
    for top in agencies.columns_of(agency.level):
        kept |= {top.key, *(each.key for each in top.below)}
        below = tuple(_twig(agency, each.key, each.label, found.get(each.key)) for each in top.below)
        tops.append(_twig(agency, top.key, top.label, found.get(top.key), below))
    others = [
        _twig(agency, key, each.label, found[key]) for key, each in all_columns().items() if key in set(found) - kept
    ]
    return (*tops, *others)


def _twig(agency: Agency, key: str, label: str, count: Count | None, below: tuple[Twig, ...] = ()) -> Twig:
    column = all_columns()[key]
    address = "/apply/" if key == "application" else f"/a/{agency.key}/{column.slug}/"
    return Twig(column, label, address, count, below)
