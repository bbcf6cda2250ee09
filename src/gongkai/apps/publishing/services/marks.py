"""Answer the marks of a text: let one stand with a reason, or cover it in a new version."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from html import escape, unescape

from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.course import authors_upto, standing_of
from gongkai.apps.publishing.models import Item, SettledMark, Text
from gongkai.apps.publishing.selectors.marked import BODY, Found, Place, places
from gongkai.apps.publishing.services.review import locked_item
from gongkai.apps.publishing.services.text import Words, save_text
from gongkai.apps.publishing.versions import words_of
from gongkai.core.errors import StepRefused
from gongkai.core.publication.masking import mask

__all__ = ["cover_marks", "reasons_against_settling", "settle_marks", "unsettle_mark"]

_TAG = re.compile(r"(<(?:[^>\"]|\"[^\"]*\")*>)")
_WORDS = ("title", "description", "keywords")


def settle_marks(staff: Staff, key: str, passages: Collection[str], reason: str) -> None:
    """Let marks of an item stand, with one reason; it counts for the same words in later versions."""
    with transaction.atomic():
        item = locked_item(key)
        chosen = _found(item, passages)
        reasons = [why for each in chosen.values() for why in reasons_against_settling(staff, item, each)]
        if not reason.strip():
            reasons.append("没有写明核实情况")
        if reasons:
            raise StepRefused("登记核实情况", tuple(dict.fromkeys(reasons)))
        for passage, found in chosen.items():
            kind = found.mark.kind.value
            SettledMark.objects.update_or_create(
                item=item,
                passage=passage,
                defaults={"kind": kind, "reason": reason.strip(), "by_id": staff.id, "at": clock.now()},
            )
            record("核实标记", "item", key, agency=item.agency.key, mark=kind)


def unsettle_mark(staff: Staff, key: str, passage: str) -> None:
    """Open a mark again that somebody let stand."""
    with transaction.atomic():
        item = locked_item(key)
        reasons = _not_theirs(staff, item)
        if reasons:
            raise StepRefused("取消核实", reasons)
        gone, _ = SettledMark.objects.filter(item=item, passage=passage).delete()
        if gone:
            record("取消核实", "item", key, agency=item.agency.key)


def cover_marks(staff: Staff, key: str, passages: Collection[str], *, based_on: int) -> tuple[Text, tuple[str, ...]]:
    """Cover marks in a new version of the text; return it with the labels of what has to be covered by hand.

    What stands in attachments, runs over several formats, or is a mark of secrecy is left as it is and told.
    """
    with transaction.atomic():
        item = locked_item(key)
        text = item.latest
        if text is None or text.number != based_on:
            raise StepRefused("遮盖", ("这一条在您打开之后又改过，请看过最新一稿再遮盖",))
        words = words_of(text)
        left: list[str] = []
        for place in places(item, text):
            chosen = [each for each in place.found if each.passage in passages]
            if place.name in _WORDS:
                words = _reworded(words, place.name, mask(place.text, [each.mark for each in chosen]))
                missed = [each for each in chosen if each.mark.masked is None]
            elif place.name == BODY:
                body, missed = _covered(words.body, place, chosen)
                words = replace(words, body=body)
            else:
                missed = chosen
            left += [f"{place.label}中的{each.mark.kind.label}" for each in missed]
        saved = save_text(staff, key, words, based_on=based_on, note="遮盖标记")
    return saved, tuple(dict.fromkeys(left))


def reasons_against_settling(staff: Staff, item: Item, found: Found) -> tuple[str, ...]:
    """Return why somebody may not let a mark stand; a mark of secrecy is for reviewers who didn't write the text."""
    if not found.of_secrecy:
        return _not_theirs(staff, item)
    reasons = []
    if not staff.may(Right.REVIEW, item.agency.path, item.section_id):
        reasons.append("涉密一类的标记只能由审查人员核实")
    if item.latest is not None and staff.username in authors_upto(item.latest):
        reasons.append(f"{staff.name}起草或者修改过这一条，涉密一类的标记请由他人核实")
    return tuple(reasons)


def _not_theirs(staff: Staff, item: Item) -> tuple[str, ...]:
    if any(staff.may(right, item.agency.path, item.section_id) for right in (Right.DRAFT, Right.REVIEW)):
        return ()
    return (f"{staff.name}没有在{item.agency.name}起草或者审查信息的权限",)


def _reworded(words: Words, name: str, told: str) -> Words:
    match name:
        case "title":
            return replace(words, title=told)
        case "description":
            return replace(words, description=told)
        case _:
            return replace(words, keywords=told)


def _found(item: Item, passages: Collection[str]) -> dict[str, Found]:
    """Return marks of the latest version, or of the one that the reviewers have before them, by their passages."""
    content = standing_of(item).content
    texts = [item.latest] if item.latest is not None else []
    texts += item.texts.filter(digest=content, aside=False).order_by("-number")[:1]
    found = {
        each.passage: each
        for text in texts
        for place in places(item, text)
        for each in place.found
        if each.passage in passages
    }
    if not passages or set(passages) - set(found):
        raise StepRefused("登记核实情况", ("最新的一稿里已经没有勾选的标记，请刷新页面",))
    return found


def _covered(html: str, place: Place, chosen: list[Found]) -> tuple[str, list[Found]]:
    """Return a body with marks covered in its text, and those that could not be found there as they stand."""
    pieces = _TAG.split(html)
    missed = []
    for each in chosen:
        wanted, masked = each.mark.text, each.mark.masked
        told = [found.start() for found in re.finditer(re.escape(wanted), place.text)]
        there = sum(unescape(piece).count(wanted) for piece in pieces[::2])
        if masked is None or each.mark.start not in told or there != len(told):
            missed.append(each)
            continue
        _cover(pieces, wanted, masked, told.index(each.mark.start))
        place = _shifted(place, each)
    return "".join(pieces), missed


def _cover(pieces: list[str], wanted: str, masked: str, which: int) -> None:
    """Put the masked form in place of one occurrence in the text between tags."""
    for at in range(0, len(pieces), 2):
        text = unescape(pieces[at])
        starts = [found.start() for found in re.finditer(re.escape(wanted), text)]
        if which < len(starts):
            start = starts[which]
            pieces[at] = escape(text[:start] + masked + text[start + len(wanted) :], quote=False)
            return
        which -= len(starts)


def _shifted(place: Place, done: Found) -> Place:
    """Return a place as it reads now that a mark is covered there, every other character where it was."""
    filler = "\0" * len(done.mark.text)
    return replace(place, text=place.text[: done.mark.start] + filler + place.text[done.mark.end :])
