"""A small value that pages show, remembered by each process until the log of public changes moves on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from gongkai.apps.publishing.changes import NOTHING, Moment, latest_change

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """What a function returned as of one moment of the log; before the first change it is asked every time."""

    def __init__(self, read: Callable[[], Value]) -> None:
        self._read = read
        self._kept: tuple[Moment, Value] | None = None

    def __call__(self) -> Value:
        """Return the value as of now; it costs one look at one row."""
        moment = latest_change()
        if moment == NOTHING:
            return self._read()
        if self._kept is None or self._kept[0] != moment:
            self._kept = (moment, self._read())
        return self._kept[1]
