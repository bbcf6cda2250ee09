"""A letter → pdf by GB/T 9704—2012 (`assets/pdf/letter.typ`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.core.law.days import chinese
from gongkai.core.notices.letter import Heading, Letter, Listing, Paragraph
from gongkai.formats.write.letter_texts import (
    CUT_HERE,
    SEAL_PLACE,
    BodyBlock,
    Masthead,
    addressed,
    agency_size,
    attached,
    body,
    breadth,
    broken,
    columns,
    ends_with,
    has_long_word,
    heading_level,
    is_short,
    lines_of,
    noted,
    numbered,
    one_line,
    place,
    slips,
    staying,
    titled,
    torn,
)
from gongkai.formats.write.texts import lead
from gongkai.formats.write.typesetting import typeset


def write(letter: Letter, masthead: Masthead = Masthead.DOCUMENT, *, seal_marked: bool = True) -> bytes:
    """Return the letter as a pdf, under the head of a document or of a letter; `OutputRefused` where it can't be set.

    `seal_marked` says whether the place of the seal is drawn; there is room for it in any case.
    """
    return typeset("letter", _data(letter, masthead, seal_marked=seal_marked))


def _data(letter: Letter, masthead: Masthead, *, seal_marked: bool) -> dict[str, Any]:
    """Return what the template prints (see `assets/pdf/letter.typ`)."""
    agency = one_line(letter.agency)
    names = broken(agency)
    title = titled(letter)
    return {
        "masthead": Masthead.DOCUMENT if letter.internal else masthead,
        "agency": agency,
        "agency_lines": names,
        "agency_size": agency_size(max(names, key=breadth)),
        "apart": breadth(agency) <= 6,
        "number": one_line(letter.number),
        "title": one_line(letter.title),
        "title_lines": (*names, *title) if letter.internal else title,
        "addressee": addressed(letter),
        "blocks": list(_blocks(letter)),
        "attachments": attached(letter),
        "staying": staying(letter),
        "internal": letter.internal,
        "sealed": letter.seal,
        "signature": one_line(letter.signature),
        "day": chinese(letter.day),
        "place": place(letter)._asdict(),
        "note": noted(letter),
        "seal_place": SEAL_PLACE if seal_marked else "",
        "cut_here": CUT_HERE,
        "slips": [{"title": broken(one_line(slip.title), 24), "lines": torn(slip)} for slip in slips(letter)],
    }


def _blocks(letter: Letter) -> Iterator[dict[str, Any]]:
    """Yield the blocks; of a long paragraph that stays with the signature only the last two lines do."""
    blocks = body(letter)
    stays = len(blocks) - ends_with(letter)
    for number, block in enumerate(blocks):
        yield from _block(block, kept=number >= stays and not letter.internal)


def _block(block: BodyBlock, *, kept: bool) -> Iterator[dict[str, Any]]:
    match block:
        case Paragraph(text):
            yield _paragraph(text, kept=kept)
        case Heading(text):
            yield {"kind": "heading", "level": heading_level(text), "text": one_line(text)}
        case Listing():
            yield from (_paragraph(item, kept=kept) for item in numbered(block))
        case _:
            yield {
                "kind": "grid",
                "caption": one_line(block.caption),
                "widths": columns(block),
                "centred": [is_short(block, at) for at in range(len(columns(block)))],
                "head": ["\n".join(lines_of(text)) for text in block.head],
                "rows": [["\n".join(lines_of(text)) for text in row] for row in block.rows],
                "kept": kept,
            }


def _paragraph(text: str, *, kept: bool) -> dict[str, Any]:
    cut = lead(text)
    return {
        "kind": "paragraph",
        "lead": text[:cut],
        "text": text[cut:],
        "kept": kept,
        "divisible": not has_long_word(text),
    }
