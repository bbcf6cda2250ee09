"""What a clerk tells of a notice: everything that neither the timeline nor the law nor the agency's profile knows.

Every class here is one table of the plain file (`dossier`); empty means not told. Which of them a document needs is
said by its template, and `draft` lists what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Where information is already public: its title and the place, a URL as exact as possible."""

    title: str = ""
    place: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Information that is given: title, document number, pages, form (纸质、电子文档)."""

    title: str = ""
    number: str = ""
    pages: int | None = None
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """How information is given: the way (邮寄、电子邮件、当面领取), and where and when if it is to be collected."""

    way: str = ""
    place: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A part that is not disclosed: `ground` N1 to N8, `kind` one of the ground's kinds, `reason` in a sentence.

    `rule` names the law and article of N2. `checked` says that no law, regulation or rule wants N5 to N7 public.
    `party` names the third parties of N4 by the ids of their consultations, several joined by 、.
    """

    part: str = ""
    ground: str = ""
    party: str = ""
    kind: str = ""
    reason: str = ""
    rule: str = ""
    checked: bool | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of the third parties that the part is withheld for; empty where none is named."""
        return tuple(each.strip() for each in self.party.split("、") if each.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyOpinion:
    """What a third party said and how it was weighed; `not_consulted` says why nobody could be asked.

    `assessment` says why its reasons hold, or why the information is kept, `dismissal` why its reasons do not hold.

    `id` is that of its consultation, `part` the number of the withheld part, where there are several.
    """

    id: str = ""
    part: int | None = None
    objection: str = ""
    assessment: str = ""
    dismissal: str = ""
    public_interest: str = ""
    not_consulted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoMakerOpinion:
    """What an agency that made the information too objected, and why it is disclosed all the same (条例第三十四条)."""

    id: str = ""
    objection: str = ""
    assessment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrecy:
    """Where the evidence of classification is kept, off this system; never printed and never its content."""

    kept_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Information with access rules of its own: what it is, the law, the counter."""

    subject: str = ""
    rule: str = ""
    counter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The record of a search; `person` and `day` stay in the file and are not printed."""

    places: str = ""
    keywords: str = ""
    period: str = ""
    person: str = ""
    day: date | None = None
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """Who discloses instead and why not this agency; `unknown` if it can't be determined."""

    reason: str = ""
    agency: str = ""
    contact: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Processing:
    """Why the information would have to be made, and what exists; `nothing` if no related information does."""

    reason: str = ""
    existing: str = ""
    nothing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectification:
    """What is to be rectified (`items`), how to hand it in; for D09 what was asked, answered, and still is unclear."""

    reason: str = ""
    items: tuple[str, ...] = ()
    way: str = ""
    asked: str = ""
    answered: str = ""
    unclear: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """What an application in disguise really wants: 信访, 投诉 or 举报, its content, and the proper way."""

    kind: str = ""
    content: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier reply: number and day; `confirms` says that confirmation, not the information, is wanted."""

    number: str = ""
    day: date | None = None
    wish: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationSource:
    """A publication that can be had elsewhere: its title and the way."""

    title: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """Number and frequency of applications, the reasons given, and why they do not hold."""

    facts: str = ""
    reasons: str = ""
    assessment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The state archive that has the records, since when, and that the term of transfer had run out."""

    name: str = ""
    transferred: date | None = None
    term_ended: bool | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """An application under article 41: which record, what is held to be wrong, the evidence, the finding."""

    record: str = ""
    wish: str = ""
    evidence: str = ""
    finding: str = ""
    agency: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """How a fee is reckoned: `method` by_case or by_page, `count` the case of the month or the pages; how to pay."""

    method: str = ""
    count: int | None = None
    payment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Why the reply needs more time."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A question that is no application: what was asked, and the answer or where to get it."""

    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """What a third party or another agency is asked about: `id` of the timeline, the information, the concern."""

    id: str = ""
    information: str = ""
    concern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistance:
    """What another office is asked to help with, the documents it may need, and by when."""

    agency: str = ""
    question: str = ""
    respond_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What the register adds: who handles it, how the applicant can be reached and wants the information."""

    office: str = ""
    person: str = ""
    contact: str = ""
    identity: str = ""
    form: str = ""
    query_code: str = ""
    query_way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Papers handed over: to whom, why, and what."""

    agency: str = ""
    reason: str = ""
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A delivery: of which document, how, where, by whom."""

    document: str = ""
    number: str = ""
    way: str = ""
    place: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A paper of the file: title, number, day, pages."""

    title: str = ""
    number: str = ""
    day: date | None = None
    pages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a case ended without a reply: the fact in a sentence and the evidence for it."""

    fact: str = ""
    evidence: str = ""
    delivery: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDetails:
    """Everything told of one notice; see the classes above for each part.

    `day` is printed at the end; `number` is the 文号, or its serial alone, which the agency's scheme completes.
    """

    variant: str = ""
    day: date | None = None
    number: str = ""
    attachments: tuple[str, ...] = ()
    published: tuple[Published, ...] = ()
    given: tuple[Given, ...] = ()
    provision: Provision = Provision()
    withheld: tuple[Withheld, ...] = ()
    ground: Withheld = Withheld()
    separation: str = ""
    third_party: tuple[ThirdPartyOpinion, ...] = ()
    co_maker: tuple[CoMakerOpinion, ...] = ()
    secrecy: Secrecy = Secrecy()
    query: Query = Query()
    search: Search = Search()
    responsible: Responsible = Responsible()
    processing: Processing = Processing()
    rectification: Rectification = Rectification()
    petition: Petition = Petition()
    earlier: Earlier = Earlier()
    publications: tuple[PublicationSource, ...] = ()
    excess: Excess = Excess()
    archive: Archive = Archive()
    amendment: Amendment = Amendment()
    fee: Fee = Fee()
    extension: Extension = Extension()
    inquiry: Inquiry = Inquiry()
    consultation: Consultation = Consultation()
    assistance: Assistance = Assistance()
    registration: Registration = Registration()
    transfer: Transfer = Transfer()
    delivery: Delivery = Delivery()
    files: tuple[Filed, ...] = ()
    closing: Closing = Closing()
