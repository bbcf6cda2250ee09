"""The staff of the demonstration county: every role of the review chains in every agency, names invented.

A sign-in name is the agency's letters and those of the post: `sw-cb` is the drafter (承办人) of the commerce bureau (商务局).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from gongkai.apps.demonstration.county import OFFICE, AgencySeed, agencies
from gongkai.core.publication.chains import Role
from gongkai.core.publication.scope import Level

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
_GIVEN = (  # noqa: SIM905 — a list of words reads best as one
    "文博 晓燕 志强 丽华 建国 春梅 立新 海涛 玉兰 明远 思雨 国栋 秀英 永胜 佳怡 洪波 艳秋 德福 雪松 桂香 振东 晓东 丽娜 长河 瑞雪 宏伟 金凤 景山 淑芬 立军 "
    "雅琴 成林 红霞 兴旺 美玲 万里 彩云 向阳 冬梅 广田 慧敏 学文 凤霞 庆丰 晓光 月华 继业 春燕 世杰 玉梅 守信 晓晨 双全 静怡 大川 清泉 喜春 秋实 一禾 沐阳 "
    "禾苗 云飞 松岭 稻香 岭南 望舒 守田 耕野 思源 知远 子禾 安禾 以恒 若溪 可为 嘉禾 予安 书言 景行 致和"
).split()
_PRINCIPALS = {
    Level.PROVINCE_GOVERNMENT: "省长",
    Level.CITY_GOVERNMENT: "市长",
    Level.COUNTY_GOVERNMENT: "县长",
    Level.TOWN_GOVERNMENT: "{town}长",
    Level.SUBDISTRICT_OFFICE: "办事处主任",
}


@dataclass(frozen=True, slots=True)
class StaffSeed:
    """Somebody who works in an agency.

    `section` is "" for who serves the whole agency. `charge` is what a leader is in charge of, as the page of leaders tells
    it.
    """

    sign_in: str
    name: str
    agency: str
    section: str
    post: str
    role: Role
    charge: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A post that agencies have: the letters of its sign-in name, its title, its role, the number of its section."""

    letters: str
    post: str
    role: Role
    section: int = -1


_LEADERS = (
    _Place("ld", "{principal}", Role.PRINCIPAL_LEADER),
    _Place("fg", "{deputy}", Role.DEPUTY_LEADER),
)
_STAFF = (
    _Place("gk", "{section}负责人", Role.OFFICE_HEAD, 0),
    _Place("bm", "保密审查员", Role.SECRECY_REVIEWER, 0),
    _Place("jd", "校对人员", Role.PROOFREADER, 0),
    _Place("xx", "信息员", Role.INFORMATION_OFFICER, 0),
    _Place("gs", "{section}负责人", Role.SECTION_HEAD, 1),
    _Place("cb", "{section}承办人", Role.DRAFTER, 1),
)
_MORE = (
    _Place("fg2", "{deputy}", Role.DEPUTY_LEADER),
    _Place("gs2", "{section}负责人", Role.SECTION_HEAD, 2),
    _Place("cb2", "{section}承办人", Role.DRAFTER, 2),
)
_COUNTY_WIDE = (
    _Place("gly", "系统管理员", Role.ADMINISTRATOR, 0),
    _Place("sj", "审计人员", Role.AUDITOR, 0),
    _Place("dc", "政务公开督查员", Role.SUPERVISOR, 0),
)
_ABOVE = (
    _Place("ld", "{principal}", Role.PRINCIPAL_LEADER),
    _Place("dc", "政务公开督查员", Role.SUPERVISOR, 0),
)


@cache
def staff() -> tuple[StaffSeed, ...]:
    """Return the staff of all agencies, leaders first in each.

    >>> [each.sign_in for each in staff() if each.agency == "commerce"]
    ['sw-ld', 'sw-fg', 'sw-fg2', 'sw-gk', 'sw-bm', 'sw-jd', 'sw-xx', 'sw-gs', 'sw-gs2', 'sw-cb', 'sw-cb2']
    """
    names = _names()
    return tuple(_person(place, each, next(names)) for each in agencies() for place in _places(each))


def of_agency(key: str) -> tuple[StaffSeed, ...]:
    """Return the staff of one agency."""
    return _by_agency()[key]


@cache
def _by_agency() -> dict[str, tuple[StaffSeed, ...]]:
    return {each.key: tuple(one for one in staff() if one.agency == each.key) for each in agencies()}


def _places(agency: AgencySeed) -> tuple[_Place, ...]:
    if not agency.discloses:
        return _ABOVE
    more = () if agency.is_town else _MORE
    found = (*_LEADERS, *_STAFF, *more, *(_COUNTY_WIDE if agency.key == OFFICE else ()))
    order = ("ld", "fg", "gk", "bm", "jd", "xx", "gs", "cb")
    return tuple(sorted(found, key=lambda place: _rank(place.letters, order)))


def _rank(letters: str, order: tuple[str, ...]) -> tuple[int, str]:
    bare = letters.rstrip("2")
    return (order.index(bare) if bare in order else len(order), letters)


def _person(place: _Place, agency: AgencySeed, name: str) -> StaffSeed:
    section = agency.sections[min(place.section, len(agency.sections) - 1)] if place.section >= 0 else ""
    post = place.post.format(principal=principal(agency), deputy=_deputy(agency), section=section)
    if place.role is Role.OFFICE_HEAD:
        post = f"{section}主任" if section.endswith(("室", "中心")) else f"{section}股长"
    return StaffSeed(
        sign_in=f"{agency.sign_in}-{place.letters}",
        name=name,
        agency=agency.key,
        section=section,
        post=post,
        role=place.role,
        charge=_charge(place, agency),
    )


def principal(agency: AgencySeed) -> str:
    """Return the title of an agency's principal leader.

    >>> from gongkai.apps.demonstration.county import agency
    >>> principal(agency("commerce")), principal(agency("town-09")), principal(agency("services"))
    ('局长', '乡长', '主任')
    """
    if agency.level in _PRINCIPALS:
        return _PRINCIPALS[agency.level].format(town=agency.name.removesuffix("人民政府")[-1])
    return "局长" if agency.name.endswith("局") else "主任"


def _deputy(agency: AgencySeed) -> str:
    """Return the title of a deputy leader.

    >>> from gongkai.apps.demonstration.county import agency
    >>> _deputy(agency("county")), _deputy(agency("subdistrict-01"))
    ('副县长', '办事处副主任')
    """
    title = principal(agency)
    return f"{title[:-2]}副{title[-2:]}"


def _charge(place: _Place, agency: AgencySeed) -> str:
    if place.letters == "ld":
        return "主持全面工作，是政府信息公开工作第一责任人。"
    if place.letters == "fg":
        return f"负责政府信息公开、保密、综合协调等工作，分管{'、'.join(agency.sections[:2])}。"
    if place.letters == "fg2":
        return f"负责业务工作和安全生产，分管{'、'.join(agency.sections[2:]) or agency.sections[-1]}。"
    return ""


def _names() -> Iterator[str]:
    """Yield invented names, none twice."""
    random = Random(20190515)  # noqa: S311 — names that must be the same every time
    made = [surname + given for surname in _SURNAMES for given in _GIVEN]
    random.shuffle(made)
    yield from made
