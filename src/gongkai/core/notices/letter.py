"""A notice as a letter: what stands on the paper, before anybody lays it out.

The writers of docx and pdf start from a `Letter` and add nothing of their own; what the law wants in it was put there
by `gongkai.core.notices.draft`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core.law.days import chinese


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; its first line is indented two characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the body, with its number as printed: 一、申请内容."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Items to be numbered 1. 2. 3.; the texts carry no number."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the cells of its head, its rows, and the caption above it. An empty head means none."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip to cut off at the end (回执、确认函), filled in by whoever got the letter."""

    title: str
    lines: tuple[str, ...]


Block = Paragraph | Heading | Listing | Grid | Slip


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice complete in its content.

    `agency` heads it, `title` names it, `number` is the 文号 (empty where the paper has none), `addressee` is written
    before the colon, without it. `contact` is one line. `signature` and `day` stand at the end, `seal` says whether
    the seal belongs there. `internal` papers (登记表、备案笺) have no addressee.
    """

    agency: str
    title: str
    number: str
    addressee: str
    blocks: tuple[Block, ...]
    attachments: tuple[str, ...]
    contact: str
    signature: str
    day: date
    seal: bool
    internal: bool

    @property
    def text(self) -> str:
        """The letter as plain lines, for reading aloud, searching and tests.

        >>> Letter("某县某局", "告知书", "某告〔2025〕1号", "张某", (Listing(("甲", "乙")),), (), "", "某县某局",
        ...        date(2025, 6, 3), True, False).text.splitlines()[3:6]
        ['张某：', '1.甲', '2.乙']
        """
        lines = [self.agency, self.title, self.number]
        lines.append(f"{self.addressee}：" if self.addressee else "")
        for block in self.blocks:
            lines += _lines(block)
        if self.attachments:
            lines += ["附件：", *_numbered(self.attachments)]
        lines += [self.contact, self.signature, chinese(self.day)]
        return "\n".join(line for line in lines if line)


def _numbered(items: tuple[str, ...]) -> list[str]:
    return [f"{place}.{item}" for place, item in enumerate(items, 1)]


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph(text) | Heading(text):
            return [text]
        case Listing(items):
            return _numbered(items)
        case Grid(head, rows, caption):
            return [caption, *("　".join(row) for row in (head, *rows))]
    return [block.title, *block.lines]
