"""The templates of all notices, as dated data: who they go to, what they rest on, and their wording with gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.core.casework.events import Event
from gongkai.core.casework.outcomes import statement_label
from gongkai.core.casework.timeline import Timeline
from gongkai.core.errors import InvalidNotice
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries
from gongkai.core.notices.wording import all_gaps, gaps

PACKAGE = "gongkai.core.notices"
FILES = ("procedural.toml", "substantive.toml", "papers.toml")


class Recipient(StrEnum):
    """Who a notice addresses; it decides 您, 贵单位 or 贵机关."""

    APPLICANT = "applicant"
    THIRD_PARTY = "third_party"
    AGENCY = "agency"
    INTERNAL = "internal"


class Recourse(StrEnum):
    """Which paragraph on remedies ends a notice: by the outcome's law, free choice, or none (procedural)."""

    OUTCOME = "outcome"
    FREE = "free"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a template. Exactly one of `text`, `heading`, `items`, `row` or `rows`, and `slip` is given.

    `each` names the list that `items` or `row` is repeated for, its entries being `item.…`; a `text` is repeated for
    each `opinion`, what the clerk told of it being `told.…`. `join` lets a text go on the paragraph before it.
    """

    when: tuple[str, ...] = ()
    text: str = ""
    join: bool = False
    heading: str = ""
    each: str = ""
    items: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    caption: str = ""
    slip: str = ""
    lines: tuple[str, ...] = ()

    @property
    def of_each(self) -> bool:
        """Whether the text is repeated for each opinion."""
        return bool(self.each and self.text)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every template text of the block."""
        grid = tuple(cell for row in (self.row, *self.rows) for cell in row)
        return (self.text, self.heading, self.caption, *self.items, *grid, *self.lines)


