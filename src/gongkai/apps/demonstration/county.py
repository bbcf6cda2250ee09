"""The agencies of the demonstration county 清禾县 (云岚市, 东澜省), all invented, with what their guides have to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gongkai.apps.demonstration.texts import entries
from gongkai.core.publication.organization_code import check_character
from gongkai.core.publication.scope import Level

COUNTY = "county"
OFFICE = "office"
"""The key of the county government's office, in charge of disclosure in the whole county."""
HOURS = "周一至周五8:30—12:00、13:30—17:00（法定节假日除外）"
POSTCODE = "000100"
"""A postcode that no place has."""
_OWN_WORDS = {
    Level.PROVINCE_GOVERNMENT: "本机关",
    Level.CITY_GOVERNMENT: "本机关",
    Level.COUNTY_GOVERNMENT: "县政府",
    Level.TOWN_GOVERNMENT: "我{town}",
    Level.SUBDISTRICT_OFFICE: "我街道",
}


@dataclass(frozen=True, slots=True)
class AgencySeed:
    """An agency: its place in the tree, what its guide tells (条例第十二条), and the words by which it speaks of itself.

    `parent` is a key, "" for the province. `sections` begins with the one in charge of disclosure. Telephone, fax, postcode
    and mailbox are such as nobody can have. `own_word` is 我局 and the like.
    """

    key: str
    name: str
    short_name: str
    level: Level
    parent: str
    organization_code: str
    document_word: str
    sign_in: str
    theme: str
    sections: tuple[str, ...]
    duties: tuple[str, ...]
    address: str
    telephone: str
    fax: str
    email: str
    own_word: str
    villages: tuple[str, ...] = ()
    office_hours: str = HOURS
    postcode: str = POSTCODE

    @property
    def disclosure_section(self) -> str:
        """The section in charge of disclosure, as 政府信息公开工作机构."""
        return self.sections[0]

    @property
    def is_town(self) -> bool:
        """Whether it is a town or a subdistrict."""
        return self.level in {Level.TOWN_GOVERNMENT, Level.SUBDISTRICT_OFFICE}

    @property
    def discloses(self) -> bool:
        """Whether the demonstration holds information of it: the county and what is below."""
        return self.level not in {Level.PROVINCE_GOVERNMENT, Level.CITY_GOVERNMENT}


@cache
def agencies() -> tuple[AgencySeed, ...]:
    """Return the agencies, each after the one above it.

    >>> [each.short_name for each in agencies()][:3], len(agencies())
    (['省政府', '市政府', '县政府'], 46)
    """
    rows = [*entries("agencies.toml", "agency"), *map(_town, entries("towns.toml", "town"))]
    return tuple(_agency(row, number) for number, row in enumerate(rows, start=1))


def agency(key: str) -> AgencySeed:
    """Return the agency called `key`; `KeyError` where there is none.

    >>> agency("commerce").organization_code, agency("commerce").telephone
    ('QH0001143', '0000-6000018')
    """
    return _by_key()[key]


@cache
def disclosing() -> tuple[AgencySeed, ...]:
    """Return the agencies whose information the demonstration holds."""
    return tuple(each for each in agencies() if each.discloses)


@cache
def _by_key() -> dict[str, AgencySeed]:
    return {each.key: each for each in agencies()}


def _town(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Complete a town's entry by what all towns, or all subdistricts, share."""
    level = row["level"]
    return {
        "parent": COUNTY,
        "theme": "综合政务",
        "sections": next(each["names"] for each in entries("towns.toml", "sections") if each["level"] == level),
        "duties": next(each["lines"] for each in entries("towns.toml", "duties") if each["level"] == level),
        **row,
    }


def _agency(row: Mapping[str, Any], number: int) -> AgencySeed:
    level = Level(row["level"])
    return AgencySeed(
        key=row["key"],
        name=row["name"],
        short_name=row["short"],
        level=level,
        parent=row.get("parent", ""),
        organization_code=row["code"] + check_character(row["code"]),
        document_word=row["word"],
        sign_in=row["sign_in"],
        theme=row["theme"],
        sections=tuple(row["sections"]),
        duties=tuple(row["duties"]),
        address=row["street"],
        telephone=f"0000-60000{number:02d}",
        fax=f"0000-60001{number:02d}",
        email=f"{row['key']}@qinghe.example",
        own_word=_own_word(level, row["name"]),
        villages=tuple(row.get("villages", ())),
    )


def _own_word(level: Level, name: str) -> str:
    """Return how an agency speaks of itself.

    >>> _own_word(Level.COUNTY_DEPARTMENT, "清禾县商务局"), _own_word(Level.TOWN_GOVERNMENT, "清禾县柳林乡人民政府")
    ('我局', '我乡')
    """
    if level is Level.COUNTY_DEPARTMENT:
        return {"室": "我办", "心": "我中心"}.get(name[-1], "我局")
    return _OWN_WORDS[level].format(town=name.removesuffix("人民政府")[-1])
