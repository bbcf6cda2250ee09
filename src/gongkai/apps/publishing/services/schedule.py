"""Publish on a set day: what is ready waits, and goes through the same gate when its time has come."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.accounts.selectors import user
from gongkai.apps.agencies.staff import Staff, staff
from gongkai.apps.audit.actor import Actor, acting
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.course import person_of, standing_of
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.selectors.marked import reasons_against_marks
from gongkai.apps.publishing.services.review import Deed, act_on, locked_item
from gongkai.core.errors import GongkaiError, StepRefused
from gongkai.core.publication.review_events import Act

__all__ = ["publish_due", "schedule"]

logger = logging.getLogger(__name__)


def schedule(who: Staff, key: str, at: datetime | None) -> Item:
    """Let a ready item be published at a moment to come; None takes the plan back."""
    with transaction.atomic():
        item = locked_item(key)
        standing = standing_of(item)
        reasons = list(standing.reasons_against(Act.PUBLISHED, person_of(who, item)))
        text = item.texts.filter(digest=standing.content, aside=False).order_by("-number").first()
        if at is not None and text is not None:
            reasons += reasons_against_marks(item, standing, Act.PUBLISHED, text)
        if at is not None and at <= clock.now():
            reasons.append("定时发布的时间已经过去，请改为立即发布或者重新选时间")
        if reasons:
            raise StepRefused("定时发布", tuple(reasons))
        item.scheduled_for, item.scheduled_by_id = at, who.id if at else None
        item.edition += 1
        item.save()
        record("定时发布" if at else "取消定时发布", "item", item.key, agency=item.agency.key, at=str(at or ""))
    return item


def publish_due() -> int:
    """Publish every item whose time has come, each in its own transaction; return how many were.

    It is done in the name of who planned it, with the roles that they hold now: who has left publishes nothing.
    """
    done = 0
    due = Item.objects.filter(scheduled_for__lte=clock.now()).order_by("scheduled_for")
    for key, planner in list(due.values_list("key", "scheduled_by_id")):
        who = user(planner)
        with acting(Actor(who.username, who.name, "scheduler")):
            try:
                done += _publish(key, staff(who.id, who.username, who.name, clock.today()))
            except GongkaiError as error:
                _give_up(key, str(error))
    return done


def _publish(key: str, who: Staff) -> int:
    with transaction.atomic():
        item = locked_item(key)
        if item.scheduled_for is None or item.scheduled_for > clock.now():
            return 0  # somebody else was quicker, or took the plan back
        act_on(who, key, Deed(Act.PUBLISHED, content=standing_of(item).content))
    return 1


def _give_up(key: str, why: str) -> None:
    """Take an impossible plan back and say so, rather than try for ever."""
    with transaction.atomic():
        item = locked_item(key)
        item.scheduled_for, item.scheduled_by = None, None
        item.save(update_fields=("scheduled_for", "scheduled_by"))
        record("定时发布未成", "item", item.key, agency=item.agency.key, why=why)
    logger.warning("scheduled publication of %s was refused: %s", key, why)
