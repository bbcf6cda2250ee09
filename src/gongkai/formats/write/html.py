"""A report → one HTML page for a government site: no script, no inline style, header cells that assistive technology reads.

The page tags are those of the site rules (国办发〔2017〕47号 and its annexes): ArticleTitle, ContentSource, ColumnName …;
what is not known (site, publishing time) is left out unless `PageTags` says it.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import NamedTuple

from gongkai.core.report.model import Report
from gongkai.formats.write.form import FormCell, FormTable, Part, Role, parts, statistics, values
from gongkai.formats.write.html_page import page
from gongkai.formats.write.texts import clean, lead, paragraphs, title_lines, title_of

COLUMN = "政府信息公开年报"
_LONG = 9  # characters of a figure with its remark that stay on one line


class PageTags(NamedTuple):
    """What a site knows of the page beyond the report: its own tags and the publishing time (`YYYY-MM-DD HH:MM`)."""

    site_name: str | None = None
    site_domain: str | None = None
    site_id: str | None = None
    published: str | None = None
    url: str | None = None
    column: str = COLUMN


def write(report: Report, tags: PageTags = PageTags()) -> bytes:  # noqa: B008  (immutable)
    """Return the report as a standalone page in UTF-8."""
    body = [_headline(report), *map(_paragraph, paragraphs(report.preamble))]
    shown = values(report)
    body += [_section(part, shown) for part in parts(report)]
    annex = statistics(report)
    if annex is not None:
        body.append(_table(annex, shown))
    return page(title_of(report), "report", _meta(report, tags), body)


def _headline(report: Report) -> str:
    """Return the title, which breaks between agency and year where the screen is narrow."""
    lines = title_lines(report, len(title_of(report)) - 1)
    if len(lines) == 1:
        return f"<h1>{escape(lines[0])}</h1>"
    return "<h1>" + "".join(f'<span class="line">{escape(line)}</span>' for line in lines) + "</h1>"


def _meta(report: Report, tags: PageTags) -> list[str]:
    known = (
        ("SiteName", tags.site_name),
        ("SiteDomain", tags.site_domain),
        ("SiteIDCode", tags.site_id),
        ("ColumnName", tags.column),
        ("ColumnDescription", f"{clean(report.agency or '')}{tags.column}"),
        ("ColumnKeywords", f"{tags.column},政府信息公开"),
        ("ColumnType", tags.column),
        ("ArticleTitle", title_of(report)),
        ("PubDate", tags.published),
        ("ContentSource", report.agency),
        ("Author", report.agency),
        (
            "Keywords",
            ",".join(word for word in (report.agency, tags.column, report.year and f"{report.year}年") if word),
        ),
        ("Description", _description(report)),
        ("Url", tags.url),
    )
    return [f'<meta name="{name}" content="{escape(clean(text))}">' for name, text in known if text]


def _description(report: Report) -> str:
    first = (*paragraphs(report.preamble), *paragraphs(report.sections.get("overview")))
    return first[0][:100] if first else title_of(report)


def _section(part: Part, shown: dict[str, str]) -> str:
    heading = escape(part.heading)
    if part.table is None:
        return "\n".join(("<section>", f"<h2>{heading}</h2>", *map(_paragraph, part.paragraphs), "</section>"))
    return f"<section>\n<h2>{heading}</h2>\n{_table(part.table, shown)}\n</section>"


def _paragraph(text: str) -> str:
    cut = lead(text)
    if cut == len(text):
        return f"<h3>{escape(text)}</h3>"
    first = f'<span class="lead">{escape(text[:cut])}</span>' if cut else ""
    return f"<p>{first}{escape(text[cut:])}</p>"


def _table(form: FormTable, shown: dict[str, str]) -> str:
    pieces, addresses = _skeleton(form)
    filled = [pieces[0]]
    for address, piece in zip(addresses, pieces[1:], strict=True):
        text = shown.get(address, "")
        long = ' class="long"' if len(text) > _LONG else ""
        filled += (long, ">", escape(text).replace("\n", "<br>"), piece)
    return "".join(filled)


@lru_cache(maxsize=64)
def _skeleton(form: FormTable) -> tuple[list[str], list[str]]:
    """Return the table's markup cut where its figures go (each within its opening tag), and their addresses."""
    # the annex has its title in its first row; a caption besides would be read out twice
    caption = "" if form.rows[0][0].text == form.caption else f"<caption>{escape(form.caption)}</caption>\n"
    out = [
        f'<div class="box" role="region" tabindex="0" aria-label="{escape(form.caption)}">\n',
        f'<table class="{form.name}">\n{caption}',
    ]
    pieces: list[str] = []
    addresses: list[str] = []
    columns: dict[int, list[str]] = {}
    running: list[tuple[int, str]] = []  # label cells still open: rows left, id
    for number, row, group in _grouped(form):
        out.append(group)
        out.append("<tr>")
        running = [(left - 1, name) for left, name in running if left > 1]
        if any(cell.role in {Role.BLOCK, Role.HEAD} for cell in row) and number >= form.head:
            columns = _reset(columns, row)
        for cell in row:
            name = f"{form.name}-{number + 1}-{cell.column + 1}"
            if cell.role is Role.VALUE:
                heads = " ".join((*columns.get(cell.column, ()), *(label for _, label in running)))
                out.append(f'<td headers="{heads}"{_spans(cell)}')
                if cell.address:
                    pieces.append("".join(out))
                    addresses.append(cell.address)
                    out = ["</td>"]
                else:
                    out.append(f">{escape(cell.text)}</td>")
                continue
            out.append(_header_cell(cell, name))
            if cell.role is Role.LABEL:
                running.append((cell.rowspan, name))
            else:
                for column in range(cell.column, cell.column + cell.colspan):
                    columns.setdefault(column, []).append(name)
        out.append("</tr>\n")
    out.append("</tbody>\n</table>\n</div>")
    return [*pieces, "".join(out)], addresses


def _reset(columns: dict[int, list[str]], row: tuple[FormCell, ...]) -> dict[int, list[str]]:
    """Forget the heads of the block before: a block of table 2 has its own."""
    return {} if row[0].role is Role.BLOCK else columns


def _grouped(form: FormTable) -> list[tuple[int, tuple[FormCell, ...], str]]:
    """Return the rows with their number and the row-group tags to print before them."""
    told: list[tuple[int, tuple[FormCell, ...], str]] = []
    for number, row in enumerate(form.rows):
        tag = ""
        if number == 0:
            tag = "<thead>\n" if form.head else "<tbody>\n"
        elif number == form.head:
            tag = "</thead>\n<tbody>\n"
        elif number > form.head and row[0].role is Role.BLOCK:
            tag = "</tbody>\n<tbody>\n"
        told.append((number, row, tag))
    return told


def _spans(cell: FormCell) -> str:
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return rows + columns


def _header_cell(cell: FormCell, name: str) -> str:
    if cell.role is Role.LABEL:
        kind, scope = ("group", "rowgroup") if cell.rowspan > 1 else ("row", "row")
    elif cell.role is Role.BLOCK:
        kind, scope = "block", "colgroup"
    else:
        kind, scope = "head", "colgroup" if cell.colspan > 1 else "col"
    return f'<th id="{name}" class="{kind}" scope="{scope}"{_spans(cell)}>{escape(cell.text)}</th>'
