"""The shipped example of every notice (core/notices/data/examples), and ways to change it."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
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


def with_event(name, kind, **told):
    """Return an example with other keys in the events of a kind."""
    changed = plain(name)
    for event in changed["event"]:
        if event["kind"] == kind:
            event.update(told)
    return changed


def with_parties(name, *parties):
    """Return an example in which these third parties were consulted instead: id, and what the answer says, if any."""
    changed = without_event(name, "third_party_consulted")
    events = [event for event in changed["event"] if event["kind"] != "third_party_answered"]
    for number, (identity, answer) in enumerate(parties):
        asked = {"kind": "third_party_consulted", "on": date(2025, 6, 5 + number), "id": identity}
        said = {"kind": "third_party_answered", "on": date(2025, 6, 12), "id": identity, **(answer or {})}
        events[2:2] = [asked] if answer is None else [asked, said]
    changed["event"] = events
    return changed


def without_event(name, kind):
    """Return an example without the events of a kind."""
    changed = plain(name)
    changed["event"] = [event for event in changed["event"] if event["kind"] != kind]
    return changed
