"""Set an empty installation up: the first agency, those below it, and one administrator.

By the command line, or on a page that is open only while nobody has an account and only to who knows a code that the
server printed: whoever finds the address first can't take the installation over.
"""

from __future__ import annotations

import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.accounts.selectors import accounts
from gongkai.apps.accounts.services.people import create_user
from gongkai.apps.agencies.models import Agency, Platform
from gongkai.apps.agencies.services.appointments import NewAppointment, appoint
from gongkai.apps.agencies.services.decision import refuse
from gongkai.apps.agencies.services.import_plan import Plan
from gongkai.apps.agencies.services.platform import PlatformSettings, configure
from gongkai.apps.agencies.services.tree import NewAgency, add_agency
from gongkai.apps.agencies.services.tree_import import import_tree
from gongkai.apps.agencies.staff import OPERATOR
from gongkai.apps.audit.services import record
from gongkai.core.publication.chains import Role

__all__ = ["Administrator", "TreeFile", "is_setup_code", "needed", "set_up", "setup_code", "waiting"]

FILE = "setup-code"


@dataclass(frozen=True, slots=True)
class Administrator:
    """The first administrator, with the password that they chose."""

    username: str
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A table of the agencies below the first, as `tree_import` reads it."""

    data: bytes
    name: str


def needed() -> bool:
    """Say whether the installation is empty: nobody has an account."""
    return not accounts().exists()


def set_up(platform_name: str, root: NewAgency, administrator: Administrator, tree: TreeFile | None = None) -> Plan:
    """Set an empty installation up, all of it or nothing; return what the table brought."""
    with transaction.atomic():
        Platform.objects.get_or_create(id=1)
        Platform.objects.select_for_update().get(id=1)  # of two who try at once, the second waits and is refused
        reasons = [] if needed() else ["已经有账号，请由系统管理员登录后办理"]
        reasons += ["已经有机构，请由系统管理员登录后办理"] if Agency.objects.exists() else []
        refuse("初始设置", reasons)
        top = add_agency(OPERATOR, root)
        plan = import_tree(OPERATOR, tree.data, tree.name) if tree is not None else Plan((), ())
        made = create_user(administrator.username, administrator.name, administrator.password, temporary=False)
        appoint(OPERATOR, NewAppointment(made.pk, Role.ADMINISTRATOR, top.key, clock.today()))
        configure(OPERATOR, PlatformSettings(name=platform_name, host=top.key))
        record("初始设置", "platform", "1", agency=top.key, administrator=made.username)
    _path().unlink(missing_ok=True)
    return plan


def setup_code() -> str | None:
    """Return the code that opens the set-up page, made where there is none yet; None where nothing is to be set up."""
    if not needed():
        return None
    try:
        return _path().read_text("ascii")
    except FileNotFoundError:
        code = secrets.token_hex(10)
    with os.fdopen(os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(code)
    return code


def waiting() -> bool:
    """Say whether a set-up is expected: the server printed its code, and nobody has an account yet."""
    return _path().exists() and needed()


def is_setup_code(given: str) -> bool:
    """Say whether somebody knows the code; nobody does before the server printed one."""
    try:
        code = _path().read_text("ascii")
    except FileNotFoundError:
        return False
    return needed() and hmac.compare_digest(code.encode(), given.strip().encode())


def _path() -> Path:
    home: Path = settings.HOME
    return home / FILE
