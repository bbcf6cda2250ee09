"""A standalone HTML page: no script, no inline style, and a policy that allows exactly the style it carries."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files


def page(title: str, sheet: str, meta: Iterable[str], body: Iterable[str]) -> bytes:
    """Return a page in UTF-8 with the style of `assets/html/<sheet>.css`; `meta` and `body` are finished markup."""
    lines = (
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(sheet)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        *meta,
        f"<style>{_style(sheet)}</style>",
        "</head>",
        "<body>",
        "<main>",
        "<article>",
        *body,
        "</article>",
        "</main>",
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(lines).encode("utf-8")


@cache
def _style(sheet: str) -> str:
    return (files("gongkai.formats.write") / "assets" / "html" / f"{sheet}.css").read_text("utf-8")


@cache
def _policy(sheet: str) -> str:
    digest = base64.b64encode(hashlib.sha256(_style(sheet).encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
