"""A paper of the demonstration: what is written, about what, when, and how far it has come on its way to publication."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Review


class Kind(StrEnum):
    """What sort of information a paper is."""

    NORMATIVE = "normative"
    INTERPRETATION = "interpretation"
    NOTICE = "notice"
    NEWS = "news"
    PLAN = "plan"
    STATISTICS = "statistics"
    LICENSE = "license"
    PENALTY = "penalty"
    BUDGET = "budget"
    FEES = "fees"
    PROCUREMENT = "procurement"
    PROJECT = "project"
    LIVELIHOOD = "livelihood"
    EMERGENCY = "emergency"
    INSPECTION = "inspection"
    RECRUITMENT = "recruitment"
    ASSISTANCE = "assistance"
    LAND = "land"
    INSTITUTION = "institution"
    LEADERS = "leaders"
    DISCLOSURE_RULES = "disclosure_rules"
    ANNUAL_REPORT = "annual_report"


class Stage(StrEnum):
    """How far a paper has come: the state that the desk is to show for it."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SENT_BACK = "sent_back"
    REFERRED = "referred"
    WITHHELD = "withheld"
    READY = "ready"
    SETTLED = "settled"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"

    @property
    def was_published(self) -> bool:
        """Whether the public has seen the paper."""
        return self in {Stage.PUBLISHED, Stage.CORRECTED, Stage.WITHDRAWN}


class Link(StrEnum):
    """What one paper does to another."""

    INTERPRETS = "interprets"
    AMENDS = "amends"
    REPEALS = "repeals"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a paper does to the one with the key `target`; `on` is the day from which that counts."""

    link: Link
    target: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperSeed:
    """A paper with everything that is kept about it.

    `agency` and `section` say whose it is; `body` is html of headings, paragraphs and tables. `published_on` is None for what
    the public has never seen. `remark` is the reason of whoever sent it back, refused it, withdrew or corrected it, in
    `stage_on`'s time; `earlier_body` what stood there before a correction; `scheduled_on` the day a ready paper waits for;
    `reached` the review that an unfinished one waits for. `styles` are the styles of an interpretation.
    """

    key: str
    agency: str
    section: str
    column: str
    kind: Kind
    title: str
    description: str
    body: str
    formed_on: date
    theme: str
    genre: str
    keywords: tuple[str, ...]
    published_on: date | None = None
    document_number: str = ""
    attribute: Attribute = Attribute.PROACTIVE
    ground: str = ""
    reason: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    relations: tuple[Relation, ...] = field(default_factory=tuple)
    important: bool = False
    styles: tuple[str, ...] = ()
    stage: Stage = Stage.PUBLISHED
    stage_on: date | None = None
    remark: str = ""
    earlier_body: str = ""
    scheduled_on: date | None = None
    reached: Review | None = None
