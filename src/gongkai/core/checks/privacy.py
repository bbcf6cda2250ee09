"""What must not stand in a published report: identity numbers, private telephones, marks of secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.core.checks.check import Case, Check, Outcome
from gongkai.core.findings import Severity, Status
from gongkai.core.law.cite import REGULATION, Cite
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

_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])")
_MOBILE = re.compile(r"(?<![\d.\-])1[3-9]\d{9}(?!\d)")
_LONG = re.compile(r"\d{11}")
_SECRET = re.compile(r"(?:绝密|机密|秘密)\s*[★☆]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LAST = "10X98765432"


def is_identity_number(digits: str) -> bool:
    """Say whether the last of 18 characters is the check character of GB 11643.

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return digits[17].upper() == _LAST[total % 11]


def identities(case: Case) -> Iterator[Outcome]:
    """Look for identity numbers whose check character holds."""
    found = [number for text in _texts(case, preamble=True) for number in _numbers(_IDENTITY, text)]
    real = [number for number in dict.fromkeys(found) if is_identity_number(number)]
    for number in real:
        masked = number[:6] + "*" * 8 + number[-4:]
        yield IDENTITY.finding(f"文字里有公民身份号码“{masked}”，是个人隐私，请删去后再公开。", quote=masked)
    if not real:
        yield Status.PASS


def mobiles(case: Case) -> Iterator[Outcome]:
    """Look for mobile telephone numbers outside the preamble, where the office's own may stand."""
    found = dict.fromkeys(number for text in _texts(case, preamble=False) for number in _numbers(_MOBILE, text))
    for number in found:
        masked = number[:3] + "****" + number[-4:]
        yield MOBILE.finding(f"文字里有手机号码“{masked}”，如是个人的，请删去后再公开。", quote=masked)
    if not found:
        yield Status.PASS


def secrets(case: Case) -> Iterator[Outcome]:
    """Look for marks of secrecy."""
    found = [match for text in _texts(case, preamble=True) if "密" in text for match in _SECRET.findall(text)]
    for mark in dict.fromkeys(found):
        yield SECRET.finding(
            f"文字里有国家秘密标志“{mark}”，涉密内容不得公开，请立即停止发布并报保密工作机构。", quote=mark
        )
    if not found:
        yield Status.PASS


def _numbers(pattern: re.Pattern[str], text: str) -> list[str]:
    return pattern.findall(text) if _has_long(text) else []


@lru_cache(maxsize=32)
def _has_long(text: str) -> bool:
    """Say whether a text has a number of eleven digits or more; two checks ask it of each text."""
    return _LONG.search(text) is not None


def _texts(case: Case, *, preamble: bool) -> Iterator[str]:
    for text in (case.report.preamble if preamble else None, *map(case.report.sections.get, SECTION_KEYS)):
        if text:
            yield text


CHECKS = ((IDENTITY, identities), (MOBILE, mobiles), (SECRET, secrets))
