"""The columns of an agency as choices and as labels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gongkai.apps.agencies.selectors import columns_of
from gongkai.core.publication.columns import Column

Choices = list[tuple[str, str]]


@cache
def column_labels(level: str) -> dict[str, str]:
    """Return what the columns of an agency of a level are called, those above each named before it."""
    return dict(_walk(columns_of(level), ""))


def column_choices(level: str) -> Choices:
    """Return the columns that information may be put under, in the order of the platform."""
    return [(key, label) for key, label in column_labels(level).items() if key in _leaves(level)]


def column_label(level: str, key: str) -> str:
    """Return what a column is called; its key where the level has none of that name any more."""
    return column_labels(level).get(key, key)


@cache
def _leaves(level: str) -> frozenset[str]:
    """Return the columns that hold content themselves: not the entry for applications."""
    return frozenset(each.key for each in _flat(columns_of(level)) if not each.entry)


def _flat(columns: tuple[Column, ...]) -> Iterator[Column]:
    for each in columns:
        yield each
        yield from _flat(each.below)


def _walk(columns: tuple[Column, ...], above: str) -> Iterator[tuple[str, str]]:
    for each in columns:
        label = f"{above} / {each.label}" if above else each.label
        yield each.key, label
        yield from _walk(each.below, label)
