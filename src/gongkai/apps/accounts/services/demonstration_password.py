"""One password for many invented people, told to everybody who looks at a demonstration; never for real accounts."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.audit.services import record
from gongkai.core.errors import StepRefused

__all__ = ["share_password"]


@transaction.atomic
def share_password(usernames: Collection[str], password: str) -> None:
    """Give accounts of a demonstration the same password, hashed once: hashing is slow on purpose.

    `StepRefused` where the data are real.
    """
    if not settings.DEMONSTRATION:
        raise StepRefused("设置演示密码", ("这里是正式数据，每个人的密码由本人设置",))
    User.objects.filter(username__in=usernames).update(password=make_password(password), must_change_password=False)
    for each in sorted(usernames):
        record("设置演示密码", "account", each)
