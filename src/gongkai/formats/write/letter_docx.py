"""A letter → docx by GB/T 9704—2012: styles, tables and indents that Word and WPS edit.

The place of the seal is a dashed red circle that lies behind signature and day. The same letter always gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from gongkai.core.law.days import chinese
from gongkai.core.notices.letter import Grid, Heading, Letter, Listing, Paragraph, Slip
from gongkai.formats.write.letter_texts import (
    CUT_HERE,
    LINE,
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
from gongkai.formats.write.word_package import TEXT_WIDTH, asset, core_properties, packed, run

SHARED_PARTS = (
    "_rels/.rels",
    "docProps/app.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footer2.xml",
)
OWN_PARTS = ("[Content_Types].xml", "word/_rels/document.xml.rels", "word/styles.xml", "word/footer3.xml")
_CHARACTER = TEXT_WIDTH / LINE  # twips
_KEPT = "<w:keepNext/>"
_SEAL = 42  # millimetres
_MM = 36000  # EMU
_LONG_ROW = 400  # characters of a row that may be broken over pages
_FORM_ROW = '<w:trHeight w:val="510" w:hRule="atLeast"/>'
_FIRST_PAGE = '<w:headerReference w:type="first" r:id="rId6"/><w:footerReference w:type="first" r:id="rId7"/>'
_EMPTY = '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>'


def write(letter: Letter, masthead: Masthead = Masthead.DOCUMENT, *, seal_marked: bool = True) -> bytes:
    """Return the letter as a Word document, under the head of a document or of a letter.

    `seal_marked` says whether the place of the seal is drawn; there is room for it in any case.
    """
    as_letter = masthead is Masthead.LETTER and not letter.internal
    document = "".join(
        (*_opening(letter, masthead), *_body(letter), *_closing(letter, seal_marked=seal_marked), *_slips(letter))
    )
    frame = asset("word/document.xml", "letter")
    frame = frame.replace("{first}", _FIRST_PAGE if as_letter else "")
    head, tail = frame.replace("{title_page}", "<w:titlePg/>" if as_letter else "").split("{body}")
    header = _agency(letter, "LetterAgencyName") if as_letter else _EMPTY
    return packed(
        (
            *((name, asset(name, "letter")) for name in OWN_PARTS),
            *((name, asset(name)) for name in SHARED_PARTS),
            ("word/header1.xml", asset("word/header1.xml", "letter").replace("{paragraphs}", header)),
            ("docProps/core.xml", core_properties(one_line(letter.title), one_line(letter.agency))),
            ("word/document.xml", head + document + tail),
        )
    )


def _styled(style: str, runs: str, properties: str = "") -> str:
    """Return a paragraph; `properties` are elements that stand after the style's name."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _opening(letter: Letter, masthead: Masthead) -> Iterator[str]:
    number = one_line(letter.number)
    if letter.internal:
        yield _styled("InternalTitle", _lines((*broken(one_line(letter.agency)), *titled(letter))))
        if number:
            yield _styled("InternalNumber", run(number))
        return
    if masthead is Masthead.DOCUMENT:
        yield _agency(letter, "AgencyName")
        yield _styled("DocumentNumber", run(number))
    else:
        yield _styled("LetterNumber", run(number))
    yield _styled("Title", _lines(titled(letter)))
    if addressed(letter):
        yield _styled("Addressee", run(addressed(letter)))


def _agency(letter: Letter, style: str) -> str:
    """Return the agency's name as large as it goes on one line; a few characters are set apart."""
    name = one_line(letter.agency)
    lines = broken(name)
    size = agency_size(max(lines, key=breadth))
    apart = '<w:spacing w:val="120"/>' if breadth(name) <= 6 else ""
    height = f'<w:spacing w:line="{round(size * 24)}" w:lineRule="exact"/>'
    return _styled(
        style, _lines(lines, f'{apart}<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'), height
    )


def _lines(lines: Iterable[str], properties: str = "") -> str:
    return "<w:r><w:br/></w:r>".join(run(line, properties) for line in lines)


def _body(letter: Letter) -> Iterator[str]:
    blocks = body(letter)
    stays = len(blocks) - ends_with(letter)
    for number, block in enumerate(blocks):
        yield from _block(block, kept=number >= stays and not letter.internal)


def _block(block: BodyBlock, *, kept: bool) -> Iterator[str]:
    keep = f"{_KEPT}<w:widowControl/>" if kept else ""
    match block:
        case Paragraph(text):
            cut = lead(text)
            first = run(text[:cut], '<w:rStyle w:val="Lead"/>') if cut else ""
            yield _styled("BodyText", first + run(text[cut:]), keep + _ragged(text))
        case Heading(text):
            yield _styled(f"Heading{heading_level(text)}", run(one_line(text)))
        case Listing():
            yield from (_styled("ListItem", run(item), keep + _ragged(item)) for item in numbered(block))
        case _:
            yield from _grid(block, kept=kept)


