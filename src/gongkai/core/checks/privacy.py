"""What must not stand in a published report: identity numbers, private telephones, marks of secrecy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from gongkai.core.checks.check import Case, Check, Outcome
from gongkai.core.findings import Severity, Status
from gongkai.core.law.cite import REGULATION, Cite
from gongkai.core.publication.identity_numbers import find_identity_numbers
from gongkai.core.publication.marks import Mark, Urgency
from gongkai.core.publication.passage import Passage
from gongkai.core.publication.secrecy_marks import find_state_secrets
from gongkai.core.publication.telephones import find_mobile_numbers
from gongkai.core.report.model import SECTION_KEYS

IDENTITY = Check(
    "TXT-IDENTITY", "身份证号码", Severity.ERROR, Cite(REGULATION, "第十五条"), formula="文字里没有公民身份号码",
)  # fmt: skip
MOBILE = Check(
    "TXT-MOBILE", "手机号码", Severity.WARNING, Cite(REGULATION, "第十五条"), formula="各部分文字里没有手机号码",
)  # fmt: skip
SECRET = Check(
    "TXT-SECRET", "密级标志", Severity.ERROR, Cite(REGULATION, "第十四条"), formula="文字里没有国家秘密标志",
)  # fmt: skip

_LONG = re.compile(r"(?:\d[ -]?){11}|\d\s*\n\s*\d")


def identities(case: Case) -> Iterator[Outcome]:
    """Look for identity numbers that are certain."""
    marks = _found(find_identity_numbers, _numbered(_texts(case, preamble=True)))
    real = dict.fromkeys(mark.masked for mark in marks if mark.urgency is Urgency.MUST_MASK)
    for masked in real:
        yield IDENTITY.finding(f"文字里有公民身份号码“{masked}”，是个人隐私，请删去后再公开。", quote=masked)
    if not real:
        yield Status.PASS


def mobiles(case: Case) -> Iterator[Outcome]:
    """Look for mobile telephone numbers outside the preamble, where the office's own may stand."""
    found = dict.fromkeys(mark.masked for mark in _found(find_mobile_numbers, _numbered(_texts(case, preamble=False))))
    for masked in found:
        yield MOBILE.finding(f"文字里有手机号码“{masked}”，如是个人的，请删去后再公开。", quote=masked)
    if not found:
        yield Status.PASS


def secrets(case: Case) -> Iterator[Outcome]:
    """Look for marks of secrecy."""
    texts = (text for text in _texts(case, preamble=True) if "密" in text)
    found = dict.fromkeys(mark.text for mark in _found(find_state_secrets, texts))
    for mark in found:
        yield SECRET.finding(
            f"文字里有国家秘密标志“{mark}”，涉密内容不得公开，请立即停止发布并报保密工作机构。", quote=mark
        )
    if not found:
        yield Status.PASS


def _found(detector: Callable[[Passage], Iterator[Mark]], texts: Iterable[str]) -> Iterator[Mark]:
    for text in texts:
        yield from detector(_passage(text))


@lru_cache(maxsize=8)
def _passage(text: str) -> Passage:
    """Return the text made plain; three checks ask for each text in turn."""
    return Passage(text)


def _numbered(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if _has_long(text))


@lru_cache(maxsize=32)
def _has_long(text: str) -> bool:
    """Say whether a text may have a number of eleven digits or more; two checks ask it of each text."""
    return _LONG.search(text) is not None


def _texts(case: Case, *, preamble: bool) -> Iterator[str]:
    for text in (case.report.preamble if preamble else None, *map(case.report.sections.get, SECTION_KEYS)):
        if text:
            yield text


CHECKS = ((IDENTITY, identities), (MOBILE, mobiles), (SECRET, secrets))
