"""A letter → one HTML page for preview on the screen: the paper as it will look, without its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from gongkai.core.law.days import chinese
from gongkai.core.notices.letter import Grid, Heading, Letter, Listing, Paragraph, Slip
from gongkai.formats.write.html_page import page
from gongkai.formats.write.letter_texts import (
    CUT_HERE,
    SEAL_PLACE,
    BodyBlock,
    Masthead,
    addressed,
    attached,
    body,
    broken,
    heading_level,
    is_short,
    lines_of,
    noted,
    numbered,
    one_line,
    slips,
    titled,
    torn,
)
from gongkai.formats.write.texts import lead


def write(letter: Letter, masthead: Masthead = Masthead.DOCUMENT, *, seal_marked: bool = True) -> bytes:
    """Return the letter as a standalone page in UTF-8, under the head of a document or of a letter.

    `seal_marked` says whether the place of the seal is drawn.
    """
    meta = (f'<meta name="author" content="{escape(one_line(letter.agency))}">',)
    lines = (
        *_opening(letter, masthead),
        *_body(letter),
        *_closing(letter, seal_marked=seal_marked),
        *map(_slip, slips(letter)),
    )
    return page(one_line(letter.title), "letter", meta, lines)


def _marked(tag: str, text: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<{tag}{named}>{escape(text)}</{tag}>"


def _lines(lines: Iterable[str]) -> str:
    return "".join(_marked("span", line, "line") for line in lines)


def _opening(letter: Letter, masthead: Masthead) -> Iterator[str]:
    kind = "internal" if letter.internal else str(masthead)
    yield f'<header class="{kind}">'
    yield f'<p class="agency">{_lines(broken(one_line(letter.agency)))}</p>'
    if one_line(letter.number):
        yield _marked("p", one_line(letter.number), "number")
    yield f"</header>\n<h1>{_lines(titled(letter))}</h1>"
    if addressed(letter):
        yield _marked("p", addressed(letter), "addressee")


def _body(letter: Letter) -> Iterator[str]:
    for block in body(letter):
        yield from _block(block)


def _block(block: BodyBlock) -> Iterator[str]:
    match block:
        case Paragraph(text):
            cut = lead(text)
            first = _marked("span", text[:cut], "lead") if cut else ""
            yield f"<p>{first}{escape(text[cut:])}</p>"
        case Heading(text):
            yield _marked(f"h{heading_level(text) + 1}", one_line(text))
        case Listing():
            yield from (_marked("p", item) for item in numbered(block))
        case _:
            yield from _grid(block)


def _grid(grid: Grid) -> Iterator[str]:
    yield '<div class="box"><table>'
    if grid.caption:
        yield _marked("caption", one_line(grid.caption))
    if grid.head:
        heads = "".join(f'<th scope="col">{_cell(text)}</th>' for text in grid.head)
        yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in grid.rows:
        marks = (' class="mark"' if is_short(grid, at) else "" for at in range(len(row)))
        yield f"<tr>{''.join(f'<td{mark}>{_cell(text)}</td>' for mark, text in zip(marks, row, strict=True))}</tr>"
    yield "</tbody></table></div>"


def _cell(text: str) -> str:
    return "<br>".join(map(escape, lines_of(text)))


def _closing(letter: Letter, *, seal_marked: bool) -> Iterator[str]:
    attachments = attached(letter)
    if attachments:
        items = "".join(f"<li>{escape(number + name)}</li>" for number, name in attachments)
        yield f'<div class="attachments"><p>附件：</p><ul>{items}</ul></div>'
    seal = _marked("span", SEAL_PLACE, "seal") if letter.seal and seal_marked else ""
    signature, day = escape(one_line(letter.signature)), chinese(letter.day)
    yield f'<div class="signature">{seal}<p>{signature}</p><p><time datetime="{letter.day}">{day}</time></p></div>'
    if noted(letter):
        yield _marked("p", noted(letter))


def _slip(slip: Slip) -> str:
    lines = "".join(_marked("p", line or "\u00a0") for line in torn(slip))
    return f'<section class="slip">{_marked("p", CUT_HERE, "cut")}<h2>{_lines(broken(one_line(slip.title)))}</h2>{lines}</section>'
