r"""Tables drawn as text → grids, so that a test shows the table it speaks about.

A line of a drawing is a row, `|` ends a cell; `<` continues the cell to its left, `^` the cell above, `\n` in a
cell is a line end. Lines without a pipe are paragraphs; `#` before one marks a heading; an empty line ends a table.
"""

from __future__ import annotations

from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph


def grid(drawing: str) -> Grid:
    """Return the grid that `drawing` shows."""
    rows = [_cells(line) for line in drawing.strip("\n").split("\n") if "|" in line]
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text not in {"<", "^"}:
                down = _run([line[column] if column < len(line) else "" for line in rows[row + 1 :]], "^")
                cells.append(
                    GridCell(row, column, text.replace("\\n", "\n"), down + 1, _run(texts[column + 1 :], "<") + 1)
                )
    return Grid(cells)


def _cells(line: str) -> list[str]:
    return [text.strip() for text in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _run(texts: list[str], mark: str) -> int:
    count = 0
    for text in texts:
        if text != mark:
            break
        count += 1
    return count


def document(drawing: str, titles: tuple[str, ...] = ()) -> Document:
    """Return the document that `drawing` shows: paragraphs and tables in order."""
    found = Document([], "drawing", titles=list(titles))
    table: list[str] = []
    for line in [*drawing.split("\n"), ""]:
        if "|" in line:
            table.append(line)
            continue
        if table:
            found.blocks.append(grid("\n".join(table)))
            table = []
        if line.strip():
            heading = line.startswith("#")
            found.blocks.append(Paragraph(line.lstrip("#").strip(), heading=heading))
    return found
