"""What can go wrong with a call, as one small tree.

::

    GongkaiError
    ├── ReportUnreadable      the bytes can't be read as an annual report
    ├── UnknownLayout         no such edition of the form
    ├── InvalidReport         a report value or its JSON breaks the contract
    └── OutputRefused         the wished output can't be written

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
