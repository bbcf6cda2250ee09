"""Small words for the portal's templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from gongkai.apps.portal.columns import PublicColumn, column
from gongkai.core.publication.validity import Validity

register = template.Library()
_TONES = {
    Validity.IN_FORCE: "good",
    Validity.AMENDED: "brand",
    Validity.PARTLY_EXPIRED: "warn",
    Validity.PARTLY_REPEALED: "warn",
    Validity.NOT_YET: "warn",
    Validity.EXPIRED: "grave",
    Validity.REPEALED: "grave",
}
_UNITS = ("B", "KB", "MB", "GB")
_AROUND = '<div class="scroll" tabindex="0" role="group" aria-label="表格">'


@register.filter
def tone(validity: Validity) -> str:
    """Return the class of a badge of validity; its words say the same."""
    return _TONES[validity]


@register.filter
def size(length: int) -> str:
    """Return the size of a file as people read it.

    >>> size(900), size(20480), size(3_500_000)
    ('900B', '20KB', '3.3MB')
    """
    step = min(max(length.bit_length() - 1, 0) // 10, len(_UNITS) - 1)
    return f"{length / 1024**step:.1f}".removesuffix(".0") + _UNITS[step]


@register.filter
def column_of(key: str) -> PublicColumn:
    """Return the column of a key."""
    return column(key)


@register.filter
def document(body: str) -> SafeString:
    """Return a body, which is clean html already, with every table in a frame that scrolls where the screen is narrow.

    >>> document("<p>一</p><table><tr><td>二</td></tr></table>")[9:15], document("<table></table>")[-14:]
    ('div cl', '</table></div>')
    """
    framed = body.replace("<table", f"{_AROUND}<table").replace("</table>", "</table></div>")
    return mark_safe(framed)  # noqa: S308 — cleaned when it was saved
