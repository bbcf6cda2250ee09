"""End sessions."""

from __future__ import annotations

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F

from gongkai.apps.accounts.models import User
from gongkai.apps.audit.services import record

__all__ = ["end_all", "end_some"]


def end_all(user: User) -> None:
    """End every session of somebody at once, those too that no list knows of."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=("session_round",))
    get_adapter().end_sessions(UserSession.objects.filter(user=user))


@transaction.atomic
def end_some(user: User, current: str, chosen: int | None = None) -> int:
    """End one session of somebody, or all but the current one (by its key); return how many ended.

    Somebody else's session and one that is over already are none of theirs: nothing happens.
    """
    sessions = UserSession.objects.filter(user=user).exclude(session_key=current)
    if chosen is not None:
        sessions = sessions.filter(pk=chosen)
    ended = list(sessions)
    if ended:
        get_adapter().end_sessions(ended)
        record("结束其他登录", "account", user.username, sessions=len(ended))
    return len(ended)
