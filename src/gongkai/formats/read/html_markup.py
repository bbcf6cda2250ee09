"""Patterns of html source: what to drop, what is inline, what breaks a line; attributes and text.

Both ways through a page use them: the fast one on the source itself, the thorough one on what lexbor made of it.
`BREAK` stands where a block begins or ends, until the text is cut into lines there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

BREAK = "\0"

# The rest of a start or end tag after its name. Anything odd in it (a `<`, an unclosed quote) is no match.
REST = r"""(?=[\s/>])[^<>"']*+(?:"[^"<>]*+"[^<>"']*+|'[^'<>]*+'[^<>"']*+)*+>"""

_INLINE = (
    r"span|font|strong|[abiu]|em|o:p|st1:[a-z]+|ucap[a-z]+|publishtime|big|small|tt|nobr|ins|mark|label|center|cite|code"
    r"|col|colgroup|img|wbr|meta|link|input|basefont|abbr|kbd|samp|var|dfn|time|data|bdi|bdo|q"
)
_BLOCK = (
    r"p|div|br|li|ul|ol|article|section|main|header|hgroup|aside|body|html|form|fieldset|legend|blockquote|address"
    r"|figure|figcaption|hr|dir|menu|details|summary|search"
)
BLOCK = re.compile(rf"</?(?:{_BLOCK}){REST}")

# Comments and elements whose content is no text. An unclosed one goes on to the end, as in a browser.
_RAW = "[sS][cC][rR][iI][pP][tT]|[sS][tT][yY][lL][eE]|xmp|XMP|iframe|IFRAME|noembed|noframes|textarea|TEXTAREA"
_DROPPED = (
    r"!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))"
    rf"|(?P<name>{_RAW})(?=[\s/>])[^<]*+(?:<(?!/(?P=name)[\s/>])[^<]*+)*+(?:</(?P=name)[^>]*(?:>|\Z)|\Z)"
    r"|[!?][^>]*(?:>|\Z)"
)
DROPPED = re.compile(f"<(?:{_DROPPED})")
INLINE = re.compile(rf"</?(?:{_INLINE}){REST}")
NO_TEXT = re.compile(rf"<(?:/?(?:{_INLINE}){REST}|{_DROPPED})")  # both at once

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DISPLAY = re.compile(r"display\s*:\s*[nN][oO][nN][eE]")
_DRAWN = re.compile(r"display\s*:\s*table")
_ROLE = re.compile(r"role\s*=\s*[\"']?(?:table|grid|treegrid)")
_HIDDEN = re.compile(r"hidden(?=[\s=/>])(?<=[\s\"']......)|hidden(?<=visibility:......)|hidden(?<=visibility: ......)")
_CONTROLS = "".join(map(chr, [*range(1, 9), 11, *range(14, 32), 127]))
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\xad" + _CONTROLS)
_BLANKS = " \t\r\n\xa0" + BREAK
_ASIAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’]"
_WRAPPED = re.compile(rf"(?<={_ASIAN})[ \t]*[\r\n][ \t\r\n]*(?={_ASIAN})")


class Irregular(Exception):
    """The source is not regular enough for the fast way; the thorough one takes it. Never seen outside."""


@lru_cache(maxsize=512)
def attributes(source: str) -> dict[str, str]:
    """Return the attributes of a tag's inside by lower-case name; the first of a name counts.

    >>> attributes(' colspan="3" hidden')
    {'colspan': '3', 'hidden': ''}
    """
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(source):
        text = value[1:-1] if value[:1] in {'"', "'"} else value
        found.setdefault(name.lower(), unescape(text) if "&" in text else text)
    return found


def hides(source: str) -> bool:
    """Say whether the attributes in `source` hide their element."""
    found = attributes(source)
    return "hidden" in found or bool(_HIDING.search(found.get("style", "")))


def may_hide(text: str) -> bool:
    """Say whether anything in the page could hide an element (cheap, may be a false alarm)."""
    if ("display" in text and _DISPLAY.search(text)) or ("DISPLAY" in text and _HIDING.search(text)):
        return True
    return "hidden" in text and bool(_HIDDEN.search(text))


def may_draw(text: str) -> bool:
    """Say whether a table may be drawn with other elements than `table` (cheap, may be a false alarm)."""
    return ("role=" in text and bool(_ROLE.search(text))) or ("display" in text and bool(_DRAWN.search(text)))


def line(raw: str) -> str:
    """Return one line of text from its source: entities read, blanks collapsed, invisible characters dropped.

    A line end of the source between two Chinese characters is nothing; elsewhere it is a blank.
    """
    if "&" in raw:
        raw = raw.replace("&nbsp;", "\xa0")
        if "&" in raw:
            raw = unescape(raw).replace(BREAK, "")
    words = raw.split()
    if len(words) > 1 and ("\n" in raw or "\r" in raw):
        words = _WRAPPED.sub("", raw.strip()).split()
    text = " ".join(words)
    return text if text.isprintable() else text.translate(_INVISIBLE)


def lines(raw: str) -> list[str]:
    """Return the lines of a stretch of flattened source that are not blank."""
    return [text for part in raw.split(BREAK) if part and (text := line(part))]


def cell_text(raw: str) -> str:
    """Return the text of a cell from its flattened source, its lines joined by one newline."""
    inner = raw.strip(_BLANKS)
    if not inner or inner.isdigit():
        return inner
    return "\n".join(lines(inner)) if BREAK in inner else line(inner)
