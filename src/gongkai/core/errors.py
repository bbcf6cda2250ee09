"""What can go wrong with a call, as one small tree.

::

    GongkaiError
    ├── ReportUnreadable      the bytes can't be read as an annual report
    ├── UnknownLayout         no such edition of the form
    ├── InvalidReport         a report value or its JSON breaks the contract
    ├── OutputRefused         the wished output can't be written
    ├── UploadRefused         a file that must not come in: dangerous, damaged, locked, too large, or not what it says
    ├── NoLawInForce          no text of the law gives this limit, fee or rule on that day
    ├── CalendarUnreadable    a holiday notice or a list of local days can't be understood
    ├── CalendarEnds          a day outside the years that the calendar can count
    ├── InvalidTimeline       the events of an application tell the impossible
    ├── UnknownOutcome        no such outcome of an application
    ├── UnknownGround         no such ground for withholding information
    ├── UnknownCitation       no such act or article
    ├── InvalidMetadata       an index number, document number or code can't be what was given
    ├── FeeRefused            a processing fee that the law does not allow, or that can't be reckoned
    ├── InvalidNotice         the particulars of a notice can't be understood, or contradict the application
    ├── NoticeIncomplete      a notice lacks what the law wants in it; lists what is missing
    └── StepRefused           a step that may not be taken now, with every reason against it

What is wrong with a *report* is never an exception: it is a `Finding` (see `core.findings`).
Every message is one Chinese sentence for the person reading it: what is wrong, where, what to do now.
"""

from __future__ import annotations


class GongkaiError(Exception):
    """Root of every error this program raises on purpose; `str()` is a sentence in Chinese."""


class ReportUnreadable(GongkaiError):
    """The input can't be read as an annual report; nothing was written.

    `name` is the file as the user gave it, `why` one Chinese sentence with the way out.
    """

    def __init__(self, why: str, name: str = "") -> None:
        super().__init__(f"{name}：{why}" if name else why)
        self.why = why
        self.name = name


class UnknownLayout(GongkaiError):
    """An edition of the form was asked for that the program does not know."""


class InvalidReport(GongkaiError):
    """A report's JSON breaks the contract; the message names the key."""


class OutputRefused(GongkaiError):
    """The wished output can't be written: unknown ending, existing folder, missing font or library."""


class UploadRefused(GongkaiError):
    """A file that must not come in: dangerous, damaged, locked, too large, or not what its name says.

    `name` is the file as the user gave it, `why` one Chinese sentence with the way out.
    """

    def __init__(self, why: str, name: str = "") -> None:
        super().__init__(f"{name}：{why}" if name else why)
        self.why = why
        self.name = name


class NoLawInForce(GongkaiError):
    """No text of the law that the program holds gives this limit, fee or rule on that day."""


class CalendarUnreadable(GongkaiError):
    """A holiday notice or a list of local days can't be understood; the message names the line."""


class CalendarEnds(GongkaiError):
    """A day outside the years that the calendar can count."""


class InvalidTimeline(GongkaiError):
    """The events of an application tell the impossible; the message names the event and its day."""


class UnknownOutcome(GongkaiError):
    """No outcome of an application has that code."""


class UnknownGround(GongkaiError):
    """No ground for withholding information has that code."""


class UnknownCitation(GongkaiError):
    """A citation names no act or article that the program knows."""


class InvalidNotice(GongkaiError):
    """The particulars of a notice can't be understood or contradict the application; the message names the key."""


class FeeRefused(GongkaiError):
    """A processing fee that the law does not allow, or that can't be reckoned; the message says why."""


class InvalidMetadata(GongkaiError):
    """An index number, a document number, a code or a span of validity can't be what was given; the message names it."""


class NoticeIncomplete(GongkaiError):
    """A notice lacks what the law wants in it, so that it must not go out.

    `missing` lists every missing element in the words of the clerk who has to supply it.
    """

    def __init__(self, notice: str, missing: tuple[str, ...]) -> None:
        super().__init__(f"{notice}还缺{len(missing)}项，补齐后再制作：{'；'.join(missing)}。")
        self.notice = notice
        self.missing = missing


class StepRefused(GongkaiError):
    """A step that may not be taken now.

    `step` is what was tried, `reasons` every reason against it, each a Chinese sentence.
    """

    def __init__(self, step: str, reasons: tuple[str, ...]) -> None:
        super().__init__(f"现在不能{step}：{'；'.join(reasons)}。")
        self.step = step
        self.reasons = reasons
