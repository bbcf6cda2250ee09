"""The lists of the portal by what they show: where each begins, which of its pages a change touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.apps.agencies.selectors import columns_of, open_agencies
from gongkai.apps.portal.columns import LATEST, all_columns, slug_of
from gongkai.apps.publishing.changes import SITE
from gongkai.apps.publishing.selectors.public import Shelf, archived_pages, page_holding, total

__all__ = ["Lists", "PublicList"]


@dataclass(frozen=True, slots=True)
class PublicList:
    """A list: where its numbered pages are, and what it holds."""

    base: str
    shelf: Shelf

    def pages(self) -> range:
        """Return the numbers of its archived pages."""
        return range(1, archived_pages(total(self.shelf)) + 1)

    def touched(self, sequence: int, written: int) -> range:
        """Return the archived pages that change with the item of a sequence, where `written` were written before.

        A page keeps its rows when something newer comes; what was the last archived page gets a newer neighbour.
        """
        now = archived_pages(total(self.shelf))
        first = page_holding(self.shelf, sequence) or now
        return range(max(min(first, written, now), 1), max(now, written) + 1)


class Lists:
    """Every list of the portal, by the scope that its view shows."""

    def __init__(self) -> None:
        self._by_scope: dict[str, PublicList] = {SITE: PublicList(f"/c/{LATEST}/", Shelf())}
        for key in all_columns():
            self._by_scope[f"column:{key}"] = PublicList(f"/c/{slug_of(key)}/", Shelf(column=key))
        for agency in open_agencies():
            self._by_scope[f"agency:{agency.key}"] = PublicList(f"/a/{agency.key}/{LATEST}/", Shelf(agency.pk))
            for column in columns_of(agency.level):
                for each in (column, *column.below):
                    scope = f"list:{agency.key}/{each.key}"
                    base = f"/a/{agency.key}/{slug_of(each.key)}/"
                    self._by_scope[scope] = PublicList(base, Shelf(agency.pk, each.key))

    def __iter__(self) -> Iterator[PublicList]:
        """Go through all lists."""
        return iter(self._by_scope.values())

    def of(self, scopes: Iterable[str]) -> list[PublicList]:
        """Return the lists that some scopes name."""
        return [self._by_scope[scope] for scope in scopes if scope in self._by_scope]
