"""The review as a line of stations: what is done, by whom, where the text is, what is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.apps.publishing.models import Event, Item, PublicItem
from gongkai.core.publication.review import ReviewStanding, State
from gongkai.core.publication.review_events import Act
from gongkai.core.publication.visible import identity

_WAITS = frozenset({State.IN_REVIEW, State.REFERRED})


@dataclass(frozen=True, slots=True)
class Station:
    """One station: `how` is "done", "here" or "ahead"; who was there and when, or who is asked."""

    label: str
    how: str
    who: str = ""
    on: date | None = None


def progress(item: Item, standing: ReviewStanding) -> tuple[Station, ...]:
    """Return the stations of an item, from its draft to its publication."""
    names = _names(item)
    brought = item.events.filter(act__in=[act.value for act in Act if act.brings_text]).order_by("-number")
    last = brought.select_related("person").first()
    reviewed = standing.state in _WAITS | {State.READY, State.PUBLISHED, State.SETTLED}
    begun = Station(
        "起草送审", "done" if reviewed and last else "here", last.person.name if last else "", last.on if last else None
    )
    passed = {each.step.key: each for each in standing.passed}
    stations = [begun]
    left = [step.key for step in standing.steps_left]
    for step in standing.chain.asked(important=standing.important):
        if step.key in passed:
            done = passed[step.key]
            stations.append(Station(step.label, "done", names.get(done.person, done.person), done.on))
        else:
            here = reviewed and standing.state in _WAITS and left[:1] == [step.key]
            asked = "、".join(role.label for role in sorted(step.roles))
            stations.append(Station(step.label, "here" if here else "ahead", asked))
    return (*stations, _last(item, standing))


def _last(item: Item, standing: ReviewStanding) -> Station:
    if standing.state is State.SETTLED:
        return Station("不主动公开", "done", "", standing.since)
    if standing.state is State.PUBLISHED:
        event = item.events.filter(act=Act.PUBLISHED.value).select_related("person").order_by("-number").first()
        return Station("发布", "done", event.person.name if event else "", event.on if event else None)
    asked = "、".join(role.label for role in sorted(standing.chain.publishers))
    return Station("发布", "here" if standing.state is State.READY else "ahead", asked)


def published_on(item: Item) -> PublicItem | None:
    """Return what is online of an item."""
    return PublicItem.objects.filter(item=item).select_related("text").first()


def _names(item: Item) -> dict[str, str]:
    found = Event.objects.filter(item=item).values_list("person__username", "person__name").distinct()
    return {identity(username): name for username, name in found}
