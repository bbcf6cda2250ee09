"""A letter → plain text in UTF-8, for reading on the screen before it is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.law.days import chinese
from gongkai.core.notices.letter import Heading, Letter, Listing, Paragraph
from gongkai.formats.write.letter_texts import (
    CUT_HERE,
    LINE,
    SEAL_PLACE,
    BodyBlock,
    Masthead,
    addressed,
    attached,
    body,
    lines_of,
    noted,
    numbered,
    one_line,
    slips,
    torn,
)

_WIDE = "　"


def write(
    letter: Letter,
    masthead: Masthead = Masthead.DOCUMENT,  # noqa: ARG001 — a text has but one head
    *,
    seal_marked: bool = True,
) -> bytes:
    """Return the letter as lines of text, paragraphs indented as on paper; the head is the same for both forms.

    `seal_marked` says whether （印章） stands where the seal goes.
    """
    return ("\n".join((*_opening(letter), *_body(letter), *_closing(letter, seal_marked=seal_marked))) + "\n").encode()


def _opening(letter: Letter) -> Iterator[str]:
    for text in (letter.agency, letter.number, letter.title):
        if one_line(text):
            yield one_line(text)
    yield ""
    if addressed(letter):
        yield addressed(letter)


def _body(letter: Letter) -> Iterator[str]:
    for block in body(letter):
        yield from _block(block)


def _block(block: BodyBlock) -> Iterator[str]:
    match block:
        case Paragraph(text) | Heading(text):
            yield _WIDE * 2 + one_line(text)
        case Listing():
            yield from (_WIDE * 2 + item for item in numbered(block))
        case _:
            yield from filter(None, (one_line(block.caption), _row(block.head)))
            yield from map(_row, block.rows)


def _row(cells: tuple[str, ...]) -> str:
    return "｜".join("".join(lines_of(cell)) for cell in cells)


def _closing(letter: Letter, *, seal_marked: bool) -> Iterator[str]:
    for at, (number, name) in enumerate(attached(letter)):
        yield from ("", f"{_WIDE * 2}附件：{number}{name}") if at == 0 else (f"{_WIDE * 5}{number}{name}",)
    yield ""
    seal = SEAL_PLACE if letter.seal and seal_marked else ""
    yield from filter(None, (one_line(letter.signature) + seal, chinese(letter.day)))
    if noted(letter):
        yield noted(letter)
    for slip in slips(letter):
        yield from ("", CUT_HERE.center(LINE, "—"), "", one_line(slip.title), *torn(slip))
