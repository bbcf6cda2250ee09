"""What somebody may sign in with: one spelling for each name, none that the audit trail uses for nobody."""

from __future__ import annotations

import re
import unicodedata

from gongkai.apps.audit.actor import SYSTEM
from gongkai.apps.audit.middleware import PUBLIC

RESERVED = frozenset({SYSTEM.id, PUBLIC})
"""What the audit trail calls the service itself and whoever has not signed in."""
_ALLOWED = re.compile(r"[^\W_][\w.\-]{1,59}")


def spelling(name: str) -> str:
    """Return the one spelling of a sign-in name: full-width letters and capitals are the same as plain ones.

    >>> spelling(" Zhang．San ")
    'zhang.san'
    """
    return unicodedata.normalize("NFKC", name).strip().lower()


def reason_against(name: str) -> str:
    """Return why a name in its one spelling can't be signed in with, "" where it can.

    >>> reason_against("zhang.san"), reason_against("张三01")
    ('', '')
    >>> reason_against("system")
    '登录名“system”由系统保留，请换一个。'
    """
    if name in RESERVED:
        return f"登录名“{name}”由系统保留，请换一个。"
    if not _ALLOWED.fullmatch(name):
        return "登录名须为2至60个字母、汉字、数字，中间可以有点、横线和下划线，并以字母、汉字或者数字开头。"
    return ""
