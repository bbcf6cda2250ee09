"""The index number of an item (索引号): made by the national rule, read in every way it is found, kept as it stands.

The rule is the agency's nine-character organization code, the year, and a serial of five digits: twenty characters that
are never given twice and never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.errors import InvalidMetadata
from gongkai.core.publication.organization_code import is_credit_code, is_organization_code

LENGTH = 20
LARGEST_SERIAL = 99_999
YEARS = range(1949, 10_000)
"""The years that an item can be of."""
_CODED = re.compile(r"([0-9A-Z]{8,9}|[0-9A-HJ-NPQRTUWXY]{18})/(\d{4})(0[1-9]|1[0-2])?-(\d{4,5})")
_DATED = re.compile(r"(\d{4})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-(\d{4,8})")
_DIGITS = re.compile(r"\d{21}")


class IndexKind(StrEnum):
    """The ways in which index numbers are found; only the first is the national rule."""

    NATIONAL = "national"
    CODED = "coded"
    DATED = "dated"
    DIGITS = "digits"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """An index number: `raw` as it stands, and what could be read of it ("" and None for what it doesn't tell)."""

    raw: str
    kind: IndexKind
    code: str = ""
    year: int | None = None
    month: int | None = None
    serial: int | None = None

    def __str__(self) -> str:
        return self.raw

    @property
    def why_not_national(self) -> str:
        """How it departs from the rule, as words that follow it; "" where it keeps the rule.

        >>> read_index_number("12620600MB0523338C/2025-04735").why_not_national
        '用18位统一社会信用代码，共29位，不是20位'
        """
        return "，".join(each for each in (self._why_otherwise_made, *self._impossible) if each)

    @property
    def _impossible(self) -> tuple[str, ...]:
        """What no rule gives: a year before all items, serial 0."""
        year = f"年份{self.year:04d}不对" if self.year is not None and self.year not in YEARS else ""
        return (year, "顺序号是0" if self.serial == 0 else "")

    @property
    def _why_otherwise_made(self) -> str:
        if self.kind is IndexKind.NATIONAL:
            return ""
        told = {IndexKind.DATED: "以日期开头", IndexKind.DIGITS: "只有数字", IndexKind.UNKNOWN: "认不出编法"}.get(
            self.kind
        )
        if told is None:
            told = f"用{len(self.code)}位{'统一社会信用代码' if len(self.code) == 18 else '代码'}"
            told += "，年份后有月份" if self.month else ""
        return told + (f"，共{len(self.raw)}位，不是{LENGTH}位" if len(self.raw) != LENGTH else "")

    @property
    def code_is_wrong(self) -> bool:
        """Whether the code in it has a check digit that is wrong; codes of eight characters have none.

        >>> read_index_number("000014348/2017-00110").code_is_wrong
        True
        """
        if len(self.code) == 9:
            return not is_organization_code(self.code)
        return len(self.code) == 18 and not is_credit_code(self.code)


def read_index_number(raw: str) -> IndexNumber:
    """Read an index number; what isn't understood is kept as it stands.

    >>> read_index_number("000014349/2017-00110").serial
    110
    >>> read_index_number("云政公开第3号").kind
    <IndexKind.UNKNOWN: 'unknown'>
    """
    text = raw.strip()
    if found := _CODED.fullmatch(text):
        code, year, month, serial = found.groups()
        national = len(code) == 9 and month is None and len(serial) == 5
        kind = IndexKind.NATIONAL if national else IndexKind.CODED
        return IndexNumber(text, kind, code, int(year), int(month) if month else None, int(serial))
    if found := _DATED.fullmatch(text):
        return IndexNumber(text, IndexKind.DATED, year=int(found[1]), month=int(text[4:6]), serial=int(found[2]))
    return IndexNumber(text, IndexKind.DIGITS if _DIGITS.fullmatch(text) else IndexKind.UNKNOWN)


def make_index_number(code: str, year: int, serial: int) -> IndexNumber:
    """Return the index number of an agency's item by the national rule.

    `InvalidMetadata` for a code whose check digit is wrong, a year that isn't of four digits from 1949 on, and a serial
    that five digits can't write.

    >>> str(make_index_number("000014349", 2017, 110))
    '000014349/2017-00110'
    """
    if not is_organization_code(code):
        raise InvalidMetadata(f"组织机构代码“{code}”不是9位或者校验不符，不能编索引号：请与证书核对。")
    if year not in YEARS:
        raise InvalidMetadata(f"年份{year}不在{YEARS[0]}到{YEARS[-1]}之间，不能编索引号：请核对年份。")
    if not 1 <= serial <= LARGEST_SERIAL:
        raise InvalidMetadata(f"{year}年的顺序号{serial}不在1到{LARGEST_SERIAL}之间，不能编索引号：请核对。")
    plain = code.replace("-", "")
    return IndexNumber(f"{plain}/{year:04d}-{serial:05d}", IndexKind.NATIONAL, plain, year, serial=serial)


def next_index_number(code: str, year: int, given: Iterable[IndexNumber]) -> IndexNumber:
    """Return the number that follows those already given to an agency's items in a year; none is ever given again.

    >>> str(next_index_number("000014349", 2017, [read_index_number("000014349/2017-00110")]))
    '000014349/2017-00111'
    """
    plain = code.replace("-", "")
    used = (each.serial or 0 for each in given if (each.code, each.year) == (plain, year))
    return make_index_number(code, year, max(used, default=0) + 1)
