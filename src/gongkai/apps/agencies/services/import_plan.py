"""What an import would do, and every fault with its row: the same for trees and for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction

from gongkai.core.errors import GongkaiError, StepRefused
from gongkai.formats.tabular import Row

__all__ = ["Fault", "Plan", "Planned"]

ADDED, CHANGED, SAME = "新增", "修改", "不变"
_DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")


class Fault(NamedTuple):
    """What is wrong in a row."""

    row: int
    sentence: str


class Planned(NamedTuple):
    """What a row does: to what, by its key and name, whether it is new, changed or the same, and what changes."""

    row: int
    key: str
    name: str
    what: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does with every row, or why it can't be done."""

    planned: tuple[Planned, ...]
    faults: tuple[Fault, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows add, change, and leave as it is."""
        return {what: sum(each.what == what for each in self.planned) for what in (ADDED, CHANGED, SAME)}

    @property
    def summary(self) -> str:
        """The counts in words."""
        return "，".join(f"{what}{number}行" for what, number in self.counts.items())


class RowFault(GongkaiError):
    """A row can't be understood."""


def run(rows: Iterable[Row], do: Callable[[Row], Planned], *, dry: bool) -> Plan:
    """Do every row, each on its own; where one fails, or in a dry run, nothing of it stays.

    So a dry run finds exactly what the import would.
    """
    planned: list[Planned] = []
    faults: list[Fault] = []
    with transaction.atomic():
        for row in rows:
            try:
                with transaction.atomic():
                    planned.append(do(row))
            except StepRefused as refusal:
                faults += [Fault(row.number, f"{reason}。") for reason in refusal.reasons]
            except GongkaiError as error:
                faults.append(Fault(row.number, str(error)))
        if dry or faults:
            transaction.set_rollback(True)
    return Plan(tuple(planned), tuple(sorted(faults)))


def day_of(row: Row, heading: str) -> date | None:
    """Return the day under a heading, None where it is blank; `RowFault` where it is none."""
    text = row.get(heading)
    if not text:
        return None
    found = _DAY.fullmatch(text.split(" ")[0])
    try:
        return date(*map(int, found.groups())) if found else _no_day(text, heading)
    except ValueError:
        return _no_day(text, heading)


def _no_day(text: str, heading: str) -> date:
    raise RowFault(f"“{heading}”写成“{text}”，请写成2024-03-01这样。")
