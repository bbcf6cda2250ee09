"""Names of files that came from outside, made safe to store and to give back, Chinese kept as it is."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

LONGEST_NAME = 100
_MOST_BYTES = 200  # file systems take 255; room is left for a suffix of ours
_UNNAMED = "附件"
_LONGEST_EXTENSION = 10
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SPACE = re.compile(r"\s+")
_FORBIDDEN = re.compile(r'[<>:"|?*%&;`$\x27#]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_ENDING = re.compile(r"\.([0-9a-z]+)", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")


def extension_of(name: str) -> str:
    r"""Return the ending of a name in small letters without its dot; nothing where there is none that counts.

    >>> extension_of("2025年报告（定稿）.DOCX"), extension_of("报告\u202excod.exe"), extension_of("README")
    ('docx', 'exe', '')
    """
    _, dot, ending = _bare(name).rpartition(".")
    whole = _ENDING.fullmatch(f"{dot}{ending}")
    return whole[1].lower() if whole and len(ending) <= _LONGEST_EXTENSION else ""


def safe_name(name: str, extension: str = "") -> str:
    r"""Return a name without folders, unseen and forbidden signs, reserved words and excess length.

    `extension` is put at its end where it has another one. Chinese, brackets and spaces inside stay as they are.

    >>> safe_name("..\\..\\通知 （定稿）.docx"), safe_name("con.txt"), safe_name("/etc/passwd", "txt")
    ('通知 （定稿）.docx', '_con.txt', 'passwd.txt')
    """
    bare = _FORBIDDEN.sub("_", _bare(name))
    ending = extension or extension_of(bare)
    had = extension_of(bare)
    stem = bare[: -len(had) - 1] if had and had == ending else bare
    stem = stem.strip(". ") or _UNNAMED
    if _RESERVED.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    return _shortened(stem, len(ending) + 1) + (f".{ending}" if ending else "")


def disposition(name: str, *, inline: bool) -> str:
    """Return the value of a `Content-Disposition` header (RFC 6266) for a safe name.

    >>> disposition("a.pdf", inline=True)
    'inline; filename="a.pdf"'
    """
    word = "inline" if inline else "attachment"
    if _PLAIN.fullmatch(name):
        return f'{word}; filename="{name}"'
    ending = extension_of(name)
    plain = f"file.{ending}" if ending else "file"
    return f"{word}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _bare(name: str) -> str:
    """Return the last part of a path without unseen characters, its spaces as one."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name).replace("\0", ""))[-1]
    kept = "".join(" " if letter.isspace() else letter for letter in last if letter.isspace() or _is_seen(letter))
    return _SPACE.sub(" ", kept).strip()


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN


def _shortened(stem: str, taken: int) -> str:
    short = stem[: LONGEST_NAME - taken]
    while len(short.encode()) > _MOST_BYTES - taken:
        short = short[:-1]
    return short.rstrip(". ") or _UNNAMED
