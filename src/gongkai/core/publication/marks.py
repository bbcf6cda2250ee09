"""A mark: one place in a text that must not go out unseen, what it is, why, and what may stand there instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries

PACKAGE = "gongkai.core.publication"


class Urgency(StrEnum):
    """What a mark asks of the clerk, the gravest first."""

    MUST_MASK = "must_mask"
    ASK = "ask"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The word for it on the screen."""
        return _URGENCY_LABELS[self]

    @property
    def rank(self) -> int:
        """Zero for the gravest."""
        return _RANKS[self]


_URGENCY_LABELS = {Urgency.MUST_MASK: "必须处理", Urgency.ASK: "请核实", Urgency.HINT: "提示"}
_RANKS = {urgency: rank for rank, urgency in enumerate(Urgency)}


class Kind(StrEnum):
    """What was found; each kind has its entry in `data/marks.toml`."""

    IDENTITY_NUMBER = "identity_number"
    DISABILITY_CERTIFICATE = "disability_certificate"
    MOBILE_NUMBER = "mobile_number"
    HOME_TELEPHONE = "home_telephone"
    EMAIL = "email"
    CHAT_ACCOUNT = "chat_account"
    BANK_CARD = "bank_card"
    PASSPORT = "passport"
    TRAVEL_PERMIT = "travel_permit"
    SERVICE_CERTIFICATE = "service_certificate"
    PLATE = "plate"
    HOME_ADDRESS = "home_address"
    BIRTH_DATE = "birth_date"
    HEALTH = "health"
    FINANCE = "finance"
    BIOMETRICS = "biometrics"
    BELIEF = "belief"
    WHEREABOUTS = "whereabouts"
    MINOR = "minor"
    LISTED_NAME = "listed_name"
    NAME_LIST = "name_list"
    SECRECY_MARK = "secrecy_mark"
    WORK_SECRET = "work_secret"  # noqa: S105 — a kind of mark
    INTERNAL_MATERIAL = "internal_material"
    TRADE_SECRET = "trade_secret"  # noqa: S105 — a kind of mark
    NOT_FOR_DISCLOSURE = "not_for_disclosure"
    DRAFT = "draft"
    PROCESS_RECORD = "process_record"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return rule(self).label


@dataclass(frozen=True, slots=True)
class Rule:
    """Why marks of a kind must not go out, and what to do with them.

    `maskable` is False where covering the mark would make things worse: nobody may paint over a mark of secrecy.
    `keep_first` and `keep_last` count the characters that stay legible. `sure` is "conv" where practice sets the rule.
    """

    kind: Kind
    label: str
    urgency: Urgency
    why: str
    remedy: str
    cites: tuple[Cite, ...]
    since: date
    maskable: bool
    keep_first: int
    keep_last: int
    sure: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One place found: `text` stands from `start` up to `end` of what was scanned, in characters.

    `explanation` is a Chinese sentence with the articles; `masked` may stand instead of `text`, and is None where
    masking is no remedy.
    """

    kind: Kind
    start: int
    end: int
    text: str
    urgency: Urgency
    explanation: str
    masked: str | None

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The articles the mark rests on."""
        return rule(self.kind).cites


@cache
def rules() -> dict[Kind, Rule]:
    """Return the rule of every kind, in the order of the file."""
    return {Kind(entry["name"]): _rule(entry) for entry in entries(PACKAGE, "marks.toml", "mark")}


def rule(kind: Kind) -> Rule:
    """Return the rule of one kind.

    >>> rule(Kind.WORK_SECRET).cites[0].article
    '第六十四条'
    """
    return rules()[kind]


def _rule(entry: Entry) -> Rule:
    return Rule(
        kind=Kind(entry["name"]),
        label=entry["label"],
        urgency=Urgency(entry["urgency"]),
        why=entry["why"],
        remedy=entry["remedy"],
        cites=cites_of(entry),
        since=entry["from"],
        maskable=entry.get("maskable", True),
        keep_first=entry.get("keep_first", 0),
        keep_last=entry.get("keep_last", 0),
        sure=entry.get("sure", ""),
    )


@cache
def words(name: str) -> tuple[str, ...]:
    """Return one list of `data/mark_words.toml`.

    >>> words("home_labels")[0]
    '家庭电话'
    """
    lists = {entry["name"]: tuple(entry["words"]) for entry in entries(PACKAGE, "mark_words.toml", "word_list")}
    return lists[name]


@cache
def either(name: str) -> str:
    """Return the words of a list as one alternative of a regular expression, the longest first."""
    return "(?:" + "|".join(sorted(words(name), key=len, reverse=True)) + ")"
