"""Document numbers (文号): 五商公开告〔2025〕3号, gap-free per year and family, never used twice.

Nothing is stored here: a `NumberRegister` is a value, and taking a number gives the next register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gongkai.core.errors import InvalidNotice
from gongkai.core.law.dated import entries

_NUMBER = re.compile(
    r"(?P<code>[^\s〔〕\[\]()（）【】]+?)\s*"
    r"(?:[〔\[(（【]\s*(?P<year>\d{4})\s*年?[〕\])）】])\s*"
    r"(?:字\s*)?第?\s*(?P<serial>\d+)\s*号"
)


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """A document number: the agency's code with the family's sign, the full year, the serial.

    >>> str(DocumentNumber("五商公开告", 2025, 3))
    '五商公开告〔2025〕3号'
    """

    code: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"


def read_number(text: str) -> DocumentNumber:
    """Read a number as people write it: other brackets, 第, leading zeros, spaces; raise InvalidNotice otherwise.

    >>> str(read_number("沪水务秘答(2009)第007号"))
    '沪水务秘答〔2009〕7号'
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or not int(found["serial"]):
        raise InvalidNotice(f"文号“{text}”看不懂，请写成“机关代字〔2025〕3号”的样子。")
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

    def with_sign(self, family: str, sign: str) -> NumberScheme:
        """Return the scheme with the agency's own sign for one family.

        >>> str(NumberScheme("五商").with_sign("reply", "复").number("reply", 2025, 3))
        '五商公开复〔2025〕3号'
        """
        self.code(family)
        signs = tuple(replace(each, sign=sign) if each.key == family else each for each in self.signs)
        return replace(self, signs=signs)


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
        """Return the next number of a code in a year: one more than the highest ever taken."""
        highest = max((each.serial for each in self.taken if (each.code, each.year) == (code, year)), default=0)
        return DocumentNumber(code, year, highest + 1)

    def take(self, code: str, year: int) -> tuple[NumberRegister, DocumentNumber]:
        """Take the next number; return the register with it and the number."""
        number = self.next(code, year)
        return replace(self, taken=(*self.taken, number)), number

    def void(self, number: DocumentNumber, reason: str) -> NumberRegister:
        """Keep a taken number from ever being used; raise InvalidNotice if it was not taken or no reason is given."""
        if number not in self.taken:
            raise InvalidNotice(f"{number}没有登记过，不能作废，请核对文号。")
        if any(each.number == number for each in self.voided):
            raise InvalidNotice(f"{number}已经作废过，不必再作废。")
        if not reason.strip():
            raise InvalidNotice(f"作废{number}要写明原因。")
        return replace(self, voided=(*self.voided, Voided(number, reason.strip())))

    def faults(self) -> tuple[str, ...]:
        """Return a sentence for every gap and every number used twice, in the order of the numbers."""
        found: list[str] = []
        for code, year in sorted({(each.code, each.year) for each in self.taken}):
            serials = sorted(each.serial for each in self.taken if (each.code, each.year) == (code, year))
            found += _faults(code, year, serials)
        return tuple(found)


def _faults(code: str, year: int, serials: list[int]) -> Iterable[str]:
    for serial in range(1, serials[-1] + 1):
        count = serials.count(serial)
        if count == 0:
            yield f"{DocumentNumber(code, year, serial)}空缺，请补登，或者登记为作废并写明原因。"
        elif count > 1:
            yield f"{DocumentNumber(code, year, serial)}用了{count}次，请核对文书，重新编号。"
