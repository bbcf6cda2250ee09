"""The words of the html that published items are written in, and which links and pictures may stand in them."""

from __future__ import annotations

import re

HEADINGS = frozenset(("h2", "h3", "h4"))
BLOCKS = HEADINGS | {"p", "ul", "ol", "li", "table", "blockquote", "hr", "figure", "figcaption", "caption"}
FORMATS = frozenset(("strong", "em", "u", "sup", "sub"))
TAGS = BLOCKS | FORMATS | {"thead", "tbody", "tr", "th", "td", "br", "a", "img"}
CLASSES = frozenset(("align-center", "align-right", "indent"))
"""One at most stands on an element."""
ALIASES = {
    "b": "strong", "i": "em", "ins": "u", "cite": "em", "dfn": "em", "h1": "h2", "h5": "h4", "h6": "h4",
    "tfoot": "tbody", "dir": "ul", "menu": "ul",
}  # fmt: skip
"""Other people's words for ours."""
PARAGRAPHS = frozenset(
    "address article aside center dd details dialog div dl dt fieldset footer form header hgroup legend listing main nav pre"  # noqa: SIM905 — a list of words
    " section summary search option optgroup plaintext xmp body html col colgroup frameset".split()
)
"""What begins a new line and means nothing more here."""
DROPPED = frozenset(
    "script style template noscript iframe object embed applet svg math canvas video audio title head link meta base"  # noqa: SIM905 — a list of words
    " input select textarea button datalist noembed noframes rp".split()
)
"""What goes with everything in it."""
BREAKING = BLOCKS | PARAGRAPHS | {"thead", "tbody", "tfoot", "tr", "td", "th", "h1", "h5", "h6", "dir", "menu"}
"""What begins a new line; any other word, known or not, stands in one."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED = re.compile(r"https?://[^/?#]|mailto:[^?]", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")
_OUR_PICTURE = re.compile(r"/?(?:[\w-][\w.-]*/)*[\w-][\w.-]*")
_PLACEHOLDER = re.compile(r"picture:[\w-][\w.-]*")


def plain_address(address: str) -> str:
    r"""Return an address without the blanks and unseen signs that browsers pass over.

    >>> plain_address(" java\nscript:x")
    'javascript:x'
    """
    return _BLANK.sub("", address)


def is_link(address: str) -> bool:
    r"""Tell whether a link may lead there: http, https, mail, or a place on this site.

    >>> is_link("https://www.gov.cn/"), is_link("/guide?page=2#a"), is_link("#b"), is_link("mailto:a@b.cn")
    (True, True, True, True)
    >>> is_link("javascript:alert(1)"), is_link("//evil.example/"), is_link("/\\evil.example"), is_link("")
    (False, False, False, False)
    """
    if not address or "\\" in address or address.startswith("//"):
        return False
    return bool(_ALLOWED.match(address)) if _SCHEME.match(address) or ":" in re.split(r"[/?#]", address)[0] else True


def is_picture(address: str) -> bool:
    """Tell whether a picture is one of ours: a plain path on this site, or a placeholder of an import.

    >>> is_picture("/files/3f/a.png"), is_picture("picture:image1.png")
    (True, True)
    >>> is_picture("https://a.cn/a.png"), is_picture("//a.cn/a.png"), is_picture("/a/../b.png"), is_picture("/a.png?x=1")
    (False, False, False, False)
    """
    return bool(_OUR_PICTURE.fullmatch(address) or _PLACEHOLDER.fullmatch(address))
