"""From an application, an agency and a clerk's particulars to a letter, or to the list of what is missing.

A notice that contradicts the application (consent told as objection, a lapse before its day) raises InvalidNotice; one
that lacks anything the law wants raises NoticeIncomplete with everything that is missing, in the clerk's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from gongkai.core.casework.grounds import ground
from gongkai.core.errors import NoticeIncomplete
from gongkai.core.law.dated import entries
from gongkai.core.law.days import chinese
from gongkai.core.notices.case import CaseFacts
from gongkai.core.notices.contradictions import refuse_contradictions
from gongkai.core.notices.facts import Facts
from gongkai.core.notices.formal import formal
from gongkai.core.notices.letter import Block, Grid, Heading, Letter, Listing, Paragraph, Slip
from gongkai.core.notices.numbers import read_number
from gongkai.core.notices.particulars import NoticeDetails, Withheld
from gongkai.core.notices.profile import AgencyProfile
from gongkai.core.notices.recourse import paragraph
from gongkai.core.notices.templates import PACKAGE, Piece, Template, clause, label_of, template
from gongkai.core.notices.wording import fill, holds, in_words


def draft(code: str, case: CaseFacts, agency: AgencyProfile, details: NoticeDetails) -> Letter:
    """Return the notice of that code, complete.

    Raises NoticeIncomplete with everything that is missing, InvalidNotice where the particulars contradict the
    application or the code is unknown, NoLawInForce where the day lies before the law.
    """
    facts = Facts(template(code, details.variant), case, agency, details)
    refuse_contradictions(facts)
    return _Sheet(facts).letter()


def cautions(code: str, case: CaseFacts, agency: AgencyProfile, details: NoticeDetails) -> tuple[str, ...]:
    """Return what a clerk should look at before signing: what the law leaves open, provisional days, lateness."""
    facts = Facts(template(code, details.variant), case, agency, details)
    found = []
    outcome = facts.outcome
    if outcome is not None and outcome.sure:
        found.append(
            f"{outcome.code}（{outcome.label}）的依据或者救济途径没有明确规定，本文书按通行做法写，请法制机构确认。"
        )
    if facts.template.sure:
        found.append(f"{facts.template.code}{facts.template.label}引用的条文没有核对过原文，请核对后再签发。")
    if case.standing.provisional:
        found.append("有的日期落在放假通知尚未公布的年份，是暂按周末和法定节日推算的，通知公布后请重新核对。")
    deadline = case.standing.reply_deadline
    if deadline is not None and case.standing.late:
        found.append(f"答复期限已于{chinese(deadline)}届满，本文书作出时已经逾期。")
    return tuple(found)


class _Sheet:
    """One notice in the making: its facts, and what turned out to be missing."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.template: Template = facts.template
        self.missing: dict[str, None] = {}

    def letter(self) -> Letter:
        """Return the letter; raise NoticeIncomplete if anything is missing."""
        facts, form = self.facts, self.template
        internal = not form.addressee
        agency = self._write("{agency.name}", facts)
        number = self._number()
        addressee = self._write(form.addressee, facts)
        for path in form.demands:
            self._demand(path, facts)
        blocks = self._blocks()
        contact = "" if internal else self._write(_line("contact"), facts)
        day = facts.day
        if day is None:
            self._lacks("day")
        if self.missing or day is None:
            raise NoticeIncomplete(f"{form.code}{form.label}", tuple(self.missing))
        return Letter(
            agency=agency,
            title=form.title,
            number=number,
            addressee=addressee,
            blocks=blocks,
            attachments=self._attachments(),
            contact=contact,
            signature=agency,
            day=day,
            seal=not internal,
            internal=internal,
        )

    def _number(self) -> str:
        facts = self.facts
        told = facts.details.number.strip()
        if not self.template.family:
            return ""
        if not told:
            self._lacks("number")
            return ""
        if told.isdecimal() and facts.day is not None:
            told = str(facts.agency.scheme.number(self.template.family, facts.day.year, int(told)))
        return str(read_number(told)) if not told.isdecimal() else told

    def _attachments(self) -> tuple[str, ...]:
        details = self.facts.details
        given = self.template.attachments == "given" and not details.provision.place
        return (*self.template.enclosed, *(each.title for each in details.given if given), *details.attachments)

    # --- Blocks ------------------------------------------------------------------------------------------------------

    def _blocks(self) -> tuple[Block, ...]:
        facts = self._with_ground()
        found: list[Block] = []
        for piece in (*self.template.pieces, Piece(text=paragraph(facts))):
            if not holds(piece.when, facts.look):
                continue
            for block in self._made(piece, facts):
                last = found[-1] if found else None
                if piece.join and isinstance(block, Paragraph) and isinstance(last, Paragraph):
                    found[-1] = Paragraph(last.text + block.text)
                else:
                    found.append(block)
        return tuple(found)

    def _made(self, piece: Piece, facts: Facts) -> Iterator[Block]:
        if piece.heading:
            yield Heading(self._write(piece.heading, facts))
        elif piece.slip:
            yield Slip(piece.slip, tuple(self._write(line, facts) for line in piece.lines))
        elif piece.items:
            yield Listing(tuple(self._write(piece.items[0], each, piece.each) for each in self._each(piece)))
        elif piece.row:
            rows = [tuple(self._write(cell, each, piece.each) for cell in piece.row) for each in self._each(piece)]
            yield Grid(piece.head, tuple(rows))
        elif piece.rows:
            yield Grid(piece.head, tuple(tuple(self._write(cell, facts) for cell in row) for row in piece.rows))
        else:
            text = self._write(piece.text, facts)
            if text:
                yield Paragraph(text)

    def _each(self, piece: Piece) -> Iterator[Facts]:
        found = cast(tuple[object, ...], self.facts.look(piece.each))
        if not found:
            self._lacks(piece.each)
        for number, item in enumerate(found, 1):
            place = f"第{number}项" if len(found) > 1 else ""
            more: dict[str, object] = {"item": item, "item_number": str(number), "place": place}
            if isinstance(item, Withheld):
                more["clause"] = self._clause(item, piece.each, place)
            yield self._with(more)

    # --- Grounds -----------------------------------------------------------------------------------------------------

    def _with_ground(self) -> Facts:
        if not self.template.ground:
            return self.facts
        part = replace(self.facts.details.ground, ground=self.template.ground)
        return self._with({"clause": self._clause(part, "ground", "")})

    def _clause(self, part: Withheld, prefix: str, place: str) -> str:
        if not part.ground:
            self._lacks(f"{prefix}.ground", place)
            return ""
        words = clause(part.ground)
        articles = formal(ground(part.ground).cites)
        scope = self._with({"item": part, "item_articles": articles, "place": place})
        for path in words.demands:
            self._demand(path, scope, prefix)
        texts = [self._write(each.text, scope, prefix) for each in words.parts if holds(each.when, scope.look)]
        return "".join(texts)

    # --- Gaps --------------------------------------------------------------------------------------------------------

    def _with(self, more: dict[str, object]) -> Facts:
        facts = self.facts
        return Facts(facts.template, facts.case, facts.agency, facts.details, {**facts.more, **more})

    def _write(self, text: str, facts: Facts, prefix: str = "") -> str:
        filled = fill(text, facts.look)
        for path in filled.missing:
            self._report(path, facts, prefix)
        return filled.text

    def _demand(self, path: str, facts: Facts, prefix: str = "") -> None:
        if not in_words(facts.look(path)):
            self._report(path, facts, prefix)

    def _report(self, path: str, facts: Facts, prefix: str) -> None:
        if path == "clause" or path.startswith("charge.") or (path.startswith("limit.") and facts.day is None):
            return  # told by their own gaps, or by the missing day
        head, dot, rest = path.partition(".")
        place = str(facts.more.get("place", "")) if head == "item" else ""
        self._lacks(f"{prefix}{dot}{rest}" if head == "item" else path, place)

    def _lacks(self, path: str, place: str = "") -> None:
        self.missing[f"{place}的{label_of(path)}" if place else label_of(path)] = None


def _line(name: str) -> str:
    return next(str(each["text"]) for each in entries(PACKAGE, "frames.toml", "line") if each["name"] == name)
