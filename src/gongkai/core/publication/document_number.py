"""The number of an official document (发文字号): 机关代字〔年份〕顺序号, read however it was typed, written as it should be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.core.errors import InvalidMetadata

_NUMBER = re.compile(
    r"(?P<code>[^\d\s〔\[（(【﹝\uff3b]{1,30}?)\s*(?P<open>[〔\[（(【﹝\uff3b])\s*(?P<year>\d{4}|\d{2})\s*(?P<close>[〕\]）)】﹞\uff3d])"
    r"\s*(?P<ordinal>第)?\s*(?P<number>\d{1,6})\s*(?P<end>号)?"
)
_ORDER = re.compile(r"(?P<code>[^\d\s第]{1,30}?令)\s*第?\s*(?P<number>\d{1,6})\s*号")
_PROPER = ("〔", "〕")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number; the year is None for orders, which are numbered through (国务院令第711号).

    >>> str(DocumentNumber("国办发", 2017, 47)), str(DocumentNumber("国务院令", None, 711))
    ('国办发〔2017〕47号', '国务院令第711号')
    """

    code: str
    year: int | None
    number: int

    def __post_init__(self) -> None:
        if not self.code or self.number < 1 or (self.year is not None and not 1949 <= self.year <= 9999):
            raise InvalidMetadata(
                f"“{self.code}”、{self.year}、{self.number}编不成发文字号：请核对代字、年份和顺序号。"
            )

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.code}第{self.number}号"
        return f"{self.code}〔{self.year}〕{self.number}号"


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A document number as it was typed, what it means, and how its writing departs from GB/T 9704 ("" where not)."""

    raw: str
    number: DocumentNumber
    why_improper: str


def read_document_number(text: str) -> TypedNumber | None:
    """Read a document number, or return None where the text is none.

    >>> read_document_number("某政办发[2024]第05号").why_improper
    '年份没有用六角括号，顺序号前加了“第”，顺序号编了虚位'
    """
    plain = text.strip()
    if order := _ORDER.fullmatch(plain):
        number = int(order["number"])
        return _typed(plain, order["code"], None, number, []) if number else None
    found = _NUMBER.fullmatch(plain)
    if found is None or not int(found["number"]):
        return None
    faults = []
    if (found["open"], found["close"]) != _PROPER:
        faults.append("年份没有用六角括号")
    if len(found["year"]) == 2:
        faults.append("年份没有用四位")
    if found["ordinal"]:
        faults.append("顺序号前加了“第”")
    if found["number"].startswith("0"):
        faults.append("顺序号编了虚位")
    if not found["end"]:
        faults.append("末尾没有“号”")
    return _typed(plain, found["code"], _full(found["year"]), int(found["number"]), faults)


def _typed(raw: str, code: str, year: int | None, number: int, faults: list[str]) -> TypedNumber | None:
    if year is not None and not 1949 <= year <= 9999:
        return None
    meant = DocumentNumber(code, year, number)
    if not faults and raw != str(meant):
        faults = ["空格、数字或者“第”的写法不合规范"]
    return TypedNumber(raw, meant, "，".join(faults))


def _full(year: str) -> int:
    """Return a year of four digits; one of two is of the century that makes it 1949 to 2048."""
    if len(year) == 4:
        return int(year)
    return int(year) + (1900 if int(year) >= 49 else 2000)
