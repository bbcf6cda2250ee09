"""Who reports about which year: title, agency, report year, preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.formats.locate.words import clean, squeeze

_REPORT = r"(?:政府)?(?:政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度)?(?:年报|报告)"
_AGENCY = r"[\u4e00-\u9fff（）()·、—]{2,40}?"
_TITLES = (
    re.compile(rf"(?P<agency>{_AGENCY})(?:关于)?(?P<year>(?:19|20)\d\d)年?度?{_REPORT}"),
    re.compile(rf"(?P<year>(?:19|20)\d\d)年度?(?!(?:政府)?(?:政务)?信息公开)(?P<agency>{_AGENCY}){_REPORT}"),
    re.compile(rf"(?P<year>(?:19|20)\d\d)年度?{_REPORT}"),
)
_COMPILED_BY = (
    re.compile(r"(?:^|[，,。；：\n])(?P<agency>[\u4e00-\u9fff]{3,28}?)(?:现|特)?(?:向社会)?(?:编制|公布)了?(?P<year>20\d\d)年"),
    re.compile(r"本(?:年度)?报告由(?P<agency>[\u4e00-\u9fff]{3,28}?)(?:根据|依据|按照|编制)"),
    re.compile(r"(?:请与|请联系|请直接与)(?P<agency>[\u4e00-\u9fff]{3,28}?)(?:联系|办公室|。|，|（|\()"),
)
_PUBLISHER = re.compile(r"(?:发布机构|发布单位|公开机构|信息来源|来源)\s*[:：]?\s*(?P<agency>[\u4e00-\u9fff]{4,28})(?:\s|$)")
_PERIOD = re.compile(r"统计[^。]{0,10}?(?P<year>20\d\d)年?1?月?")
_BEGINS = re.compile(r"(?:根据|依据|按照|为(?:进一步|深入|全面|贯彻)|本报告|本年度报告|现将|依照|遵照)")
_OF_TITLE = re.compile(r"年度?|报告|信息公开|政府|工作")
_SUFFIX = re.compile(r"(?:[-_|—–]|\s-\s).*$")


class Identity(NamedTuple):
    """What the document says of itself; `lines` are the leading paragraphs that are title, not preamble."""

    title: str | None
    agency: str | None
    year: int | None
    lines: int
    notes: list[str]


def identify(leading: Sequence[str], outside: Sequence[str], text: str) -> Identity:
    """Find title, agency and year from the paragraphs before section one, from titles outside, then from the text."""
    title, lines, match = _title(leading, outside)
    agency = _tidy(match["agency"]) if match is not None and "agency" in match.re.groupindex else None
    year = int(match["year"]) if match is not None else None
    head = "\n".join(leading) + "\n" + text[:3000]
    for pattern in (_PUBLISHER, *_COMPILED_BY):
        if agency is not None and year is not None:
            break
        found = pattern.search(re.sub(r"[ \t\u3000\u00a0]+", "", head) if pattern is not _PUBLISHER else head)
        if found is None:
            continue
        agency = agency or _tidy(found["agency"])
        if year is None and "year" in pattern.groupindex:
            year = int(found["year"])
    if year is None:
        period = _PERIOD.search(squeeze(head))
        year = int(period["year"]) if period else None
    notes: list[str] = []
    agency = _completed(agency, text, notes)
    return Identity(title, agency, year, lines, notes)


def _title(leading: Sequence[str], outside: Sequence[str]) -> tuple[str | None, int, re.Match[str] | None]:
    for length in (1, 2, 3):
        for start in range(min(len(leading) - length + 1, 40)):
            joined = _joined(leading[start : start + length])
            match = _match(joined) if joined else None
            if match is None or match.group() != joined or _is_longer(leading, start, length, joined):
                continue
            if "agency" not in match.re.groupindex and start and _is_agency(_joined(leading[start - 1 : start])):
                match = _match(_joined(leading[start - 1 : start + length])) or match
            return match.group(), start + length, match
    for text in outside:
        match = _match(squeeze(text))
        if match is not None:
            return match.group(), 0, match
    for text in leading[:4]:
        match = _match(squeeze(clean(text))[:400])
        if match is not None and len(match.group()) < 60:
            return match.group(), 0, match
    return None, 0, None


def _joined(lines: Sequence[str]) -> str:
    """Return title lines as one, or nothing where one of them can't be part of a title."""
    texts = [squeeze(clean(line)) for line in lines]
    return "" if any(_not_of_title(text) for text in texts) else "".join(texts)


