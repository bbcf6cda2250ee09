"""Document numbers (文号): 五商公开告〔2025〕3号, gap-free per year and family, never used twice.

Nothing is stored here: a `NumberRegister` is a value, and taking a number gives the next register.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.core.errors import InvalidNotice
from gongkai.core.law.dated import entries

_NUMBER = re.compile(
    r"(?P<code>[^\s〔〕\[\]()（）【】]+?)\s*"
    r"(?:[〔\[(（【]\s*(?P<year>\d{4})\s*年?[〕\])）】])\s*"
    r"(?:字\s*)?第?\s*0*(?P<serial>\d{1,6})\s*号"
)
_SERIAL = re.compile(r"0*(\d{1,6})")
_CODE = re.compile(r"[^\W_](?:[^\W_]|[-·×])*")
_SIGN = re.compile(r"[^\W_]{1,10}")
_YEARS = range(1949, 10000)
LARGEST = 999_999
"""The largest serial that a number may have."""
_LONGEST = 40


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """A document number: the agency's code with the family's sign, the full year, the serial from 1 on.

    Raises InvalidNotice where a part can't be one: a code of other signs than letters, a year before 1949, serial 0.

    >>> str(DocumentNumber("五商公开告", 2025, 3))
    '五商公开告〔2025〕3号'
    """

    code: str
    year: int
    serial: int

    def __post_init__(self) -> None:
        """Refuse what can't stand on a paper."""
        if len(self.code) > _LONGEST or not _CODE.fullmatch(self.code):
            raise InvalidNotice(
                f"文号里的机关代字“{self.code[:_LONGEST]}”不对，只能用文字和数字，请写成“某商公开告”的样子。"
            )
        if self.year not in _YEARS:
            raise InvalidNotice("文号的年份不对，请写四位数的公元年份。")
        if not 1 <= self.serial <= LARGEST:
            raise InvalidNotice(f"文号的序号应当是1到{LARGEST}的整数，请核对。")

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"


