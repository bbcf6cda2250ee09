"""The guide of an agency, made from its profile: everything that 条例第十二条第二款 wants, and how to apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.apps.agencies import selectors as agencies
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.selectors.tree import GUIDE_FIELDS, MADE_BY_PLATFORM
from gongkai.apps.portal.terms import ReplyTerms, reply_terms
from gongkai.core.publication.columns import PLATFORM
from gongkai.core.publication.guide import Book, Requirement, requirements

__all__ = ["Fact", "Guide", "guide_of"]

MISSING = "暂未提供，请向上一级政府信息公开工作主管部门查询"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the guide must tell, and what this one says; `filled` is false where the profile lacks it."""

    label: str
    words: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide: the classes of information, how it is arranged and got, the office in charge, the terms of a reply."""

    columns: tuple[str, ...]
    arrangement: str
    access: tuple[str, ...]
    office: tuple[Fact, ...]
    terms: ReplyTerms
    cite: str


def guide_of(agency: Agency, on: date) -> Guide:
    """Return an agency's guide as it stands on a day."""
    wanted = requirements(Book.GUIDE)
    filled = agencies.guide_filled(agency)
    office = tuple(_fact(agency, each, filled) for each in wanted if each.key not in MADE_BY_PLATFORM)
    return Guide(
        columns=tuple(_class(top.label, len(top.below)) for top in agencies.columns_of(agency.level) if not top.entry),
        arrangement=(
            "每条信息有一个索引号，由发布机关的9位组织机构代码、年份和5位顺序号组成，永不重复、不再改变；"
            "并注明名称、发文机关、成文日期、发文字号、发布日期、主题分类、关键词和有效性。"
            "信息按栏目编排，同一栏目内按发布时间从近到远排列。"
        ),
        access=(
            f"在本平台“{PLATFORM}”栏目浏览，或者按关键词、机关、栏目、年份检索；信息和附件可以下载、打印。",
            "到国家档案馆、公共图书馆、政务服务场所设置的政府信息查阅场所查阅。",
            "没有主动公开的信息，可以向本机关提出政府信息公开申请。",
        ),
        office=office,
        terms=reply_terms(on),
        cite=str(wanted[0].cite),
    )


def _class(label: str, below: int) -> str:
    return f"{label}（下设{below}个栏目）" if below else label


def _fact(agency: Agency, wanted: Requirement, filled: frozenset[str]) -> Fact:
    if wanted.key not in filled:
        return Fact(wanted.label, MISSING, filled=False)
    given = [getattr(agency, field).strip() for field in GUIDE_FIELDS[wanted.key]]
    words = "；".join(filter(None, given))
    if wanted.key == "disclosure_office":
        words = words if words.startswith(agency.name) else f"{agency.name}{words}"
    if wanted.key == "office_address" and agency.postcode:
        words = f"{words}（邮政编码：{agency.postcode}）"
    return Fact(wanted.label, words, filled=True)
