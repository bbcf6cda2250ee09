"""The application a notice is about: its timeline, what was computed from it, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.casework.timeline import Timeline
from gongkai.core.deadlines.standing import Standing


@dataclass(frozen=True, slots=True)
class Applicant:
    """The applicant as addressed; the kind of applicant is the timeline's."""

    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A third party or another agency; `id` is that of its consultation in the timeline."""

    id: str = ""
    name: str = ""
    natural: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One application: `register` is its number in the register, `wanted` what was applied for, word for word."""

    timeline: Timeline
    standing: Standing
    applicant: Applicant
    register: str = ""
    wanted: str = ""
    parties: tuple[Party, ...] = ()
