"""The code of an organization (GB 11714) and the unified social credit code that holds it (GB 32100), with check digits."""

from __future__ import annotations

import re

from gongkai.core.errors import InvalidMetadata

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of a credit code: no I, O, S, V, Z, which are mistaken for others."""
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_CODE = re.compile(r"[0-9A-Z]{8}[0-9X]")
_CREDIT_CODE = re.compile(rf"[{CREDIT_LETTERS}]{{18}}")


def check_character(body: str) -> str:
    """Return the ninth character of an organization code from its first eight (GB 11714—1997).

    >>> check_character("00001434")
    '9'
    """
    left = sum(LETTERS.index(letter) * weight for letter, weight in zip(body, _WEIGHTS, strict=True)) % 11
    return "0X987654321"[left]


def credit_check_character(body: str) -> str:
    """Return the eighteenth character of a credit code from its first seventeen (GB 32100—2015).

    >>> credit_check_character("11341702486344515")
    'H'
    """
    pairs = zip(body, _CREDIT_WEIGHTS, strict=True)
    return CREDIT_LETTERS[-sum(CREDIT_LETTERS.index(letter) * weight for letter, weight in pairs) % 31]


def is_organization_code(code: str) -> bool:
    """Say whether nine characters are an organization code whose check digit is right; a hyphen before it is allowed.

    >>> is_organization_code("000014349"), is_organization_code("00001434-8")
    (True, False)
    """
    plain = code.replace("-", "")
    return bool(_CODE.fullmatch(plain)) and check_character(plain[:8]) == plain[8]


def is_credit_code(code: str) -> bool:
    """Say whether eighteen characters are a credit code whose check digit is right.

    >>> is_credit_code("11341702486344515H"), is_credit_code("11341702486344516H")
    (True, False)
    """
    return bool(_CREDIT_CODE.fullmatch(code)) and credit_check_character(code[:17]) == code[17]


def organization_code(credit_code: str) -> str:
    """Return the organization code that a credit code holds: its characters 9 to 17.

    `InvalidMetadata` where it isn't a credit code.

    >>> organization_code("11341702486344515H")
    '486344515'
    """
    if not is_credit_code(credit_code):
        raise InvalidMetadata(f"“{credit_code}”不是统一社会信用代码，或者末位校验不符：请与证书核对。")
    return credit_code[8:17]