def _not_of_title(text: str) -> bool:
    return not text or len(text) > 60 or "。" in text or _CHROME.fullmatch(text) is not None


def _is_agency(text: str) -> bool:
    return re.fullmatch(r"[\u4e00-\u9fff（）()]{3,30}", text) is not None and not _OF_TITLE.search(
        text.replace("人民政府", "")
    )


def _is_longer(leading: Sequence[str], start: int, length: int, joined: str) -> bool:
    """Tell whether the next line still belongs to the title (…政府信息公开 / 工作年度报告)."""
    if start + length >= len(leading) or length == 3:
        return False
    longer = _joined(leading[start : start + length + 1])
    match = _match(longer)
    return match is not None and match.group() == longer


def _match(text: str) -> re.Match[str] | None:
    for pattern in _TITLES:
        match = pattern.search(text)
        if match is not None and "年度报告格式" not in text[match.start() : match.end() + 4]:
            return match
    return None


def _tidy(agency: str) -> str | None:
    agency = re.sub(r"^(?:标题|题目|名称|关于)", "", agency).removesuffix("关于").removesuffix("的")
    agency = agency.strip("：:—-·、（）()")
    return agency or None


_PLACE = r"[\u4e00-\u9fff]{1,7}?(?:省|自治区|市|州|盟|县|区|旗)"
_DIVISIONS = re.compile(r"(?:[\u4e00-\u9fff]{2,5}?(?:省|自治区|市|州|盟|县|区|旗)){1,3}$")
_NOT_IN_NAMES = re.compile(r".*[由与对向为在和及告请系是的从就即至到经报本我全各，。、]")


def _completed(agency: str | None, text: str, notes: list[str]) -> str | None:
    """Complete an agency's name with the place and the organ's name where the text itself has them in full."""
    if agency is None:
        return None
    squeezed = squeeze(text[:20000])
    name = _with_county(_with_divisions(_with_organ(agency, squeezed), squeezed), squeezed)
    if name != agency:
        notes.append(f"机关名称按正文补全：{agency} → {name}")
    return name


def _with_organ(name: str, text: str) -> str:
    tail = re.search(r"[\u4e00-\u9fff]{2}(?:镇|乡|街道)$", name)
    organ = tail and re.search(re.escape(tail[0]) + r"(办事处|人民政府)", text)
    return name + organ[1] if organ else name


def _with_divisions(name: str, text: str) -> str:
    if re.match(_PLACE, name) and not re.match(r"[\u4e00-\u9fff]{1,4}(?:区|县|旗)人民政府", name):
        return name
    for longer in re.finditer(rf"([\u4e00-\u9fff]{{2,16}}){re.escape(name)}", text):
        divisions = _DIVISIONS.search(_NOT_IN_NAMES.sub("", longer[1]))
        if divisions:
            return divisions[0] + name
    return name


def _with_county(name: str, text: str) -> str:
    if not re.match(r"[\u4e00-\u9fff]{2,4}(?:镇|乡|街道)(?:人民政府|办事处)?$", name) or re.search(r"[县区旗市]", name):
        return name
    county = re.search(r"[“”\"‘’（(，,。]([\u4e00-\u9fff]{2,5}(?:县|区|旗))(?:人民)?政府", text)
    return county[1] + name if county else name


def preamble(leading: Sequence[str], lines: int, title: str | None) -> str | None:
    """Return the text before section one without the title and without what a site put around it."""
    texts = [clean(line) for text in leading[lines:] for line in text.split("\n")]
    kept = [text for text in texts if text and not _is_chrome(text, title)]
    if kept:
        begins = _BEGINS.search(kept[0])
        if begins and begins.start() and "。" not in kept[0][: begins.start()]:
            kept[0] = kept[0][begins.start() :]
    return "\n".join(kept) or None


_CHROME = re.compile(
    r"(?:标题|发布时间|发布日期|发布机构|公开日期|文号|栏目|原文链接|本地目录|来源|时间|字体|字号|索引号|分类|关键词|时效|名称|单位|采集时间|文件下载)\s*[:：]?.{0,120}"
    r"|页面链接与图片.*|=+.*=+|当前位置.{0,60}|正文|目\s*录|打印|分享.{0,20}|【.{0,30}】"
)


def _is_chrome(text: str, title: str | None) -> bool:
    if title is not None and squeeze(text) == title:
        return True
    return "。" not in text and _CHROME.fullmatch(text) is not None
