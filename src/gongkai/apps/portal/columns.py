"""The columns as the portal shows them: their addresses, their names for a whole county, what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.core.publication.columns import Column, column_tree
from gongkai.core.publication.scope import Level, scope_item

STATUTORY = "statutory"
LATEST = "latest"
"""Stands where a column's slug does: everything, whatever its column."""
_ORDER = (Level.COUNTY_GOVERNMENT, Level.COUNTY_DEPARTMENT, Level.TOWN_GOVERNMENT, *Level)
_HOMES = {
    "guide": "/guide/",
    "disclosure_rules": "/disclosure-rules/",
    "statutory": "/statutory/",
    "annual_report": "/annual-reports/",
    "application": "/apply/",
}
"""Where the unified columns are for the whole county."""
_TOLD = {
    "guide": "政府信息的分类、编排体系、获取方式和政府信息公开工作机构的联系方式",
    "disclosure_rules": "政府信息公开的法规、规章和工作制度",
    "statutory": "依照《中华人民共和国政府信息公开条例》第二十条、第二十一条主动公开的政府信息",
    "annual_report": "各行政机关政府信息公开工作年度报告",
    "application": "申请公开政府信息的方式、程序和受理机构",
    "statutory.legal_basis": "行政机关履行职责依据的法律、法规、规章和其他规定",
    "statutory.interpretation": "政策文件的背景、目标、主要内容和办理要点解读",
    "statutory.notices": "面向社会发布的通知、公告、公示",
    "statutory.news": "政府信息公开和业务工作的动态",
}


@dataclass(frozen=True, slots=True)
class PublicColumn:
    """A column as a page shows it. `law` is where the law asks for it, `told` one sentence of what it holds."""

    key: str
    slug: str
    label: str
    told: str
    law: str

    @property
    def address(self) -> str:
        """Where the column is for the whole county."""
        return _HOMES.get(self.key, f"/c/{self.slug}/")


def slug_of(key: str) -> str:
    """Return a column's key as it stands in addresses.

    >>> slug_of("statutory.art21_county.public_services")
    'statutory-art21-county-public-services'
    """
    return key.replace(".", "-").replace("_", "-")


@cache
def all_columns() -> dict[str, PublicColumn]:
    """Return every column that some agency keeps, by key, in the order of the platform.

    Where the law names the same thing for counties and for towns, the town's says so.
    """
    found: dict[str, Column] = {}
    for level in _ORDER:
        for top in column_tree(level):
            for each in (top, *top.below):
                found.setdefault(each.key, each)
    labels: dict[str, str] = {}
    for key, each in found.items():
        labels[key] = f"{each.label}（乡镇）" if each.label in labels.values() else each.label
    return {key: _public(each, labels[key]) for key, each in found.items()}


@cache
def column_of_slug(slug: str) -> PublicColumn | None:
    """Return the column of a slug, or None.

    >>> column_of_slug("statutory-budget").label
    '财政预算、决算'
    """
    return next((each for each in all_columns().values() if each.slug == slug), None)


def column(key: str) -> PublicColumn:
    """Return the column of a key; one that the tree no longer has keeps its key as its name."""
    return all_columns().get(key) or PublicColumn(key, slug_of(key), key, key, "")


def tops() -> tuple[PublicColumn, ...]:
    """Return the unified columns.

    >>> [each.address for each in tops()]
    ['/guide/', '/disclosure-rules/', '/statutory/', '/annual-reports/', '/apply/']
    """
    return tuple(each for each in all_columns().values() if "." not in each.key)


@cache
def statutory_groups() -> tuple[tuple[str, tuple[PublicColumn, ...]], ...]:
    """Return the columns of the statutory content under headings: by article, and what goes with it."""
    below = [each for each in all_columns().values() if each.key.startswith("statutory.")]
    county = [each for each in below if each.key.startswith("statutory.art21_county.")]
    town = [each for each in below if each.key.startswith("statutory.art21_town.")]
    listed = [each for each in below if each not in county and each not in town]
    twenty = [each for each in listed if each.law.endswith("项")]
    rest = [each for each in listed if each not in twenty]
    return (
        ("条例第二十条规定的内容", tuple(twenty)),
        ("条例第二十一条规定的内容（市、县及其部门）", tuple(county)),
        ("条例第二十一条规定的内容（乡镇）", tuple(town)),
        ("依据、解读和动态", tuple(rest)),
    )


def _public(given: Column, label: str) -> PublicColumn:
    told = _TOLD.get(given.key) or "；".join(scope_item(key).label for key in given.items) or given.label
    law = given.cites[0].article or ""
    return PublicColumn(given.key, slug_of(given.key), label, told, f"条例{law}" if law.startswith("第") else "")
