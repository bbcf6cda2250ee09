"""What the law has an agency publish without being asked (条例第十九条至第二十一条 and other acts), as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core.errors import NoLawInForce
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries, in_force
from gongkai.core.law.days import chinese
from gongkai.core.publication import PACKAGE

FILE = "scope.toml"
SEEN = "seen"


class Level(StrEnum):
    """Who publishes: a government or a department, and at which level; the law of article 21 differs by it."""

    NATIONAL_DEPARTMENT = "national_department"
    PROVINCE_GOVERNMENT = "province_government"
    PROVINCE_DEPARTMENT = "province_department"
    CITY_GOVERNMENT = "city_government"
    CITY_DEPARTMENT = "city_department"
    COUNTY_GOVERNMENT = "county_government"
    COUNTY_DEPARTMENT = "county_department"
    TOWN_GOVERNMENT = "town_government"
    SUBDISTRICT_OFFICE = "subdistrict_office"

    @property
    def label(self) -> str:
        """The level as a clerk calls it.

        >>> Level.COUNTY_DEPARTMENT.label
        '县级政府部门'
        """
        return str(_levels()[self.value]["label"])

    @property
    def is_government(self) -> bool:
        """Whether it is a government, and not a department or an office that a government has sent out.

        >>> Level.TOWN_GOVERNMENT.is_government, Level.SUBDISTRICT_OFFICE.is_government
        (True, False)
        """
        return bool(_levels()[self.value]["kind"] == "government")


class Part(StrEnum):
    """Where in the law a duty to publish stands."""

    ARTICLE_20 = "article_20"
    ARTICLE_21 = "article_21"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The part as a heading.

        >>> Part.ARTICLE_20.label
        '条例第二十条'
        """
        return {"article_20": "条例第二十条", "article_21": "条例第二十一条", "other": "其他公开义务"}[self.value]


@dataclass(frozen=True, slots=True)
class ScopeItem:
    """One thing that must be published, in the words of the law.

    `levels` are the agencies it binds, `hint` helps to see whether it concerns one, `sure` is "seen" where the text itself
    was read.
    """

    key: str
    part: Part
    number: int
    label: str
    levels: tuple[Level, ...]
    hint: str
    since: date
    until: date | None
    cites: tuple[Cite, ...]
    sure: str

    def binds(self, level: Level) -> bool:
        """Say whether the item is asked of an agency of that level."""
        return level in self.levels


@dataclass(frozen=True, slots=True)
class Criterion:
    """A test of article 19: what meets one of the three must be published, whether an item names it or not."""

    key: str
    label: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Channel:
    """A way by which the law has information published (条例第二十三条至第二十五条)."""

    key: str
    label: str
    cite: Cite
    sure: str


def scope(level: Level, on: date | None = None) -> tuple[ScopeItem, ...]:
    """Return what an agency of a level must publish, in the order of the law; on a day, or as it stands now.

    The list of article 20 and 21 grows only by order of a superior (条例第二十二条). `NoLawInForce` on a day before the
    text that the program holds.

    >>> len(scope(Level.COUNTY_DEPARTMENT)), scope(Level.TOWN_GOVERNMENT)[0].label
    (29, '行政法规、规章和规范性文件')
    """
    if on is None:
        return tuple(each for each in scope_items() if each.until is None and each.binds(level))
    held = list(in_force(scope_items(), on))
    if not any(each.part is Part.ARTICLE_20 for each in held):
        first = scope_items()[0]
        raise NoLawInForce(
            f"没有收录{chinese(on)}的主动公开范围：最早收录的是{first.cites[0].act}，"
            f"自{chinese(first.since)}起施行；请核对日期。"
        )
    return tuple(each for each in held if each.binds(level))


def scope_item(key: str) -> ScopeItem:
    """Return the item called `key`; `KeyError` for a name that no item has.

    >>> str(scope_item("budget").cites[0])
    '政府信息公开条例（国务院令第711号）第二十条第七项'
    """
    return {each.key: each for each in scope_items()}[key]


@cache
def scope_items() -> tuple[ScopeItem, ...]:
    """Return every item, in the order of the law."""
    return tuple(_item(entry) for entry in entries(PACKAGE, FILE, "item"))


@cache
def criteria() -> tuple[Criterion, ...]:
    """Return the tests of article 19.

    >>> [each.label for each in criteria()]
    ['涉及公众利益调整', '需要公众广泛知晓', '需要公众参与决策']
    """
    return tuple(Criterion(row["key"], row["label"], cites_of(row)[0]) for row in entries(PACKAGE, FILE, "test"))


@cache
def channels() -> tuple[Channel, ...]:
    """Return the ways to publish, in the order of the law.

    >>> channels()[0].label
    '政府公报'
    """
    return tuple(
        Channel(row["key"], row["label"], cites_of(row)[0], row.get("sure", SEEN))
        for row in entries(PACKAGE, FILE, "channel")
    )


@cache
def _levels() -> dict[str, Entry]:
    return {row["name"]: row for row in entries(PACKAGE, FILE, "level")}


def _item(row: Entry) -> ScopeItem:
    return ScopeItem(
        key=row["key"],
        part=Part(row["part"]),
        number=row["number"],
        label=row["label"],
        levels=tuple(Level(each) for each in row.get("levels", list(Level))),
        hint=row.get("hint", ""),
        since=row["from"],
        until=row.get("until"),
        cites=cites_of(row),
        sure=row.get("sure", SEEN),
    )
