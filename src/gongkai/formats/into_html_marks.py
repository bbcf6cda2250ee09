"""The signs that carry looks through a reader of text: put in before, taken out again as inline html.

A sign stands between two noncharacters of Unicode, which no document holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from gongkai.formats.into_html_blocks import Line

OPEN, CLOSE = "\ufdd0", "\ufdd1"
_SIGN = re.compile(f"{OPEN}([A-Za-z])([0-9]*){CLOSE}")
_TAGS = {"B": "strong", "I": "em", "U": "u", "S": "sup", "L": "sub"}


class Look(NamedTuple):
    """How a paragraph looks: its alignment as a class, largest size, whether all of it is bold, its level and kind."""

    align: str = ""
    size: float = 0.0
    bold: bool = False
    level: int = 0
    title: bool = False
    bullet: bool = False


@dataclass(slots=True)
class Marks:
    """What the signs of one document stand for, by their numbers."""

    looks: list[Look] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def look(self, look: Look) -> int:
        """Keep the look of a paragraph and return its number."""
        self.looks.append(look)
        return len(self.looks) - 1

    def link(self, target: str) -> int:
        """Keep where a link leads and return its number."""
        self.links.append(target)
        return len(self.links) - 1

    def picture(self, name: str, alt: str) -> int:
        """Keep a picture and return its number."""
        self.pictures.append((name, alt))
        return len(self.pictures) - 1

    def note(self, key: str) -> int:
        """Keep a reference to a note and return the number it shows."""
        if key not in self.notes:
            self.notes.append(key)
        return self.notes.index(key) + 1


def without_marks(text: str) -> str:
    r"""Return the text alone.

    >>> without_marks("甲\ufdd0B\ufdd1乙")
    '甲乙'
    """
    return _SIGN.sub("", text)


def marked_lines(text: str, marks: Marks) -> list[Line]:
    """Return a marked text as lines, one for each paragraph that ends in it."""
    lines: list[Line] = []
    start = 0
    for sign in _SIGN.finditer(text):
        if sign[1] == "P":
            lines.append(_line(text[start : sign.start()].strip("\n"), marks, marks.looks[int(sign[2])]))
            start = sign.end()
    if without_marks(text[start:]).strip() or not lines:
        lines.append(_line(text[start:].strip("\n"), marks, Look()))
    return lines


def _line(text: str, marks: Marks, look: Look) -> Line:
    pieces: list[str] = []
    opened: list[str] = []
    at = 0
    for sign in _SIGN.finditer(text):
        pieces.append(_escaped(text[at : sign.start()]))
        at = sign.end()
        pieces.append(_html_of(sign[1], sign[2], marks, opened))
    pieces.append(_escaped(text[at:]))
    pieces += [f"</{tag}>" for tag in reversed(opened)]
    html = "".join(pieces)
    for tag in _TAGS.values():
        html = html.replace(f"</{tag}><{tag}>", "")
    plain = without_marks(text)
    return Line(plain, html, look.align, look.size, look.bold, look.level, look.title, look.bullet)


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>").replace("\t", " ")


def _html_of(letter: str, number: str, marks: Marks, opened: list[str]) -> str:
    """Return what a sign says in html; a closing one closes only what is open."""
    if letter == "G":
        name, alt = marks.pictures[int(number)]
        return f'<img src="picture:{name}" alt="{escape(alt)}">'
    if letter == "N":
        return f"<sup>[{number}]</sup>"
    if letter == "A":
        opened.append("a")
        return f'<a href="{escape(marks.links[int(number)])}">'
    tag = "a" if letter == "a" else _TAGS[letter.upper()]
    if letter in _TAGS:
        opened.append(tag)
        return f"<{tag}>"
    if tag not in opened:
        return ""
    at = len(opened) - 1 - opened[::-1].index(tag)
    inner = opened[at + 1 :]
    del opened[at]
    closed = "".join(f"</{each}>" for each in reversed(inner)) + f"</{tag}>"
    del opened[at:]
    return closed
