"""The history of an item: who wrote which version, who did what, in one line of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.apps.publishing.models import Event, Item, Text
from gongkai.core.publication.chains import Body
from gongkai.core.publication.review_events import Act


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened: when, who did it, what, what was said, and the version that it brought or spoke of."""

    at: datetime
    who: str
    what: str
    said: str = ""
    version: int = 0
    aside: bool = False


def history(item: Item) -> tuple[Entry, ...]:
    """Return what happened to an item, the last first."""
    versions = [_version(each) for each in item.texts.select_related("author")]
    events = [_event(each) for each in item.events.select_related("person", "acting_for", "text")]
    found = sorted(enumerate((*versions, *events)), key=lambda pair: (pair[1].at, pair[0]), reverse=True)
    return tuple(entry for _, entry in found)


def _version(text: Text) -> Entry:
    what = f"另存第{text.number}稿（没有并入）" if text.aside else f"保存第{text.number}稿"
    return Entry(text.made_at, text.author.name, what, text.note, text.number, text.aside)


def _event(event: Event) -> Entry:
    act = Act(event.act)
    what = f"{act.label}：{event.step}" if event.step else act.label
    said = [event.reason, f"报{Body(event.body).label}" if event.body else "", event.reference]
    if event.publishable is not None:
        said.insert(0, "可以公开" if event.publishable else "不能公开")
    who = f"{event.person.name}（代{event.acting_for.name}）" if event.acting_for else event.person.name
    return Entry(event.at, who, what, "；".join(filter(None, said)), event.text.number if event.text else 0)
