"""What a template's gaps stand for: computed from the timeline, the law and the profile, or told by the clerk.

No day, limit, article or amount is ever typed into a notice: paths such as `reply_deadline`, `limit.fee_payment`,
`law.rectification` and `course.fee.amount` are looked up here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property

from gongkai.core.casework.course import Consultation, Course
from gongkai.core.casework.events import AgencyConsulted, Event, ThirdPartyConsulted
from gongkai.core.casework.grounds import ground
from gongkai.core.casework.outcomes import OUTCOMES, Outcome, row_label
from gongkai.core.casework.recourse import Reviewer, review_of, ruling_of
from gongkai.core.deadlines.standing import Standing
from gongkai.core.law.dated import entries
from gongkai.core.law.limits import limit
from gongkai.core.notices.case import CaseFacts, Party
from gongkai.core.notices.charge import Charge, charge_of
from gongkai.core.notices.formal import formal
from gongkai.core.notices.opinions import Opinion, Stand, opinions
from gongkai.core.notices.particulars import CoMakerOpinion, NoticeDetails, ThirdPartyOpinion, Withheld
from gongkai.core.notices.profile import AgencyProfile
from gongkai.core.notices.templates import PACKAGE, Recipient, Template, event_told, provisions
from gongkai.core.notices.wording import Verbatim
from gongkai.core.report.layouts.y2021 import APPLICANTS

_APPLICANTS = {column.key: column.label for column in APPLICANTS}
_PROFILE = {
    Reviewer.GOVERNMENT: "reviewing_government",
    Reviewer.DEPARTMENT: "upper_department",
    Reviewer.ITSELF: "name",
}
_DETAILS = {each.name for each in fields(NoticeDetails)} - {"day", "third_party", "co_maker"}
THIRD_PARTY_RIGHTS = "N4"


@dataclass(frozen=True)
class Facts:
    """Everything a notice may speak of; `look` answers a path, with None or "" where there is nothing."""

    template: Template
    case: CaseFacts
    agency: AgencyProfile
    details: NoticeDetails
    more: Mapping[str, object] = field(default_factory=dict)

    def look(self, path: str) -> object:
        """Return what a path stands for."""
        head, *names = path.split(".")
        if head == "law":
            return formal([provisions()[names[0]]])
        if head == "limit":
            return None if self.day is None else str(limit(names[0], self.day))
        found = self._root(head)
        for name in names:
            found = None if found is None else getattr(found, name)
        return found

    def at_part(self, part: Withheld, number: int) -> Facts:
        """Return the same facts, looked at for one of the parts that are withheld."""
        return self.with_more({"item": part, "item_number": str(number)})

    def with_more(self, more: Mapping[str, object]) -> Facts:
        """Return the same facts with more that can be looked up."""
        return Facts(self.template, self.case, self.agency, self.details, {**self.more, **more})

    def _root(self, head: str) -> object:
        if head in self.more:
            return self.more[head]
        return getattr(self.details if head in _DETAILS else self, head)

    # --- The paper ---------------------------------------------------------------------------------------------------

    @property
    def day(self) -> date | None:
        """The day printed at the end: told, or that of the event that the notice is; of a paper on file the reply's."""
        reply = self.course.reply if self.template.to is Recipient.INTERNAL else None
        told = self.told_event or reply
        return self.details.day or (told.on if told else None)

    @cached_property
    def told_event(self) -> Event | None:
        """The event that the notice itself is (成文日期 is its day), whatever the day told; None where it is none."""
        return event_told(self.template, self.case.timeline, self.details.consultation.id)

    @property
    def document(self) -> str:
        """How the notice calls itself."""
        return self.template.document

    @property
    def articles(self) -> str:
        """What the notice rests on."""
        return formal(self.template.cites or (self.outcome.cites if self.outcome else ()))

    @property
    def you(self) -> str:
        """How the addressee is spoken to."""
        match self.template.to:
            case Recipient.THIRD_PARTY:
                return "您" if self.party and self.party.natural else "贵单位"
            case Recipient.AGENCY:
                return "贵机关"
        return "您" if self.case.timeline.applicant == "natural_person" else "贵单位"

    # --- The application ---------------------------------------------------------------------------------------------

    @property
    def applicant(self) -> object:
        """The applicant."""
        return self.case.applicant

    @property
    def applicant_kind(self) -> str:
        """The applicant's column of table 3."""
        return _APPLICANTS[self.case.timeline.applicant]

    @property
    def register(self) -> str:
        """The number in the register."""
        return self.case.register

    @property
    def wanted(self) -> str:
        """What was applied for."""
        return Verbatim(self.case.wanted)

    @property
    def standing(self) -> Standing:
        """Where the application stands."""
        return self.case.standing

    @property
    def course(self) -> Course:
        """What has happened."""
        return self.case.standing.course

    @property
    def received(self) -> date | None:
        """The day of receipt."""
        return self.standing.received

    @property
    def channel(self) -> str:
        """How the application came, as a verb phrase."""
        return next(
            str(entry["label"])
            for entry in entries(PACKAGE, "channels.toml", "phrase")
            if entry["channel"] == self.case.timeline.channel
        )

    @property
    def reply_deadline(self) -> date | None:
        """The last day for the reply."""
        return self.standing.reply_deadline

    def duty(self, kind: str, of: str = "") -> date | None:
        """Return the deadline of a duty of the standing."""
        return next((each.deadline for each in self.standing.duties if (each.kind, each.of) == (kind, of)), None)

    @property
    def payment_deadline(self) -> date | None:
        """The last day to pay."""
        return self.duty("payment")

    @property
    def charge(self) -> Charge | None:
        """The processing fee as the law reckons it; None while its method or count is not told."""
        noticed = self.course.fee
        return charge_of(self.details.fee, noticed.on) if noticed else None

    # --- Consultations -----------------------------------------------------------------------------------------------

    @property
    def third(self) -> Consultation | None:
        """The consultation of a third party this notice is about; without an id the first."""
        return self._consultation(ThirdPartyConsulted)

    @property
    def other(self) -> Consultation | None:
        """The consultation of another agency this notice is about; without an id the first."""
        return self._consultation(AgencyConsulted)

    @property
    def third_days(self) -> tuple[date, ...]:
        """The days on which third parties were consulted."""
        return self._days(ThirdPartyConsulted)

    @property
    def other_days(self) -> tuple[date, ...]:
        """The days on which other agencies were consulted."""
        return self._days(AgencyConsulted)

    def _days(self, letter: type) -> tuple[date, ...]:
        return tuple(sorted({one.asked.on for one in self.course.consultations if isinstance(one.asked, letter)}))

    def _consultation(self, letter: type) -> Consultation | None:
        found = [one for one in self.course.consultations if isinstance(one.asked, letter)]
        wanted = self.details.consultation.id
        return next((one for one in found if not wanted or one.asked.id == wanted), None)

    @property
    def party(self) -> Party | None:
        """The third party or agency this notice goes to: the one told, that of the consultation, or the only one."""
        asked = self.other if self.template.to is Recipient.AGENCY else self.third
        name = self.details.consultation.id or (asked.asked.id if asked else "")
        return next((one for one in self.case.parties if one.id == name), None)

    @property
    def third_deadline(self) -> date | None:
        """The last day for the third party's answer."""
        return self.duty("third_party_answer", self.third.asked.id) if self.third else None

    @property
    def other_deadline(self) -> date | None:
        """The last day for the other agency's answer."""
        return self.duty("agency_answer", self.other.asked.id) if self.other else None

    @cached_property
    def asked_parties(self) -> tuple[Opinion, ...]:
        """The opinions of all third parties that were consulted."""
        return opinions(self.standing, ThirdPartyConsulted)

    @property
    def third_stand(self) -> Stand | None:
        """How the third party that this notice goes to stands to the disclosure; None where it was not consulted."""
        asked = self.third.asked if self.third else None
        return next((one.stand for one in self.asked_parties if one.asked is asked), None)

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """The opinions of the third parties that the part at hand touches: those it names, or all."""
        found = self.asked_parties
        item = self.more.get("item")
        named = item.parties if isinstance(item, Withheld) else self.details.ground.parties
        told = self._told("", self._part)
        if told.part and told.not_consulted and not self.template.ground:
            return ()
        return tuple(one for one in found if not named or one.id in named)

    @property
    def heard(self) -> tuple[Opinion, ...]:
        """The opinions of the third parties whose information is disclosed: no part of it is withheld for them."""
        parts = [(part, number) for number, part in enumerate(self.details.withheld, 1)]
        kept = [
            one.id
            for part, number in parts
            if part.ground == THIRD_PARTY_RIGHTS
            for one in self.at_part(part, number).opinions
        ]
        return tuple(one for one in self.asked_parties if one.id not in kept)

    @property
    def co_makers(self) -> tuple[Opinion, ...]:
        """The opinions of the agencies that made the information together with this one."""
        return opinions(self.standing, AgencyConsulted)

    def co_maker_told(self, opinion: Opinion) -> CoMakerOpinion:
        """Return what the clerk tells of another agency's opinion."""
        found = (each for each in self.details.co_maker if each.id in {opinion.id, ""})
        return next(found, CoMakerOpinion())

    @property
    def withheld_for_others(self) -> tuple[Withheld, ...]:
        """The parts that are withheld for the sake of third parties (N4)."""
        return tuple(part for part in self.details.withheld if part.ground == THIRD_PARTY_RIGHTS)

    @property
    def _part(self) -> int:
        return int(str(self.more.get("item_number", 1)))

    def opinion_told(self, opinion: Opinion) -> ThirdPartyOpinion:
        """Return what the clerk tells of an opinion, for the part at hand.

        What tells of no part serves only a third party that a single part is withheld for.
        """
        return self._told(opinion.id, self._part)

    def _told(self, name: str, part: int) -> ThirdPartyOpinion:
        told = [each for each in self.details.third_party if each.id in {name, ""}]
        sole = (name,) if len(self.asked_parties) < 2 else ()
        serves = [each for each in self.withheld_for_others if name in (each.parties or sole)]
        of_part = [each for each in told if each.part == part]
        general = [each for each in told if each.part is None and len(serves) < 2]
        return next(iter((*of_part, *general)), ThirdPartyOpinion())

    @property
    def third_party(self) -> ThirdPartyOpinion:
        """What is told of the third parties of the part at hand together: why nobody was asked, the public interest."""
        if self.template.to is Recipient.THIRD_PARTY:
            return self._told(self.third.asked.id if self.third else "", self._part)
        if not self.opinions:
            return self._told("", self._part)
        interests = dict.fromkeys(self.opinion_told(one).public_interest for one in self.opinions)
        return ThirdPartyOpinion(public_interest="；".join(each for each in interests if each))

    @property
    def third_state(self) -> str:
        """How third parties stand to the disclosure, the gravest first; not_consulted, or empty for none."""
        stands = {one.stand for one in self.opinions}
        if not stands:
            return "not_consulted" if self.third_party.not_consulted else ""
        return next(str(each) for each in Stand if each in stands)

    @property
    def third_record(self) -> str:
        """Whether the file has a record of the third party at all."""
        return self.third_state

    @property
    def consulted(self) -> bool:
        """Whether anybody was consulted."""
        return bool(self.course.consultations)

    # --- Law ---------------------------------------------------------------------------------------------------------

    @cached_property
    def outcome(self) -> Outcome | None:
        """The outcome that this document tells: that of the reply, or the first one with this document."""
        reply = self.course.reply
        found = [one for one in OUTCOMES if one.notice == self.template.code or one.code == self.template.outcome]
        if self.third:
            found.sort(key=lambda one: "third_party_record" not in one.evidence)
        return next((one for one in found if reply and one.code == reply.outcome), found[0] if found else None)

    @property
    def table3_label(self) -> str:
        """The row of table 3 that the case counts in, as the form words it."""
        return row_label(self.outcome.row) if self.outcome else ""

    @property
    def withheld_outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes of the parts that are withheld."""
        codes = {ground(part.ground).outcome for part in self.details.withheld if part.ground}
        return tuple(one for one in OUTCOMES if one.code in codes)

    @property
    def reviewers(self) -> tuple[str, ...] | None:
        """Who reviews, by name, today's law for a notice without a day; None where the profile lacks one."""
        rule = review_of(self.agency.rank, self.day or date.max)
        names = tuple(str(getattr(self.agency, _PROFILE[who])) for who in rule.who)
        return names if all(names) else None

    @property
    def ruling(self) -> str:
        """The State Council's final ruling as another way after an own reconsideration; empty for most agencies."""
        rule = ruling_of(self.agency.rank, self.day or date.max)
        return rule.label if rule else ""

    @property
    def reviewing(self) -> str:
        """Who reviews, as a sentence names them."""
        return "或者".join(self.reviewers or ())
