"""Who is acting now: set around a request or a command, read where something is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody by sign-in name, and from where; `acting_for` is the absent colleague."""

    id: str
    name: str = ""
    address: str = ""
    acting_for: str = ""


SYSTEM = Actor("system", "系统")
_current: ContextVar[Actor] = ContextVar("actor", default=SYSTEM)


def current() -> Actor:
    """Return who is acting; the system itself where nobody is."""
    return _current.get()


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Let everything inside be done by an actor.

    >>> with acting(Actor("zhang", "张某")):
    ...     current().name
    '张某'
    """
    token = _current.set(actor)
    try:
        yield actor
    finally:
        _current.reset(token)
