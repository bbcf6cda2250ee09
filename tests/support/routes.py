"""Every address that the service answers, and the written matrix of who may open which (docs/permissions.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

MATRIX = Path(__file__).resolve().parents[2] / "docs" / "permissions.toml"


@dataclass(frozen=True)
class Line:
    """A line of the matrix."""

    pattern: str
    open: frozenset[str] | str
    does: frozenset[str]
    where: str = ""
    needs: str = ""
    answers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Route:
    """An address as Django has it: its pattern, its name and what answers."""

    pattern: str
    name: str
    view: Any

    def address(self, told: dict[str, object]) -> str:
        """Return an address of this pattern; it takes of `told` what it needs."""
        names = self.parameters
        return reverse(self.name, kwargs={name: told[name] for name in names})

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in the pattern, in no order."""
        forms = get_resolver()
        for part in self.name.split(":")[:-1]:
            _, forms = forms.namespace_dict[part]
        return tuple(dict.fromkeys(forms.reverse_dict.getlist(self.name.split(":")[-1])[0][0][0][1]))


@cache
def matrix() -> dict[str, Line]:
    """Return the written matrix, by pattern."""
    plain = tomllib.loads(MATRIX.read_text("utf-8"))
    return {pattern: _line(pattern, row, plain["group"]) for pattern, row in plain["route"].items()}


@cache
def routes() -> tuple[Route, ...]:
    """Return every address of the service."""
    return tuple(_walk(get_resolver().url_patterns, "", ""))


def _line(pattern: str, row: dict[str, Any], groups: dict[str, list[str]]) -> Line:
    told = row["open"]
    if isinstance(told, str) and told in groups:
        told = groups[told]
    opened = told if isinstance(told, str) else frozenset(told)
    more = {name: row[name] for name in ("where", "needs") if name in row}
    return Line(pattern, opened, frozenset(row["does"]), answers=tuple(row.get("answers", ())), **more)


def _walk(entries: Iterable[URLPattern | URLResolver], before: str, space: str) -> Iterator[Route]:
    for each in entries:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each.url_patterns, before + str(each.pattern), inner)
        else:
            yield Route(before + str(each.pattern), f"{space}{each.name}", each.callback)
