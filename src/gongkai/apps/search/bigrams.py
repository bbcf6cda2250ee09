"""Text as the index takes it: runs of Chinese characters in overlapping pairs, everything else in whole words.

A pair needs no dictionary, so that no word is ever missed. Punctuation separates; where it stands between a number and
characters, as in 清商规〔2025〕3号, it makes no difference which marks were used.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from operator import add

LONGEST_TEXT = 500_000
"""Characters of one entry that can be found; what follows is not read."""
LONGEST_WORD = 24
"""Characters of a word of letters and digits that the index tells apart; `told` holds it whole."""
SHORTEST_START, SHORTEST_NUMBER = 2, 4
"""Characters from which the beginning of a word, or of a number, finds it: 20 would find every year."""

HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters written without spaces between words, as the inside of a character class."""
BLANK = " \u00a0\u2002-\u200a\u3000"
"""Blanks of one line; a tab and a new line end what stands before them."""
FIRST_MARK, LAST_MARK = "\ue000", "\uf8ff"
"""The private use area: marks and the private words of the index; never part of a text."""

_ALL = "\ue000"
_FACET, _IN_TITLE, _ENDING = "\ue001", "\ue002", "\ue004"
_ESCAPES = {code: chr(0xE100 + code) for code in range(128) if not chr(code).isdigit() and not chr(code).islower()}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_WIDE_RANGES = ((0xA8, 0xC0), (0x2070, 0x20A0), (0x2100, 0x2190), (0x2460, 0x2500), (0x2E80, 0x3000), (0x3021, 0x3040),
                (0x3130, 0x3400), (0xF900, 0xFB00), (0xFE30, 0xFE70), (0xFF01, 0xFFF0))  # fmt: skip
_WIDE = {
    chr(code): narrow
    for first, last in _WIDE_RANGES
    for code in range(first, last)
    if len(narrow := unicodedata.normalize("NFKC", chr(code)).lower()) == 1 and narrow != chr(code).lower()
}
_ANY_WIDE = re.compile(f"[{re.escape(''.join(_WIDE))}]")
_PIECE = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_SPACED = re.compile(rf"(?<![{HAN}])[{HAN}](?:[{BLANK}]+[{HAN}](?![{HAN}]))+")
_IS_HAN = re.compile(rf"[{HAN}]")
_NOT_HAN = re.compile(rf"[^ {HAN}]+")
_BLANK_CODE = array("I", " ".encode("utf-32-le"))
_BLANKS = re.compile(rf"[{BLANK}]+")


def clean(text: str) -> str:
    r"""Return a text as it is kept: composed, without characters that nobody sees or that no database takes.

    >>> clean("e\u0301\x00办法\ue010")
    'é 办法 '
    """
    return _UNSEEN.sub(" ", _NO_WIDTH.sub("", unicodedata.normalize("NFC", text)))


def fold(text: str) -> str:
    """Return a text in which writing makes no difference: lower case, narrow. Each character stays in its place.

    >>> fold("WPS／① ⽂件")
    'wps/1 文件'
    """
    lower = text.lower()
    if len(lower) != len(text):  # İ and the like become two
        lower = "".join(each if len(each.lower()) != 1 else each.lower() for each in text)
    return _ANY_WIDE.sub(lambda found: _WIDE[found[0]], lower)


def pieces(text: str) -> list[str]:
    """Return the runs of Chinese characters and the words of a text, in order; 通　知 is written with blanks and is one.

    >>> pieces("清商规〔2025〕3号，关于WPS的通　知")
    ['清商规', '2025', '3', '号', '关于', 'wps', '的通', '知']
    >>> pieces("通　知")
    ['通知']
    """
    return _PIECE.findall(_SPACED.sub(lambda found: _BLANKS.sub("", found[0]), fold(text)))


def is_han(piece: str) -> bool:
    """Whether a piece is a run of Chinese characters."""
    return _IS_HAN.match(piece) is not None


def told(title: str, body: str) -> str:
    r"""Return what an entry tells, its pieces alone: what a find is checked against; the title is its first line.

    >>> told("通知", "第3条、附则")
    ' 通知 \n 第 3 条 附则 '
    """
    return f" {' '.join(pieces(title))} \n {' '.join(pieces(body[:LONGEST_TEXT]))} "


def tokens(told_title: str, told_body: str, facets: Sequence[str], *, ends: bool = False) -> str:
    r"""Return the words of the index for an entry that tells this, parted by blanks; some stand there twice.

    >>> tokens(" 通知 ", " 办法 it ", ()).split()[1:]
    ['通', '知', '通知', '\ue002通', '\ue002知', '\ue002通知', 'it', '办', '法', '办', '办法', '法']
    """
    titles = dict.fromkeys(token for piece in told_title.split() for token in piece_tokens(piece))
    others = dict.fromkeys(token for word in dict.fromkeys(_NOT_HAN.findall(told_body)) for token in piece_tokens(word))
    body = _NOT_HAN.sub(" ", told_body)
    private = (_ALL, *((_ENDING,) if ends else ()), *map(facet_token, facets))
    return " ".join((*private, *titles, *map(in_title, titles), *others, *dict.fromkeys(body), _pairs(body)))


def _pairs(text: str) -> str:
    """Return every two neighbours of a text with a blank after them, many times faster than one pair at a time."""
    codes = array("I", text.encode("utf-32-le"))
    count = max(0, len(codes) - 1)
    spread = array("I", bytes(12 * count))
    spread[0::3], spread[1::3] = codes[:-1], codes[1:]
    spread[2::3] = _BLANK_CODE * count
    return spread.tobytes().decode("utf-32-le")


def piece_tokens(piece: str) -> list[str]:
    """Return the words of the index for a piece: its characters and pairs, or the word and its beginnings."""
    if is_han(piece):
        return [*piece, *map(add, piece, piece[1:])]
    starts = (piece[:length] for length in range(SHORTEST_START, min(len(piece), LONGEST_WORD)))
    return [*(start for start in starts if len(start) >= shortest_start(start)), short(piece)]


def sought_tokens(piece: str) -> list[str]:
    """Return those words of the index that every entry with the piece in it has; the fewest that say most.

    >>> sought_tokens("营商环境"), sought_tokens("号"), sought_tokens("gbt")
    (['营商', '商环', '环境'], ['号'], ['gbt'])
    """
    if not is_han(piece):
        return [short(piece)]
    return list(dict.fromkeys(map(add, piece, piece[1:]))) or [piece]


def shortest_start(piece: str) -> int:
    """Return from how many characters on the beginning of a word finds it."""
    return SHORTEST_NUMBER if piece.isdigit() else SHORTEST_START


def short(piece: str) -> str:
    """Return a word as far as the index tells it apart."""
    return piece[:LONGEST_WORD]


def in_title(token: str) -> str:
    """Return the private word for a word that stands in the title."""
    return _IN_TITLE + token


def facet_line(facet: str) -> str:
    """Return a facet as it is kept, on a line of its own."""
    return _UNSEEN.sub(" ", facet).replace("\n", " ")


def facet_token(facet: str) -> str:
    """Return the private word for a facet: whatever it is, one word of the index and no other's."""
    return _FACET + facet_line(facet).translate(_ESCAPES)


def everything() -> str:
    """Return the private word that every entry has."""
    return _ALL


def ending() -> str:
    """Return the private word of every entry that has a last day."""
    return _ENDING
