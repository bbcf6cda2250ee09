"""Pictures of a body on the desk: a version names them, the page shows them from where the staff may read them."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import unquote

from django.urls import reverse

from gongkai.apps.publishing.models import Text

_NAMED = re.compile(r'(<img\b[^>]*\bsrc=")picture:([^"]+)(")')


def shown(body: str, key: str, text: Text) -> str:
    """Return a version's body with the addresses of its pictures on the desk."""
    addresses = {
        each.name: reverse("desk:file", args=(key, text.number, each.number, each.name))
        for each in text.attachments.all()
    }

    def placed(found: re.Match[str]) -> str:
        address = addresses.get(unescape(found[2]))
        return f"{found[1]}{escape(address)}{found[3]}" if address else found[0]

    return _NAMED.sub(placed, body)


def named(body: str, key: str) -> str:
    """Return a body as it is kept: pictures of this item by their names again."""
    there = re.compile(rf'(\bsrc=")/desk/items/{re.escape(key)}/files/\d+/\d+/([^"/]+)(")')
    return there.sub(lambda found: f"{found[1]}picture:{escape(unquote(unescape(found[2])))}{found[3]}", body)
