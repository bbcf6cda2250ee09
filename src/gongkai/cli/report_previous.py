"""Last year's reports: a file, or a folder in which each agency's is found by name and year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from gongkai.cli.report_input import Intake, report_at

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.core.report.model import Report


@dataclass(frozen=True, slots=True)
class Predecessors:
    """Where the report of an agency about a year is: `of` is by agency and year, `only` stands for every report."""

    of: dict[tuple[str | None, int | None], Path]
    only: Path | None = None

    def path(self, report: Report) -> Path | None:
        """Return where the predecessor of `report` is, or None."""
        if self.only is not None:
            return self.only
        return self.of.get((report.agency, report.year - 1)) if report.year else None


NOBODY = Predecessors({})


def predecessors(path: Path | None, intake: Intake) -> Predecessors:
    """Return where the predecessors of the files of `intake` are; a file that can't be read is a failure of the call.

    A single file with a single predecessor is paired as given; else agency and year decide.
    """
    if path is None:
        return NOBODY
    if intake.single and not path.is_dir():
        return Predecessors({}, only=path)
    earlier = Intake.of((path,), intake.jobs)
    found = {identity: file for file, identity in earlier.each(identity_at)}
    intake.failures += earlier.failures
    if not found:
        click.echo("上一年度的报告一份也没读出来，只核对本年度。", err=True)
    return Predecessors(found)


def identity_at(path: Path) -> tuple[str | None, int | None]:
    """Return agency and year of the report in a file."""
    report = report_at(path)
    return report.agency, report.year
