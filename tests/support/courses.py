"""Timelines in tests, drawn as lines: `course("online", "2025-06-02 submitted", "2025-06-03 confirmed")`."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.core.casework.timeline import Timeline, read_timeline

FLAGS = {"true": True, "false": False}


def day(text: str) -> date:
    return date.fromisoformat(text)


def plain_event(line: str) -> dict[str, Any]:
    on, kind, *more = line.split()
    keys = dict(word.split("=", 1) for word in more)
    return {"kind": kind, "on": on} | {key: _value(key, value) for key, value in keys.items()}


def _value(key: str, value: str) -> Any:
    if key == "workdays":
        return int(value)
    return FLAGS.get(value, value)


def plain_course(channel: str, *lines: str, **application: str) -> dict[str, Any]:
    return {"application": {"channel": channel, **application}, "event": [plain_event(line) for line in lines]}


def course(channel: str, *lines: str, **application: str) -> Timeline:
    return read_timeline(plain_course(channel, *lines, **application))


def over_counter(*lines: str) -> Timeline:
    """Return a timeline received over the counter on Monday 2025-06-02; its reply is due on 2025-06-30."""
    return course("counter", "2025-06-02 submitted", *lines)
