"""The shipped example of every notice (core/notices/data/examples), and ways to change it."""

from __future__ import annotations

import copy
import tomllib
from functools import cache

from gongkai.core.law.calendar import Calendar
from gongkai.core.notices.dossier import read_notice
from gongkai.core.notices.examples import example, example_names

NAMES = example_names()


@cache
def _read(name):
    return tomllib.loads(example(name))


def plain(name):
    """Return an example as plain data, to be changed at will."""
    return copy.deepcopy(_read(name))


def dossier(changed):
    """Return what a plain example is read as."""
    return read_notice(changed, Calendar())


def letter(changed):
    """Return the letter of an example's name or of changed plain data."""
    return dossier(plain(changed) if isinstance(changed, str) else changed).draft()


def with_notice(name, **told):
    """Return an example with other keys in [notice]; a key of None is left out."""
    changed = plain(name)
    changed["notice"].update(told)
    changed["notice"] = {key: value for key, value in changed["notice"].items() if value is not None}
    return changed


def without_event(name, kind):
    """Return an example without the events of a kind."""
    changed = plain(name)
    changed["event"] = [event for event in changed["event"] if event["kind"] != kind]
    return changed
