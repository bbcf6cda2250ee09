"""The findings that data files word: code, severity, sentence and article of each thing that can be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.core.findings import Finding, Severity
from gongkai.core.law.dated import cites_of, entries
from gongkai.core.publication import PACKAGE


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that can be wrong with what is to be published; `message` has its particulars in braces."""

    code: str
    label: str
    severity: Severity
    message: str
    cite: str

    def finding(self, quote: str | None = None, **particulars: object) -> Finding:
        """Return the finding with its particulars filled in; `quote` is the words it speaks about."""
        return Finding(self.code, self.severity, self.message.format(**particulars), self.cite, quote=quote)


@cache
def faults(file: str) -> dict[str, Fault]:
    """Return the `[[finding]]` entries of a data file by code.

    >>> faults("attributes.toml")["PA-01"].severity
    <Severity.ERROR: 'error'>
    """
    return {
        row["code"]: Fault(
            row["code"], row["label"], Severity(row["severity"]), row["message"], "、".join(map(str, cites_of(row)))
        )
        for row in entries(PACKAGE, file, "finding")
    }
