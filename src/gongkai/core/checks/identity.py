"""Whose report it is and of which year: title, preamble and text must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.checks.check import Case, Check, Outcome
from gongkai.core.findings import Severity, Status
from gongkai.core.law.cite import LAYOUT_2021, Cite
from gongkai.core.report.model import SECTION_KEYS

TITLE = Check(
    "FORM-TITLE", "标题的机关和年度", Severity.ERROR, Cite(LAYOUT_2021, "标题"),
    formula="标题写有本机关名称和报告年度",
)  # fmt: skip
YEAR = Check(
    "TXT-YEAR", "引言的年度和统计期限", Severity.ERROR, Cite(LAYOUT_2021, "引言"),
    formula="引言中的年度、统计期限都是报告年度",
)  # fmt: skip
YEAR_LEFT = Check(
    "TXT-YEAR-LEFT", "上年的年份未改", Severity.WARNING, Cite(LAYOUT_2021, "第一部分"),
    formula="总体情况写的是报告年度的工作",
)  # fmt: skip
AGENCY = Check(
    "TXT-AGENCY", "正文中的机关名称", Severity.WARNING, Cite(LAYOUT_2021), formula="正文中的机关名称与标题相同",
)  # fmt: skip

_TITLE_YEAR = re.compile(r"(20\d\d)年")
_PREAMBLE_YEARS = (
    re.compile(r"(20\d\d)年度?(?:本机关|我局|我市|我县|我区)?(?:政府信息|政务|信息)公开(?:工作)?(?:年度)?报告"),
    re.compile(r"(?:统计|数据)[^。]{0,12}?(20\d\d)年(?:度)?1月1日"),
    re.compile(r"(?:统计|数据)[^。]{0,24}?(20\d\d)年12月31日"),
)
_BEGINNING_YEAR = re.compile(r"(?:^|[。\n）)])(20\d\d)年(?:度|以来)?[，,]")


def title(case: Case) -> Iterator[Outcome]:
    """Ask whether the title names the agency and the year of the report."""
    report = case.report
    if report.title is None:
        yield Status.NOT_APPLICABLE
        return
    words = squeezed(report.title)
    year = _TITLE_YEAR.search(words)
    if report.year is not None and year is not None and int(year[1]) != report.year:
        yield TITLE.finding(f"标题“{words}”写的是{year[1]}年，报告的年度是{report.year}年，请改为一致。")
    elif report.agency is not None and not _names(words, squeezed(report.agency)):
        yield TITLE.finding(f"标题“{words}”里没有本机关的名称“{report.agency}”，请改为一致。")
    else:
        yield Status.PASS


def years(case: Case) -> Iterator[Outcome]:
    """Ask whether preamble and period of the figures speak of the report's year."""
    report = case.report
    if report.year is None or not report.preamble:
        yield Status.NOT_APPLICABLE
        return
    words = squeezed(report.preamble)
    wrong = {found[0]: found[1] for each in _PREAMBLE_YEARS for found in each.finditer(words)}
    others = {phrase: year for phrase, year in wrong.items() if int(year) != report.year}
    for phrase, year in others.items():
        yield YEAR.contradiction(
            f"引言里写的是“{phrase}”，报告的年度是{report.year}年，请改为一致。",
            (),
            (int(year), report.year),
            quote=phrase,
        )
    if not others:
        yield Status.PASS


def year_left(case: Case) -> Iterator[Outcome]:
    """Ask whether the overview was taken over with last year's year in it: last year's is there, this year's is not."""
    report, text = case.report, case.report.sections.get("overview")
    if report.year is None or not text:
        yield Status.NOT_APPLICABLE
        return
    if str(report.year) in text or "20" not in (words := squeezed(text)):
        yield Status.PASS
        return
    begins = {int(found) for found in _BEGINNING_YEAR.findall(words)}
    if begins and str(report.year) not in words and all(year < report.year for year in begins):
        last = max(begins)
        yield YEAR_LEFT.contradiction(
            f"总体情况没有写到{report.year}年，却有以“{last}年”开头的句子，可能沿用了上年的文字，请核对年份。",
            (),
            (last, report.year),
        )
    else:
        yield Status.PASS


def agency(case: Case) -> Iterator[Outcome]:
    """Look for the agency's name with one character of its place wrong (沐阳县 for 沭阳县)."""
    name = case.report.agency
    if name is None or len(name) < 6:
        yield Status.NOT_APPLICABLE
        return
    half = min(3, len(name) // 2)
    place, rest = name[:half], name[half:]
    for text in (case.report.title, case.report.preamble, *map(case.report.sections.get, SECTION_KEYS)):
        wrong = _misspelt(text or "", place, rest)
        if wrong:
            yield AGENCY.finding(f"正文里写的是“{wrong}”，本机关是“{name}”，可能写错了字，请核对。", quote=wrong)
            return
    yield Status.PASS


def squeezed(text: str) -> str:
    """Return `text` without any white space."""
    return "".join(text.split())


def _misspelt(text: str, place: str, rest: str) -> str | None:
    start = text.find(rest)
    while start != -1:
        stood = text[max(0, start - len(place)) : start]
        if len(stood) == len(place) and sum(one != other for one, other in zip(stood, place, strict=True)) == 1:
            return stood + rest
        start = text.find(rest, start + 1)
    return None


def _names(title_words: str, name: str) -> bool:
    """Say whether a title names the agency, in full or without the places above it (会仪镇 for 绥江县会仪镇)."""
    return any(name[start:] in title_words for start in range(max(1, len(name) - 4)))


CHECKS = ((TITLE, title), (YEAR, years), (YEAR_LEFT, year_left), (AGENCY, agency))
