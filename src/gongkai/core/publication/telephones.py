"""Telephones and mailboxes of people; the office's own, by which the public reaches it, are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.publication.home_addresses import find_home_addresses
from gongkai.core.publication.identity_numbers import find_identity_numbers
from gongkai.core.publication.marks import Kind, Mark, Urgency, either, words
from gongkai.core.publication.passage import Passage
from gongkai.core.publication.personal_facts import names_a_person

_MOBILE = re.compile(
    r"(?<![0-9.*])(?<![0-9]-)(?:(?<![A-Za-z])\+?86[ -]?)?"
    + either("mobile_ranges")
    + r"([ -]?)[0-9]{4}\1[0-9]{4}(?![0-9*]|\.[0-9]| ?(?:元|万|亿|人|件|条|次|份|吨|平方|亩|公里|户))"
)
_SERIAL = re.compile(either("serial_labels") + r"(?:[^\n0-9]{0,2}|[^\n0-9]{0,2}[A-Za-z][A-Za-z0-9_/-]{0,15})$")
_CODE_BEFORE, _CODE_AFTER = re.compile(r"[A-Za-z][-_/]$"), re.compile(r"[-_/][0-9A-Za-z]")
_ADDRESS = re.compile(
    r"(?:https?://|(?<![@A-Za-z0-9.-])(?:[A-Za-z0-9-]{1,40}\.){1,5}[A-Za-z]{2,4}/)[A-Za-z0-9._~/?#@!$&*+=%:-]*$"
)
_ASKS_FOR_NUMBER = re.compile(r"(?:phone|mobile|tel)[=:/]$", re.IGNORECASE)
ADDRESS_REACH = 200
_DUTY = re.compile(either("duty_labels") + r"(?:[^\n0-9]{0,3}|[^0-9]{0,2}[0-9-]{7,13}[,、/ ;]{1,2})$")
_OWN = re.compile(either("own_labels") + r"[^\n0-9。;]{0,10}$")
_HOME = re.compile(
    either("home_labels") + r"[^\n0-9。]{0,6}(0[0-9]{2,3}[ -]?[1-9][0-9]{6,7}|[1-9][0-9]{6,7})(?![0-9*])"
)
_HOUSE = re.compile(r"@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5})")
_LOCAL = re.compile(r"[A-Za-z0-9._%+-]{1,64}")
_OFFICE = re.compile(either("office_words") + "|" + either("duty_labels"))


def find_mobile_numbers(passage: Passage) -> Iterator[Mark]:
    """Yield mobile numbers in the ranges assigned; behind the label of a public line they are asked about."""
    for match in _MOBILE.finditer(passage.plain):
        before = passage.before(match.start())
        if _SERIAL.search(before) or _is_in_a_code(passage, match.span()):
            continue
        if _DUTY.search(before) and not _OWN.search(before) and not _is_of_a_person(passage, match.start()):
            reason = "是手机号码，写在对外联系电话的位置，可能是单位的值班手机，也可能是个人的"
            yield passage.mark(Kind.MOBILE_NUMBER, match.span(), reason, urgency=Urgency.ASK, masked=_masked(match[0]))
        else:
            yield passage.mark(
                Kind.MOBILE_NUMBER, match.span(), "11位数字在移动电话号段内，是手机号码", masked=_masked(match[0])
            )


def _is_in_a_code(passage: Passage, span: tuple[int, int]) -> bool:
    """Say whether the digits are part of a contract's number or of an address on the web."""
    before = passage.before(span[0], ADDRESS_REACH)
    if _CODE_BEFORE.search(before) and _CODE_AFTER.match(passage.plain, span[1]):
        return True
    return _ADDRESS.search(before) is not None and _ASKS_FOR_NUMBER.search(before) is None


def _is_of_a_person(passage: Passage, start: int) -> bool:
    """Say whether the sentence names a person, or tells an identity number or a home, beside the telephone."""
    sentence = Passage(passage.sentence(start))
    return (
        names_a_person(sentence.plain)
        or any(find_identity_numbers(sentence))
        or any(mark.urgency is Urgency.MUST_MASK for mark in find_home_addresses(sentence))
    )


def _masked(number: str) -> str:
    digits = re.sub(r"[^0-9]", "", number)[-11:]
    return f"{digits[:3]}****{digits[-4:]}"


def find_home_telephones(passage: Passage) -> Iterator[Mark]:
    """Yield fixed lines that are labelled as a home's; all others belong to offices."""
    if "家" in passage.plain or "宅" in passage.plain:
        for match in _HOME.finditer(passage.plain):
            yield passage.mark(Kind.HOME_TELEPHONE, match.span(1), "写明是家庭或者住宅的电话")


def find_emails(passage: Passage) -> Iterator[Mark]:
    """Yield mailboxes at the houses where anybody can have one; beside an office's address, but no person, they are the office's."""
    for match in _HOUSE.finditer(passage.plain):
        local = _LOCAL.match(passage.plain[max(0, match.start() - 64) : match.start()][::-1])
        if local is None or match[1].lower() not in words("mail_houses"):
            continue
        span = match.start() - local.end(), match.end()
        masked = local[0][-1] + "*" * max(3, local.end() - 1) + match[0]
        if _OWN.search(passage.before(span[0])):
            reason = "写明是个人的电子邮箱"
            yield passage.mark(Kind.EMAIL, span, reason, urgency=Urgency.MUST_MASK, masked=masked)
        elif not _OFFICE.search(passage.line(span[0])) or _is_of_a_person(passage, span[0]):
            yield passage.mark(Kind.EMAIL, span, "是公共邮箱的地址，不是政府域名", masked=masked)
