"""Identity numbers of citizens (GB 11643): 18 characters with a check character, 15 of the first generation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.core.publication.marks import Kind, Mark, Urgency, either
from gongkai.core.publication.organization_code import is_credit_code
from gongkai.core.publication.passage import Passage

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LAST = "10X98765432"

_AFTER = r"(?![0-9*]|[Xx](?![A-Za-z])|/[0-9])"
_WHOLE = re.compile(rf"(?<![0-9*])(?=([1-9][0-9]{{16}}[0-9Xx]){_AFTER})")
_SPACED = re.compile(
    r"(?<![0-9*])(?=([1-9](?:"
    r"[0-9]{5}([ -])[0-9]{8}\2[0-9]{3}|[0-9]{5}([ -])[0-9]{4}\3[0-9]{4}\3[0-9]{3}|[0-9]{2}([ -])[0-9]{3}\4[0-9]{8}\4[0-9]{3}"
    r"|[0-9]{2}([ -])[0-9]{3}(?:\5[0-9]{4}){2}\5[0-9]{3}|[0-9]{3}(?:([ -])[0-9]{4})(?:\6[0-9]{4}){2}\6[0-9]"
    r"|[0-9]{16}[ -]|[0-9]{5}([ -])[0-9]{11})[0-9Xx])"
    rf"{_AFTER})"
)
_BROKEN = re.compile(rf"(?<![0-9*])(?=([1-9][0-9]{{0,16}} {{0,4}}\n {{0,4}}[0-9]{{0,16}}[0-9Xx]){_AFTER})")
_OLD = re.compile(r"(?<![0-9*.])[1-9][0-9]{14}(?![0-9*Xx])")
_CERTIFICATE = re.compile(r"(?<![0-9*])([1-9][0-9]{16}[0-9Xx])[1-7][1-4](?![0-9*])")

_PROVINCE = re.compile(either("provinces"))
_GAP = r"[^\n0-9]{0,8}$"
_LABELLED = re.compile(either("identity_labels") + _GAP)
_NO_PERSON = re.compile(either("code_labels") + _GAP)
_DISABLED = re.compile(r"残疾(?:人)?证" + _GAP)


def is_identity_number(digits: str) -> bool:
    """Say whether the last of 18 characters is the check character of GB 11643.

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return digits[17].upper() == _LAST[total % 11]


def find_identity_numbers(passage: Passage) -> Iterator[Mark]:
    """Yield the identity numbers of a passage: whole, spaced, broken over a line, of 15 digits, in disability cards."""
    yield from _of_eighteen(passage)
    yield from _of_fifteen(passage)
    yield from _in_certificates(passage)


def _of_eighteen(passage: Passage) -> Iterator[Mark]:
    for pattern in (_WHOLE, _SPACED, _BROKEN):
        for match in pattern.finditer(passage.plain):
            digits = re.sub(r"[ \n-]", "", match[1])
            if len(digits) == 18 and _is_born(digits[6:14]) and _PROVINCE.match(digits):
                yield from _weighed(passage, match.span(1), digits)


def _weighed(passage: Passage, span: tuple[int, int], digits: str) -> Iterator[Mark]:
    before = passage.before(span[0])
    if _NO_PERSON.search(before) or (digits.startswith("9") and is_credit_code(digits)):
        return
    if is_identity_number(digits):
        reason = "18位数字的地区码、出生日期和校验码都对得上，是公民身份号码"
    elif _LABELLED.search(before):
        reason = "标明是身份证号，地区码和出生日期对得上，校验码不符，可能写错了一位"
    else:
        return
    yield passage.mark(Kind.IDENTITY_NUMBER, span, reason)


def _of_fifteen(passage: Passage) -> Iterator[Mark]:
    for match in _OLD.finditer(passage.plain):
        digits, before = match[0], passage.before(match.start())
        if not (_is_born("19" + digits[6:12]) and _PROVINCE.match(digits)) or _NO_PERSON.search(before):
            continue
        if _LABELLED.search(before):
            yield passage.mark(Kind.IDENTITY_NUMBER, match.span(), "标明是身份证号，是15位的老号码")
        else:
            reason = "15位数字的地区码和出生日期对得上，可能是老的身份证号，没有校验码可以确认"
            yield passage.mark(Kind.IDENTITY_NUMBER, match.span(), reason, urgency=Urgency.ASK)


def _in_certificates(passage: Passage) -> Iterator[Mark]:
    for match in _CERTIFICATE.finditer(passage.plain):
        labelled = _DISABLED.search(passage.before(match.start()))
        if _is_born(match[1][6:14]) and is_identity_number(match[1]):
            reason = "前18位是公民身份号码，后两位是残疾类别和等级"
            urgency = None if labelled else Urgency.ASK
            yield passage.mark(Kind.DISABILITY_CERTIFICATE, match.span(), reason, urgency=urgency)


def _is_born(digits: str) -> bool:
    """Say whether eight digits are a day on which a living person can have been born."""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1900 <= year < 2100