def read_number(text: str) -> DocumentNumber:
    """Read a number as people write it: other brackets, 第, leading zeros, spaces; raise InvalidNotice otherwise.

    >>> str(read_number("沪水务秘答(2009)第007号"))
    '沪水务秘答〔2009〕7号'
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or not int(found["serial"]):
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
        raise InvalidNotice(f"文号“{shown}”看不懂，请写成“机关代字〔2025〕3号”的样子。")
    return DocumentNumber(found["code"], int(found["year"]), int(found["serial"]))


@dataclass(frozen=True, slots=True)
class Family:
    """A family of documents counted together: its key, its Chinese name, the sign within the code."""

    key: str
    label: str
    sign: str


FAMILIES: tuple[Family, ...] = tuple(
    Family(entry["key"], entry["label"], entry["sign"])
    for entry in entries("gongkai.core.notices", "families.toml", "family")
)


@dataclass(frozen=True, slots=True)
class NumberScheme:
    """How an agency writes its codes: `pattern` with {agency} and {family}, and its own signs where they differ.

    >>> NumberScheme("五商").number("rectification", 2025, 1)
    DocumentNumber(code='五商公开补', year=2025, serial=1)
    """

    agency: str
    pattern: str = "{agency}公开{family}"
    signs: tuple[Family, ...] = FAMILIES

    def code(self, family: str) -> str:
        """Return the code of a family; raise InvalidNotice where there is no such family."""
        for each in self.signs:
            if each.key == family:
                return self.pattern.format(agency=self.agency, family=each.sign)
        raise InvalidNotice(f"没有文书种类“{family}”，只有：{'、'.join(each.key for each in self.signs)}。")

    def number(self, family: str, year: int, serial: int) -> DocumentNumber:
        """Return a number of a family."""
        return DocumentNumber(self.code(family), year, serial)

    def read(self, family: str, told: str, year: int) -> DocumentNumber:
        """Return the number of a family that a clerk tells: a serial of that year, or a whole number.

        Raises InvalidNotice where it can't be understood, or is the number of another agency or family.

        >>> str(NumberScheme("五商").read("reply", "007", 2025))
        '五商公开告〔2025〕7号'
        """
        serial = _SERIAL.fullmatch(told.strip())
        if serial:
            return self.number(family, year, int(serial[1]))
        number, code = read_number(told), self.code(family)
        if number.code != code:
            raise InvalidNotice(
                f"文号{number}的代字与本机关这一类文书的代字“{code}”不一致，请核对；"
                "代字另有写法的，在[agency]的code、pattern和[agency.signs]里写明。"
            )
        return number

    def with_signs(self, signs: Mapping[str, str]) -> NumberScheme:
        """Return the scheme with the agency's own signs, by family; raise InvalidNotice where two would be the same.

        >>> str(NumberScheme("五商").with_signs({"reply": "复"}).number("reply", 2025, 3))
        '五商公开复〔2025〕3号'
        """
        for family, sign in signs.items():
            self.code(family)
            if not _SIGN.fullmatch(sign):
                raise InvalidNotice(f"文书种类“{family}”的字“{sign[:_LONGEST]}”不对，应是一到十个文字，例如“告”。")
        own = tuple(replace(each, sign=signs.get(each.key, each.sign)) for each in self.signs)
        for sign, count in Counter(each.sign for each in own).items():
            if count > 1:
                named = "、".join(each.label for each in own if each.sign == sign)
                raise InvalidNotice(f"“{sign}”同时是{named}的字，文号会混在一起，请在[agency.signs]里改成不同的字。")
        return replace(self, signs=own)


@dataclass(frozen=True, slots=True)
class Voided:
    """A number that was taken and must never be used again, with the reason."""

    number: DocumentNumber
    reason: str


@dataclass(frozen=True, slots=True)
class NumberRegister:
    """Every number ever taken, the voided ones among them.

    >>> register, number = NumberRegister().take("五商公开告", 2025)
    >>> str(number), str(register.next("五商公开告", 2025))
    ('五商公开告〔2025〕1号', '五商公开告〔2025〕2号')
    """

    taken: tuple[DocumentNumber, ...] = ()
    voided: tuple[Voided, ...] = ()

    def next(self, code: str, year: int) -> DocumentNumber:
        """Return the next number of a code in a year: one more than the highest ever taken or voided."""
        return DocumentNumber(code, year, self._highest(code, year) + 1)

    def take(self, code: str, year: int) -> tuple[NumberRegister, DocumentNumber]:
        """Take the next number; return the register with it and the number."""
        number = self.next(code, year)
        return replace(self, taken=(*self.taken, number)), number

    def enter(self, number: DocumentNumber) -> NumberRegister:
        """Enter a number that was used without being taken here (补登); raise InvalidNotice if it is taken or voided."""
        if number in self.taken or self._is_voided(number):
            raise InvalidNotice(f"{number}已经登记过或者作废了，不能再登记，请核对文号。")
        return replace(self, taken=(*self.taken, number))

    def void(self, number: DocumentNumber, reason: str) -> NumberRegister:
        """Keep a number that was taken, or a gap, from ever being used.

        Raises InvalidNotice if the number lies beyond all that were taken, is void already, or no reason is given.
        """
        if number.serial > self._highest(number.code, number.year):
            raise InvalidNotice(f"{number}没有登记过，也不是空缺，不能作废，请核对文号。")
        if self._is_voided(number):
            raise InvalidNotice(f"{number}已经作废过，不必再作废。")
        if not reason.strip():
            raise InvalidNotice(f"作废{number}要写明原因。")
        return replace(self, voided=(*self.voided, Voided(number, reason.strip())))

    def faults(self) -> tuple[str, ...]:
        """Return a sentence for every gap and every number used twice, in the order of the numbers."""
        used: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        for number in self.taken:
            used[number.code, number.year][number.serial] += 1
        for voided in self.voided:
            serials = used[voided.number.code, voided.number.year]
            serials[voided.number.serial] = max(1, serials[voided.number.serial])
        return tuple(fault for code, year in sorted(used) for fault in _faults(code, year, used[code, year]))

    def _highest(self, code: str, year: int) -> int:
        known = (*self.taken, *(each.number for each in self.voided))
        return max((each.serial for each in known if (each.code, each.year) == (code, year)), default=0)

    def _is_voided(self, number: DocumentNumber) -> bool:
        return any(each.number == number for each in self.voided)


def _faults(code: str, year: int, used: Counter[int]) -> Iterator[str]:
    before = 0
    for serial in sorted(used):
        if serial > before + 1:
            first, last = DocumentNumber(code, year, before + 1), serial - 1
            named = str(first) if last == first.serial else f"{first}至{last}号"
            yield f"{named}空缺，请补登，或者登记为作废并写明原因。"
        if used[serial] > 1:
            yield f"{DocumentNumber(code, year, serial)}用了{used[serial]}次，请核对文书，重新编号。"
        before = serial
