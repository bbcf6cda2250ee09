"""What a check is, what it is given, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.core.checks.figures import Sentence, quote, sentences
from gongkai.core.checks.frame import Frame, Number
from gongkai.core.findings import Finding, Repair, Severity, Status
from gongkai.core.law.cite import Cite
from gongkai.core.report.model import SECTION_KEYS, Report


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The limits that are judgement and not law; a place may set its own.

    `overview_length` in characters; `jump` a ratio to last year, asked only where one of the years has at least
    `small` ; `copied` the share of a text that repeats last year's; `improvement` the shortest section five.
    """

    overview_length: int = 1000
    jump: float = 5.0
    small: int = 100
    copied: float = 0.8
    improvement: int = 40


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its stable code, what it asks, how much it weighs, where that stands, and for which report years.

    `formula` is the relation in the words of the form, for the checks that are one.
    """

    code: str
    title: str
    severity: Severity
    cite: Cite
    from_year: int | None = None
    until_year: int | None = None
    formula: str = ""

    def holds(self, year: int | None) -> bool:
        """Say whether the check is asked of a report about `year`; an unknown year is asked everything.

        >>> Check("X", "", Severity.NOTE, Cite("法"), from_year=2021).holds(2020)
        False
        """
        if year is None:
            return True
        return (self.from_year is None or self.from_year <= year) and (
            self.until_year is None or year <= self.until_year
        )

    def finding(self, message: str, cells: tuple[str, ...] = (), **details: str | None) -> Finding:
        """Return a failed finding of this check; `details` may hold `quote`."""
        return Finding(self.code, self.severity, message, str(self.cite), cells, quote=details.get("quote"))

    def contradiction(
        self,
        message: str,
        cells: tuple[str, ...],
        sides: tuple[Number | None, Number | None],
        repair: Repair | None = None,
        quote: str | None = None,
    ) -> Finding:
        """Return a failed finding with the two `sides` that should have agreed."""
        left, right = (_whole(side) for side in sides)
        return Finding(
            self.code, self.severity, message, str(self.cite), cells, left, right, repair=repair, quote=quote
        )

    def undecided(
        self, message: str, cells: tuple[str, ...] = (), quote: str | None = None, repair: Repair | None = None
    ) -> Finding:
        """Return a finding of status unknown: something needed is blank or unreadable."""
        return Finding(
            self.code,
            Severity.WARNING,
            message,
            str(self.cite),
            cells,
            status=Status.UNKNOWN,
            quote=quote,
            repair=repair,
        )


Outcome = Finding | Status
"""A finding (fail or unknown), or the bare status of a check that has nothing to say."""


@dataclass(slots=True)
class Case:
    """Everything one run of the checks needs, worked out once: report, predecessor, and their numbers in a row.

    `values` holds the numbers of `frame`'s addresses, then those of `earlier`, the predecessor's frame.
    `fillings` are the numbers that row and column agree on for blank cells.
    """

    report: Report
    frame: Frame
    values: list[Number | None]
    previous: Report | None = None
    earlier: Frame | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)
    fillings: dict[str, Number] = field(default_factory=dict)
    _told: dict[str, list[Sentence]] | None = None
    _blank: list[str] | None = None
    _texts: list[str] | None = None
    _whole: str | None = None

    def number(self, address: str) -> Number | None:
        """Return the number of this report's cell, or None."""
        slot = self.frame.index.get(address)
        return None if slot is None else self.values[slot]

    def without_number(self) -> list[str]:
        """Return the addresses of this report's cells that have no number."""
        if self._blank is None:
            own = self.values[: len(self.frame.addresses)]
            pairs = zip(self.frame.addresses, own, strict=True) if None in own else ()
            self._blank = [address for address, value in pairs if value is None]
        return self._blank

    def texts(self) -> list[str]:
        """Return title, preamble and sections, those that are there."""
        if self._texts is None:
            report = self.report
            written = (report.title, report.preamble, *map(report.sections.get, SECTION_KEYS))
            self._texts = [text for text in written if text]
        return self._texts

    def texts_with(self, signs: tuple[str, ...]) -> list[str]:
        """Return the texts in which one of `signs` stands; asked first, for patterns are slower."""
        if self._whole is None:
            self._whole = "\n".join(self.texts())
        if not any(map(self._whole.__contains__, signs)):
            return []
        return [text for text in self.texts() if any(map(text.__contains__, signs))]

    def sentences(self) -> dict[str, list[Sentence]]:
        """Return the sentences of each text of the report."""
        if self._told is None:
            self._told = sentences_of(self.report)
        return self._told

    def quote(self, key: str, sentence: Sentence) -> str:
        """Return a sentence of section `key` as it stood."""
        return quote(self.report.sections.get(key) or "", sentence)

    def before(self, address: str) -> Number | None:
        """Return the number of the predecessor's cell, or None."""
        if self.earlier is None:
            return None
        slot = self.earlier.index.get(address)
        return None if slot is None else self.values[len(self.frame.addresses) + slot]


def sentences_of(report: Report) -> dict[str, list[Sentence]]:
    """Return the sentences of each text of a report."""
    texts = ((key, report.sections.get(key)) for key in SECTION_KEYS)
    return {key: sentences(text) for key, text in texts if text}


Reading = Callable[[Case], Iterator[Outcome]]
"""A check written as a function; it yields one outcome for every question it asked."""


def shown(number: Number | None) -> str:
    """Return a number as a clerk would write it.

    >>> shown(Decimal("316441.50")), shown(12), shown(None)
    ('316441.5', '12', '空白')
    """
    if number is None:
        return "空白"
    return f"{number.normalize():f}" if isinstance(number, Decimal) else str(number)


def _whole(number: Number | None) -> Number | None:
    return int(number) if isinstance(number, Decimal) and number == number.to_integral_value() else number
