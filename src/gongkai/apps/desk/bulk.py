"""Pass the review of many items in one go: each by itself, with its own event, on the very text that was listed (逐项审查)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from gongkai.apps.agencies.staff import Staff
from gongkai.apps.desk.names import by_name
from gongkai.apps.publishing.selectors.desk import item_of
from gongkai.apps.publishing.services.review import Deed, act_on
from gongkai.core.errors import GongkaiError, StepRefused
from gongkai.core.publication.review_events import Act

MOST = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """An item that was ticked, with the text and the edition that were listed."""

    key: str
    content: str
    edition: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one item: nothing in `reasons` means that it was passed."""

    key: str
    title: str
    reasons: tuple[str, ...]


def read_verdicts(given: QueryDict) -> tuple[Wish, ...]:
    """Return what was ticked: each box carries the key, the digest and the edition of its row."""
    wishes = []
    for told in given.getlist("pass")[:MOST]:
        key, _, rest = told.partition(":")
        content, _, edition = rest.partition(":")
        if edition.isascii() and edition.isdigit() and len(edition) < 8 and len(content) == 64:
            wishes.append(Wish(key, content, int(edition)))
    return tuple(wishes)


def pass_each(staff: Staff, wishes: Sequence[Wish]) -> tuple[Verdict, ...]:
    """Pass items one after the other; one that may not be passed stops none of the others."""
    return tuple(_pass(staff, wish) for wish in wishes)


def _pass(staff: Staff, wish: Wish) -> Verdict:
    item = item_of(staff, wish.key)
    if item is None or item.latest is None:
        return Verdict(wish.key, wish.key, ("没有找到这一条",))
    title = item.latest.title
    try:
        act_on(staff, wish.key, Deed(Act.PASSED, content=wish.content, edition=wish.edition))
    except StepRefused as refusal:
        return Verdict(wish.key, title, by_name(refusal.reasons, staff))
    except GongkaiError as refusal:
        return Verdict(wish.key, title, (str(refusal),))
    return Verdict(wish.key, title, ())
