"""Reasons as people read them: the name of whoever is signed in instead of what they sign in with."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.apps.agencies.staff import Staff
from gongkai.core.publication.visible import identity


def by_name(reasons: Iterable[str], staff: Staff) -> tuple[str, ...]:
    """Return reasons that begin with a sign-in name with the person's name instead.

    >>> by_name(("lihua不是保密审查员，不能办理“复审”",), Staff(1, "lihua", "李某", ()))
    ('李某不是保密审查员，不能办理“复审”',)
    """
    told = identity(staff.username)
    return tuple(staff.name + each.removeprefix(told) if told and each.startswith(told) else each for each in reasons)
