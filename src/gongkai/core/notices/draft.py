"""From an application, an agency and a clerk's particulars to a letter, or to the list of what is missing.

A notice that contradicts the application (consent told as objection, a lapse before its day) raises InvalidNotice; one
that lacks anything the law wants raises NoticeIncomplete with everything that is missing, in the clerk's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from gongkai.core.casework.events import AgencyConsulted, ThirdPartyConsulted
from gongkai.core.casework.grounds import ground
from gongkai.core.casework.recourse import jurisdiction_of
from gongkai.core.errors import NoticeIncomplete
from gongkai.core.law.dated import entries
from gongkai.core.law.days import chinese
from gongkai.core.notices.case import CaseFacts
from gongkai.core.notices.contradictions import refuse_contradictions
from gongkai.core.notices.facts import THIRD_PARTY_RIGHTS, Facts
from gongkai.core.notices.formal import formal
from gongkai.core.notices.letter import Block, Grid, Heading, Letter, Listing, Paragraph, Slip
from gongkai.core.notices.opinions import Opinion
from gongkai.core.notices.particulars import NoticeDetails, Withheld
from gongkai.core.notices.profile import AgencyProfile
from gongkai.core.notices.recourse import FREE, kind, paragraph
from gongkai.core.notices.templates import PACKAGE, Piece, Recipient, Template, clause, label_of, template
from gongkai.core.notices.wording import fill, holds, in_words

_ASKED = {"third.asked.on": ThirdPartyConsulted.kind, "other.asked.on": AgencyConsulted.kind}
TOWNSHIPS = ("乡人民政府", "镇人民政府")


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
    return (*found, *_of_rectification(facts), *_of_court(facts))


def _of_rectification(facts: Facts) -> Iterator[str]:
    duty = next((each for each in facts.standing.duties if each.kind == "rectification_notice"), None)
    if facts.template.dated == "rectification_requested" and duty and duty.deadline and duty.met is False:
        yield f"补正告知的法定期限已于{chinese(duty.deadline)}届满，本文书作出时已经逾期（条例第三十条）。"


def _of_court(facts: Facts) -> Iterator[str]:
    """Warn of a basic court for the acts of a government; those of townships stay with it."""
    rule = jurisdiction_of(facts.agency.rank, facts.day or date.max)
    court, name = facts.agency.court, facts.agency.name.strip()
    if rule and court and rule.court not in court and kind(facts) in {FREE, "partly"} and not name.endswith(TOWNSHIPS):
        yield f"{rule.label}（{rule.cite}），[agency]的court写的是“{court}”，请核对管辖法院。"


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
        self._demand_of_case()
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
        if told.isdecimal() and not facts.agency.scheme.agency.strip():
            self._lacks("agency.code")
            return ""
        if not told or facts.day is None:
            return ""
        return str(facts.agency.scheme.read(self.template.family, told, facts.day.year))

    def _demand_of_case(self) -> None:
        """Ask for what this application's course makes necessary, though the document does not always need it."""
        facts, form = self.facts, self.template
        asked = [each for path, each in _ASKED.items() if path in form.demands]
        letters = [event for event in facts.case.timeline.events if event.kind in asked]
        if len(letters) > 1 and not facts.details.consultation.id:
            self._lacks("consultation.id")
        if form.to is Recipient.APPLICANT and facts.course.extension:
            self._demand("course.extension.approved_by", facts)

    def _attachments(self) -> tuple[str, ...]:
        details = self.facts.details
        given = self.template.attachments == "given" and not details.provision.place
        titles = (*self.template.enclosed, *(each.title for each in details.given if given), *details.attachments)
        return tuple(in_words(title) for title in titles)

    # --- Blocks ------------------------------------------------------------------------------------------------------

    def _blocks(self) -> tuple[Block, ...]:
        facts = self._with_ground()
        found: list[Block] = []
        for piece in (*self.template.pieces, Piece(text=paragraph(facts))):
            if not piece.of_each and not holds(piece.when, facts.look):
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
            yield Listing(_ended([self._write(piece.items[0], each, piece.each) for each in self._each(piece)]))
        elif piece.row:
            rows = [tuple(self._write(cell, each, piece.each) for cell in piece.row) for each in self._each(piece)]
            yield Grid(piece.head, tuple(rows))
        elif piece.rows:
            yield Grid(piece.head, tuple(tuple(self._write(cell, facts) for cell in row) for row in piece.rows))
        else:
            text = self._of_each(piece, facts) if piece.of_each else self._write(piece.text, facts)
            if text:
                yield Paragraph(text)

    def _of_each(self, piece: Piece, facts: Facts, prefix: str = "") -> str:
        """Write a text once for each opinion that it holds of."""
        scopes = (self._of_opinion(one, facts) for one in cast(tuple[Opinion, ...], facts.look(piece.each)))
        return "".join(self._write(piece.text, scope, prefix) for scope in scopes if holds(piece.when, scope.look))

    def _of_opinion(self, opinion: Opinion, facts: Facts) -> Facts:
        place = str(facts.more.get("place", "")) if len(facts.withheld_for_others) > 1 else ""
        place = "的".join(
            each for each in (place, f"{opinion.name}（{opinion.id}）" if opinion.several else "") if each
        )
        told = facts.opinion_told(opinion)
        more = {"opinion": opinion, "told": told, "co_maker": facts.co_maker_told(opinion), "told_place": place}
        return facts.with_more(more)

    def _each(self, piece: Piece) -> Iterator[Facts]:
        found = cast(tuple[object, ...], self.facts.look(piece.each))
        if not found:
            self._lacks(piece.each)
        for number, item in enumerate(found, 1):
            place = f"第{number}项" if len(found) > 1 else ""
            more: dict[str, object] = {"item": item, "item_number": str(number), "place": place}
            if isinstance(item, Withheld):
                more["clause"] = self._clause(item, piece.each, place, number)
            yield self.facts.with_more(more)

    # --- Grounds -----------------------------------------------------------------------------------------------------

    def _with_ground(self) -> Facts:
        if not self.template.ground:
            return self.facts
        part = replace(self.facts.details.ground, ground=self.template.ground)
        return self.facts.with_more({"clause": self._clause(part, "ground", "", 1)})

    def _clause(self, part: Withheld, prefix: str, place: str, number: int) -> str:
        if not part.ground:
            self._lacks(f"{prefix}.ground", place)
            return ""
        several = prefix == "withheld" and len(self.facts.asked_parties) > 1
        untold = self.facts.at_part(part, number).third_state != "not_consulted"
        if part.ground == THIRD_PARTY_RIGHTS and several and not part.parties and untold:
            self._lacks("withheld.party", place)
            return ""
        words = clause(part.ground)
        articles = formal(ground(part.ground).cites)
        scope = self.facts.at_part(part, number).with_more({"item_articles": articles, "place": place})
        for path in words.demands:
            self._demand(path, scope, prefix)
        return "".join(self._said(each, scope, prefix) for each in words.parts)

    def _said(self, piece: Piece, scope: Facts, prefix: str) -> str:
        if piece.of_each:
            return self._of_each(piece, scope, prefix)
        return self._write(piece.text, scope, prefix) if holds(piece.when, scope.look) else ""

    # --- Gaps --------------------------------------------------------------------------------------------------------

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
        if head in {"told", "co_maker"}:
            self._lacks(path.replace("told.", "third_party."), str(facts.more["told_place"]))
            return
        place = str(facts.more.get("place", "")) if head == "item" else ""
        self._lacks(f"{prefix}{dot}{rest}" if head == "item" else path, place)

    def _lacks(self, path: str, place: str = "") -> None:
        self.missing[f"{place}的{label_of(path)}" if place else label_of(path)] = None


def _ended(items: list[str]) -> tuple[str, ...]:
    """Return the items of a listing, each with a stop at its end: 分号, after the last 句号."""
    last = len(items)
    return tuple(
        item if item.endswith(_STOPS) else f"{item}{'；' if number < last else '。'}"
        for number, item in enumerate(items, 1)
    )


_STOPS = ("。", "！", "？", "；", "……")


def _line(name: str) -> str:
    return next(str(each["text"]) for each in entries(PACKAGE, "frames.toml", "line") if each["name"] == name)