@dataclass(frozen=True, slots=True)
class Template:
    """A notice's template; `ground` is the one ground of a D04 variant, `family` how it is numbered (empty: not).

    `outcome` is set where the outcome's own data names another document (D18 tells O24). `demands` are paths that must
    have something to say though nothing of them is printed. `dated` is the kind of event that the notice itself is.
    """

    code: str
    variant: str
    label: str
    title: str
    document: str
    to: Recipient
    addressee: str
    family: str
    recourse: Recourse
    ground: str
    outcome: str
    cites: tuple[Cite, ...]
    demands: tuple[str, ...]
    attachments: str
    enclosed: tuple[str, ...]
    sure: str
    since: date
    pieces: tuple[Piece, ...]
    dated: str

    @property
    def required(self) -> frozenset[str]:
        """The paths that can be reported as missing, list entries as `list.key`."""
        found = {*self.demands, *gaps(self.addressee)}
        if self.ground:
            said = clause(self.ground)
            texts = [path for part in said.parts for path in gaps(part.text)]
            found |= {"ground", *(_asked(path, "ground") for path in (*said.demands, *texts))}
        for piece in self.pieces:
            found |= set() if piece.of_each else {piece.each} - {""}
            found |= {_asked(path, piece.each) for text in piece.texts for path in gaps(text)}
        return frozenset(found)

    @property
    def paths(self) -> frozenset[str]:
        """Every path the template speaks of."""
        texts = [text for piece in self.pieces for text in piece.texts]
        return frozenset(path for text in (*texts, self.addressee) for path in all_gaps(text))


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said of one ground: parts that hold under their conditions, and what must be known besides."""

    ground: str
    demands: tuple[str, ...]
    parts: tuple[Piece, ...]


@cache
def templates() -> tuple[Template, ...]:
    """Return every template, in the order of the codes."""
    found = [_template(entry) for file in FILES for entry in entries(PACKAGE, file, "notice")]
    return tuple(sorted(found, key=lambda one: one.code))


def template(code: str, variant: str = "") -> Template:
    """Return a template; raise InvalidNotice, naming what there is, for an unknown code or variant.

    >>> template("D06").title
    '政府信息不存在告知书'
    """
    of_code = variants(code)
    for one in of_code:
        if one.variant == variant:
            return one
    named = "、".join(f"{one.variant}（{one.label}）" for one in of_code if one.variant)
    if not named:
        raise InvalidNotice(f"文书{code}只有一种，不用写variant“{variant}”。")
    raise InvalidNotice(f"文书{code}有{len(of_code)}种，请在variant里写明是哪一种：{named}。")


def variants(code: str) -> tuple[Template, ...]:
    """Return the templates of a code: one, or several that are told apart by `variant`."""
    found = tuple(one for one in templates() if one.code == code)
    if not found:
        raise InvalidNotice(f"没有文书“{code}”，只有：{'、'.join(sorted({one.code for one in templates()}))}。")
    return found


@cache
def clause(ground: str) -> Clause:
    """Return the clause of a ground, N1 to N8."""
    entry = next(each for each in entries(PACKAGE, "clauses.toml", "clause") if each["ground"] == ground)
    return Clause(ground, tuple(entry.get("demands", ())), tuple(_piece(part) for part in entry["parts"]))


@cache
def provisions() -> dict[str, Cite]:
    """Return the articles that texts name in passing, by the name they have there: `{law.name}`."""
    return {entry["name"]: cites_of(entry)[0] for entry in entries(PACKAGE, "provisions.toml", "provision")}


@cache
def label_of(path: str) -> str:
    """Return how a clerk is told that something is missing; of a withheld part the words of a single ground serve.

    >>> label_of("search.places")
    '检索的范围（在哪里找的）'
    """
    labels = {entry["key"]: entry["label"] for entry in entries(PACKAGE, "gaps.toml", "gap")}
    alias = path.replace("withheld.", "ground.")
    return labels.get(path) or labels.get(alias) or statement_label(alias)


def _asked(path: str, table: str) -> str:
    """Return a gap as the key that a clerk fills it by."""
    return path.replace("item.", f"{table}.").replace("told.", "third_party.")


def _template(entry: Entry) -> Template:
    return Template(
        code=entry["code"],
        variant=entry.get("variant", ""),
        label=entry["label"],
        title=entry["title"],
        document=entry.get("document", "告知书"),
        to=Recipient(entry.get("to", "applicant")),
        addressee=entry.get("addressee", "{applicant.name}"),
        family=entry.get("family", ""),
        recourse=Recourse(entry.get("recourse", "none")),
        ground=entry.get("ground", ""),
        outcome=entry.get("outcome", ""),
        cites=cites_of(entry),
        demands=tuple(entry.get("demands", ())),
        attachments=entry.get("attachments", ""),
        enclosed=tuple(entry.get("enclosed", ())),
        sure=entry.get("sure", ""),
        since=entry["from"],
        pieces=tuple(_pieces(entry["blocks"])),
        dated=entry.get("dated", "replied" if entry.get("recourse") == Recourse.OUTCOME else ""),
    )


def event_told(one: Template, timeline: Timeline, consultation: str) -> Event | None:
    """Return the event that a notice itself is, of several consultations that of the id; None where there is none."""
    found = [event for event in timeline.events if event.kind == one.dated]
    ids = [event for event in found if not consultation or getattr(event, "id", consultation) == consultation]
    return next(iter(ids), None)


def _pieces(blocks: list[Entry]) -> Iterator[Piece]:
    for block in blocks:
        if "use" in block:
            yield from _frame(block["use"])
        else:
            yield _piece(block)


@cache
def _frame(name: str) -> tuple[Piece, ...]:
    found = next(each for each in entries(PACKAGE, "frames.toml", "frame") if each["name"] == name)
    return tuple(_pieces(found["blocks"]))


def _piece(block: Entry) -> Piece:
    told: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in block.items()}
    if "rows" in told:
        told["rows"] = tuple(tuple(row) for row in told["rows"])
    return Piece(**told)
