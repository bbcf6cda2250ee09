"""Writes a tree of any html anew in the vocabulary of published items: blocks in blocks, text in lines.

Text goes into the open line, with the formats around it; a block ends the line. What a container may hold decides how
the line is written: a paragraph in the body, bare text in cells and items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborNode

from gongkai.formats.rich_vocabulary import (
    ALIASES,
    BREAKING,
    CLASSES,
    DROPPED,
    FORMATS,
    HEADINGS,
    is_link,
    is_picture,
    plain_address,
)

MAX_DEPTH = 60
_MAX_ROWSPAN, _MAX_COLSPAN = 4000, 400
_SPACE = re.compile(r"[ \t\r\n\x0c]+")
_CENTRED = re.compile(r"text-align\s*:\s*(?:-webkit-)?center", re.IGNORECASE)
_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)\b", re.IGNORECASE)
_SCOPES = frozenset(("row", "col", "rowgroup", "colgroup"))
_LEAVES = HEADINGS | {"p", "figcaption", "caption"}
_FLOWS = frozenset(("body", "blockquote"))  # where text can't stand by itself
_VERBATIM = frozenset(("pre", "listing", "plaintext", "xmp"))
_LISTS = frozenset(("ul", "ol"))

Format = tuple[str, str]
"""A tag around text with its attributes as written: ("a", ' href="…"')."""


@dataclass(slots=True)
class _Container:
    """An open element that holds blocks or text: its tag, its attributes, what is written in it so far."""

    tag: str
    attributes: str = ""
    written: list[str] = field(default_factory=list)
    line: list[tuple[tuple[Format, ...], str]] = field(default_factory=list)
    direction: str = ""  # the class of the paragraphs that text in it makes


class Writer:
    """Writes one body; `written` answers it."""

    def __init__(self) -> None:
        self._open = [_Container("body")]
        self._formats: tuple[Format, ...] = ()
        self._verbatim = 0

    def written(self, body: LexborNode) -> str:
        """Return what stands in a body as clean html."""
        stack: list[tuple[LexborNode, int, tuple[Format, ...]]] = [
            (child, -1, ()) for child in reversed(list(body.iter(include_text=True)))
        ]
        while stack:
            node, left, formats = stack.pop()
            if left >= 0:
                self._leave(left, formats)
                if node.tag in _VERBATIM:
                    self._verbatim -= 1
                continue
            before, depth = self._formats, len(self._open)
            if self._enter(node):
                stack.append((node, depth, before))
                stack += [(child, -1, ()) for child in reversed(list(node.iter(include_text=True)))]
        self._end_line()
        return "".join(self._open[0].written)

    # -- going in and out

    def _enter(self, node: LexborNode) -> bool:
        """Begin an element, and tell whether to go into it; a text is taken at once."""
        tag = node.tag or ""
        tag = ALIASES.get(tag, tag)
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag.startswith("-") or tag in DROPPED:
            return False
        if tag in {"br", "img", "hr"}:
            self._single(tag, node)
            return False
        if tag not in BREAKING:
            self._format(tag, node)
            return True
        if tag in _VERBATIM:
            self._verbatim += 1
        self._block(tag, node)
        return True

    def _leave(self, depth: int, formats: tuple[Format, ...]) -> None:
        while len(self._open) > depth:
            self._close()
        self._formats = formats

    def _format(self, tag: str, node: LexborNode) -> None:
        told = {name for name, _ in self._formats}
        if tag in FORMATS and tag not in told:
            self._formats = (*self._formats, (tag, ""))
        elif tag == "a" and "a" not in told:
            address = plain_address(node.attributes.get("href") or "")
            if is_link(address):
                self._formats = (*self._formats, ("a", f' href="{_quoted(address)}"'))

    def _single(self, tag: str, node: LexborNode) -> None:
        holder = self._open[-1]
        if tag == "br":
            holder.line.append((self._formats, "<br>"))
        elif tag == "img":
            told = node.attributes
            words = _SPACE.sub(" ", told.get("alt") or "").strip()
            source = (told.get("src") or "").strip()
            if is_picture(source):
                holder.line.append((self._formats, f'<img src="{_quoted(source)}" alt="{_quoted(words)}">'))
            elif words:
                self._text(words)
        elif self._wanted() in _FLOWS | {"li", "td", "th"}:
            self._end_line()
            holder.written.append("<hr>")
        else:
            holder.line.append((self._formats, "<br>"))

    def _text(self, text: str) -> None:
        if self._verbatim:
            lines = text.replace("\r\n", "\n").split("\n")
            for number, line in enumerate(lines):
                if number:
                    self._open[-1].line.append((self._formats, "<br>"))
                self._open[-1].line.append((self._formats, _escaped(_SPACE.sub(" ", line))))
            return
        self._open[-1].line.append((self._formats, _escaped(_SPACE.sub(" ", text))))

    # -- blocks

    def _block(self, tag: str, node: LexborNode) -> None:
        holder = self._open[-1]
        if holder.tag in _LEAVES or len(self._open) > MAX_DEPTH:
            if _says(holder.line):
                holder.line.append((self._formats, "<br>"))
            return
        self._end_line()
        match tag:
            case "ul" | "ol":
                self._begin(tag)
            case "li":
                self._begin("li" if holder.tag in _LISTS else "p")
            case "table":
                self._begin("table", _class(node))
            case "caption" | "thead" | "tbody" | "tr" | "td" | "th":
                self._part_of_table(tag, node)
            case "blockquote" | "figure":
                self._begin(tag)
            case "figcaption":
                self._begin("figcaption" if holder.tag == "figure" else "p")
            case "p" | "h2" | "h3" | "h4":
                self._begin(tag, _class(node))
            case _:
                self._begin("", direction=_class(node) or holder.direction)

    def _part_of_table(self, tag: str, node: LexborNode) -> None:
        attributes = _cell_attributes(tag, node) if tag in {"td", "th"} else ""
        self._begin(tag, attributes)

    def _begin(self, tag: str, attributes: str = "", direction: str = "") -> None:
        if self._open[-1].tag in _LISTS and tag != "li":
            self._open.append(_Container("li"))
        self._open.append(_Container(tag, attributes, direction=direction))

    def _close(self) -> None:
        self._end_line()
        done = self._open.pop()
        content = "".join(done.written)
        holder = self._open[-1]
        if done.tag == "":
            holder.written.append(content)
        elif content or done.tag in {"td", "th", "tr"}:
            holder.written.append(f"<{done.tag}{done.attributes}>{content}</{done.tag}>")

    def _wanted(self) -> str:
        """Return the innermost element that has a name: what stands in a nameless one stands in that."""
        return next(each.tag for each in reversed(self._open) if each.tag)

    def _end_line(self) -> None:
        """Write the open line of the innermost container the way it wants it."""
        holder = self._open[-1]
        line, holder.line = _trimmed(holder.line), []
        if not line:
            return
        text = _nested(line)
        if holder.tag in _LISTS:
            holder.written.append(f"<li>{text}</li>")
        elif holder.tag in _FLOWS or (holder.tag == "" and self._wanted() not in _LEAVES):
            holder.written.append(f"<p{holder.direction}>{text}</p>")
        else:
            holder.written.append(text)


def _trimmed(line: list[tuple[tuple[Format, ...], str]]) -> list[tuple[tuple[Format, ...], str]]:
    """Return a line without blanks and breaks at its ends, none where nothing else is in it."""
    pieces: list[tuple[tuple[Format, ...], str]] = []
    for formats, piece in line:
        text = piece
        if not pieces or pieces[-1][1] == "<br>" or pieces[-1][1].endswith(" "):
            text = text.lstrip(" ")
        if text == "<br>":
            while pieces and not pieces[-1][1].startswith("<"):
                stripped = pieces[-1][1].rstrip(" ")
                if stripped:
                    pieces[-1] = (pieces[-1][0], stripped)
                    break
                pieces.pop()
            if not pieces:
                continue
        if text:
            pieces.append((formats, text))
    while pieces and (pieces[-1][1] == "<br>" or not pieces[-1][1].strip(" ")):
        pieces.pop()
    if pieces and not pieces[-1][1].startswith("<"):
        pieces[-1] = (pieces[-1][0], pieces[-1][1].rstrip(" "))
    return pieces


def _says(line: list[tuple[tuple[Format, ...], str]]) -> bool:
    return any(text.strip(" ") and text != "<br>" for _, text in line)


def _nested(line: list[tuple[tuple[Format, ...], str]]) -> str:
    """Return the pieces of a line inside their formats, each tag opened and closed once where it can be."""
    written: list[str] = []
    opened: tuple[Format, ...] = ()
    for formats, text in line:
        shared = 0
        while shared < min(len(opened), len(formats)) and opened[shared] == formats[shared]:
            shared += 1
        written += [f"</{tag}>" for tag, _ in reversed(opened[shared:])]
        written += [f"<{tag}{attributes}>" for tag, attributes in formats[shared:]]
        opened = formats
        written.append(text)
    written += [f"</{tag}>" for tag, _ in reversed(opened)]
    return "".join(written)


def _class(node: LexborNode) -> str:
    """Return the one class that an element keeps, as an attribute."""
    told = node.attributes
    named = next((word for word in (told.get("class") or "").split() if word in CLASSES), "")
    if not named:
        style, align = told.get("style") or "", (told.get("align") or "").lower()
        if node.tag == "center" or align == "center" or _CENTRED.search(style):
            named = "align-center"
        elif align == "right" or _RIGHT.search(style):
            named = "align-right"
    return f' class="{named}"' if named else ""


def _cell_attributes(tag: str, node: LexborNode) -> str:
    told = node.attributes
    colspan, rowspan = _span(told.get("colspan"), _MAX_COLSPAN), _span(told.get("rowspan"), _MAX_ROWSPAN)
    written = _class(node)
    if colspan > 1:
        written += f' colspan="{colspan}"'
    if rowspan > 1:
        written += f' rowspan="{rowspan}"'
    scope = (told.get("scope") or "").lower()
    return written + (f' scope="{scope}"' if tag == "th" and scope in _SCOPES else "")


def _span(value: str | None, most: int) -> int:
    plain = (value or "").strip()
    return min(int(plain), most) if plain.isascii() and plain.isdigit() and len(plain) < 10 else 1


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


def _quoted(text: str) -> str:
    return escape(text).replace("&#x27;", "'").replace("\xa0", "&nbsp;")