def _ragged(text: str) -> str:
    """Return the alignment that keeps the words before a web address from being drawn apart."""
    return '<w:jc w:val="left"/>' if has_long_word(text) else ""


def _grid(grid: Grid, *, kept: bool) -> Iterator[str]:
    if grid.caption:
        yield _styled("Caption", run(one_line(grid.caption)))
    widths = [round(TEXT_WIDTH * share) for share in columns(grid)]
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="LetterTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{escape(one_line(grid.caption), _QUOTES)}"/></w:tblPr><w:tblGrid>'
    )
    yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    if grid.head:
        yield _row(grid.head, widths, ["TableHead"] * len(widths), "<w:cantSplit/><w:tblHeader/>")
    styles = ["TableMark" if is_short(grid, at) else "TableText" for at in range(len(widths))]
    for number, row in enumerate(grid.rows, 1):
        whole = ("<w:cantSplit/>" if sum(map(len, row)) < _LONG_ROW else "") + ("" if grid.head else _FORM_ROW)
        yield _row(row, widths, styles, whole, _KEPT if kept and number > len(grid.rows) - 2 else "")
    yield "</w:tbl>" + _styled("AfterTable", "", _KEPT if kept else "")


_QUOTES = {'"': "&quot;"}


def _row(cells: tuple[str, ...], widths: list[int], styles: list[str], properties: str, keep: str = "") -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_cell(text, style, keep)}</w:tc>"
        for text, width, style in zip(cells, widths, styles, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def _cell(text: str, style: str, keep: str) -> str:
    return "".join(_styled(style, run(line), keep) for line in lines_of(text))


def _closing(letter: Letter, *, seal_marked: bool) -> Iterator[str]:
    """Yield attachments, signature, day and note; what stands above the day stays on its page."""
    attachments = attached(letter)
    for at, (number, name) in enumerate(attachments):
        marked = f"附件：{number}{name}" if at == 0 else f"{number}{name}"
        keep = _KEPT if at >= len(attachments) - staying(letter) else ""
        yield _styled("Attachment", run(marked), keep + _space_before(at == 0) + _hanging(number, first=at == 0))
    yield from _signature(letter, seal_marked=seal_marked)
    if noted(letter):
        yield _styled("Note", run(noted(letter)))


def _space_before(wanted: bool) -> str:  # noqa: FBT001 — a line above or none
    return '<w:spacing w:before="579"/>' if wanted else ""


def _hanging(number: str, *, first: bool) -> str:
    """Return the indent by which the further lines of a name begin under its first character."""
    label = breadth(number)
    left = 5 + label
    hanging = left - 2 if first else label
    return f'<w:ind w:left="{round(left * 320)}" w:hanging="{round(hanging * 320)}"/>'


def _signature(letter: Letter, *, seal_marked: bool) -> Iterator[str]:
    stands = place(letter)
    signature, day = one_line(letter.signature), chinese(letter.day)
    keep = _KEPT if noted(letter) else ""
    if letter.seal:
        indent = f'<w:ind w:left="{round(TEXT_WIDTH - 2 * stands.middle * _CHARACTER)}"/>'
        yield _styled("Signature", _seal(stands.middle) if seal_marked else "") + _styled("Signature", "")
        yield _styled("SealedSignature", run(signature), indent)
        yield _styled("Date", run(day), f'{keep}{indent}<w:jc w:val="center"/>')
        return
    if signature:
        yield _styled(
            "Signature", run(signature), _space_before(wanted=True) + _from_right(stands.signature, signature)
        )
    yield _styled("Date", run(day), keep + _space_before(not signature) + _from_right(stands.day, day))


def _from_right(begins: float, text: str) -> str:
    """Return the indent by which a text begins that far from the right edge; it is set to the right, so it never wraps."""
    right = max(0.0, begins - breadth(text)) * _CHARACTER
    return f'<w:ind w:right="{round(right)}"/><w:jc w:val="right"/>'


def _seal(middle: float) -> str:
    """Return the circle that shows where the seal goes, anchored to the signature."""
    across = round((TEXT_WIDTH - middle * _CHARACTER) / 1440 * 25.4 * _MM) - _SEAL * _MM // 2
    return (
        asset("word/seal.xml", "letter")
        .replace("{across}", str(across))
        .replace("{size}", str(_SEAL * _MM))
        .replace("{text}", SEAL_PLACE)
        .strip()
    )


def _slips(letter: Letter) -> Iterator[str]:
    for slip in slips(letter):
        yield from _slip(slip)


def _slip(slip: Slip) -> Iterator[str]:
    yield _styled("CutLine", run(CUT_HERE))
    yield _styled("SlipTitle", _lines(broken(one_line(slip.title), 24)))
    lines = torn(slip)
    for at, line in enumerate(lines, 1):
        yield _styled("SlipText", run(line), '<w:keepNext w:val="0"/>' if at == len(lines) else "")
