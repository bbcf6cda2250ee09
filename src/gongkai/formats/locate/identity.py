"""Who reports about which year: title, agency, report year, preamble."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gongkai.formats.locate.words import clean, squeeze

_REPORT = (
    r"(?:政府信息与政务公开|政府信息公开|政务信息公开|政务公开|信息公开)"
    r"(?:工作|年度|情况|的)*(?:年报|报告|总结)(?:的?(?:公示|公告))?"
)
_AGENCY = r"[\u4e00-\u9fff（][\u4e00-\u9fff（）()·、—0-9]{1,39}?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TITLES = (
    re.compile(rf"(?P<agency>{_AGENCY})(?:关于)?{_YEAR}年?度?{_REPORT}"),
    re.compile(rf"{_YEAR}(?:年度|年(?!度))(?!政府信息|政务|信息公开)(?P<agency>{_AGENCY}){_REPORT}"),
    re.compile(rf"(?P<agency>{_AGENCY})(?:关于)?{_REPORT}[（(]{_YEAR}年?度?[）)]"),
    re.compile(rf"{_YEAR}年?度?{_REPORT}"),
)
_NUMERALS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
_WRITTEN_YEAR = re.compile(r"[一二１２][〇○零九０９][〇○零一二三四五六七八九０-９]{2}(?=年)|[０-９]{4}")
_AROUND_TITLE = re.compile(
    r"^(?:.*[>\u203a»]|#+|\*+)|\*+$|\.(?:docx?|pdf|wps|html?|txt)$|(?:发布时间|发布日期|发布机构|来源|时间|日期|字号|字体|浏览|阅读).*$"
    r"|(?<=[告报])[-_|—–].{2,30}$|[（(]\d{4}年\d{1,2}月.*[）)]$"
)
_COMPILED_BY = (
    re.compile(
        r"(?:^|[，,。；：\n])(?P<agency>[\u4e00-\u9fff]{3,28}?)(?:现|特)?(?:向社会)?(?:编制|公布)了?(?P<year>20\d\d)年"
    ),
    re.compile(r"本(?:年度)?报告由(?P<agency>[\u4e00-\u9fff]{3,28}?)(?:根据|依据|按照|编制)"),
    re.compile(r"(?:请与|请联系|请直接与)(?P<agency>[\u4e00-\u9fff]{3,28}?)(?:联系|办公室|。|，|（|\()"),
)
_PUBLISHER = re.compile(
    r"(?:发布机构|发布单位|发布部门|发文机关|发文单位|公开机构|公开部门|责任单位|信息来源|来源)\s*[:：]?\s*(?P<agency>[\u4e00-\u9fff]{4,28})(?:\s|$)"
)
_PERIOD = re.compile(r"统计[^。]{0,10}?(?P<year>20\d\d)年?1?月?")
_BEGINS = re.compile(r"(?:根据|依据|按照|为(?:进一步|深入|全面|贯彻)|本报告|本年度报告|现将|依照|遵照)")
_OF_TITLE = re.compile(r"年度?|报告|信息公开|政府|工作")


class Identity(NamedTuple):
    """What the document says of itself; `lines` are the leading paragraphs that are title, not preamble."""

    title: str | None
    agency: str | None
    year: int | None
    lines: int
    notes: list[str]


class _Titled(NamedTuple):
    """A title with what it names, and how many leading lines it takes."""

    title: str | None
    agency: str | None
    year: int | None
    lines: int


def identify(leading: Sequence[str], outside: Sequence[str], text: str) -> Identity:
    """Find title, agency and year from the paragraphs before section one, from titles outside, then from the text."""
    title, agency, year, lines = _titled(leading, outside)
    if agency is None or year is None:
        agency, year = _told(agency, year, _folded("\n".join(leading) + "\n" + text[:3000]))
    notes: list[str] = []
    agency = _completed(agency, text, notes)
    return Identity(title, agency, year, lines, notes)


def _told(agency: str | None, year: int | None, head: str) -> tuple[str | None, int | None]:
    """Complete agency and year from what the beginning of the text says."""
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
    return agency, year


def _folded(text: str) -> str:
    """Write years in full-width digits or Chinese numerals (二〇二三年) as 2023; every character keeps its place."""
    return _WRITTEN_YEAR.sub(lambda match: match[0].translate(_NUMERALS), text)


def _titled(leading: Sequence[str], outside: Sequence[str]) -> _Titled:
    found = _of_lines(leading)
    if found is None:
        found = next(filter(None, (_of_text(squeeze(text), 0) for text in outside)), None)
    if found is None:
        texts = (squeeze(clean(text))[:400] for text in leading[:4])
        found = next(filter(None, (_of_sentence(text) for text in texts)), None)
    return found or _Titled(None, None, None, 0)


def _of_lines(leading: Sequence[str]) -> _Titled | None:
    telling = [index for index, line in enumerate(leading[:43]) if "报" in line or "结" in line]  # 年报、报告、总结
    for length in (1, 2, 3):
        last = min(len(leading) - length, 39)
        for start in sorted({at - back for at in telling for back in range(length) if 0 <= at - back <= last}):
            joined = _joined(leading[start : start + length])
            match = _match(joined) if joined else None
            if match is None or match.group() != _folded(joined) or _is_longer(leading, start, length, joined):
                continue
            found = _of_text(joined, start + length)
            return _with_neighbour(found, leading, start) if found and found.agency is None else found
    return None


def _of_text(text: str, lines: int) -> _Titled | None:
    match = _match(text)
    if match is None:
        return None
    agency = _tidy(match["agency"]) if "agency" in match.re.groupindex else None
    return _Titled(text[match.start() : match.end()], agency, int(match["year"]), lines)


def _of_sentence(text: str) -> _Titled | None:
    """Take agency and year from a sentence (现将某局2023年…报告公布如下); only what begins the text is a title."""
    found = _of_text(text, 0)
    if found is None or found.title is None or len(found.title) >= 60:
        return None
    begins = text.startswith(found.title) and (found.agency is None or found.title.find(found.agency) in {0, 5, 6})
    return found if begins else found._replace(title=None)


def _with_neighbour(found: _Titled, leading: Sequence[str], start: int) -> _Titled:
    """Take the agency from the line before the title, or from the line after it."""
    before = _joined(leading[start - 1 : start]) if start else ""
    if _is_agency(before):
        return found._replace(title=before + (found.title or ""), agency=before)
    after = _joined(leading[found.lines : found.lines + 1]).strip("（）()")
    if _is_agency(after) and len(leading) > found.lines + 1:
        return found._replace(agency=after, lines=found.lines + 1)
    return found


def _joined(lines: Sequence[str]) -> str:
    """Return title lines as one, or nothing where one of them can't be part of a title."""
    texts = [_title_part(line) for line in lines]
    return "".join(texts) if all(texts) else ""


@lru_cache(maxsize=512)
def _title_part(line: str) -> str:
    """Return a line as it may stand in a title, or nothing."""
    text = _bare_title(line)
    return "" if _not_of_title(text) else text


def _bare_title(line: str) -> str:
    text = squeeze(clean(line))
    if len(text) > 200 or not text:
        return text
    for _ in range(3):
        before, text = text, _AROUND_TITLE.sub("", text)
        if text == before:
            break
    return text


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
    return match is not None and match.group() == _folded(longer) and longer != joined


def _match(text: str) -> re.Match[str] | None:
    """Return the first match in the folded text that is no mention of the form itself."""
    folded = _folded(text)
    for pattern in _TITLES:
        match = pattern.search(folded)
        if match is not None and "年度报告格式" not in folded[match.start() : match.end() + 4]:
            return match
    return None


_BEFORE_NAME = re.compile(r"^.*(?:现将|现就|现对|公布|编制|制定|印发|标题|题目|关于|[：:])")


def _tidy(agency: str) -> str | None:
    """Return the name without the words around it, or None where it is no name (我局)."""
    agency = _BEFORE_NAME.sub("", agency.removesuffix("关于")).removesuffix("的").removeprefix("名称")
    agency = agency.strip("：:—-·、")
    if agency.count("（") + agency.count("(") != agency.count("）") + agency.count(")"):
        agency = agency.strip("（）()")
    return None if len(agency) < 2 or re.fullmatch(r"[我本][局委办厅镇乡区县市街道院单位机关]{1,3}", agency) else agency


_PLACE = r"[\u4e00-\u9fff]{1,7}?(?:省|自治区|市|州|盟|县|区|旗)"
_FORM_OF_GOVERNMENT = re.compile(r"办事处|人民政府")
_DIVISIONS = re.compile(
    r"(?=(?:[由与向在到是为及系据照经对将从至请]|[，,。；;：:、（）()《》“”\"’‘！？\d]|^)"
    r"(?P<place>(?:[\u4e00-\u9fff]{2,5}(?:省|自治区|市|州|盟|县|区|旗)){1,3})\Z)"
)
# What stands before 县 or 市 in running text without being the name of one.
_NO_PLACE = re.compile(
    r"[各全本我该其他另有关上下级等和与及由在对向为从落贯彻按据照经报请将到至系告现由新了的是]|兄弟|周边|所在|[省市县区州旗盟][市县区](?!$)|[省市县区][县市区]$"
)


def _completed(agency: str | None, text: str, notes: list[str]) -> str | None:
    """Complete an agency's name with the place and the organ's name where the text itself has them in full."""
    if agency is None:
        return None
    squeezed = squeeze(text[:20000])
    name = _with_county(_with_divisions(_with_form_of_government(agency, squeezed), squeezed), squeezed)
    if name != agency:
        notes.append(f"机关名称按正文补全：{agency} → {name}")
    return name


def _with_form_of_government(name: str, text: str) -> str:
    tail = re.search(r"[\u4e00-\u9fff]{2}(?:镇|乡|街道)$", name)
    for end in _ends_of(tail[0], text) if tail else ():
        ending = _FORM_OF_GOVERNMENT.match(text, end)
        if ending is not None:
            return name + ending[0]
    return name


def _ends_of(words: str, text: str) -> Iterator[int]:
    """Yield where each occurrence of `words` ends. (A pattern made of a name would be compiled for every report.)"""
    start = text.find(words)
    while start != -1:
        yield start + len(words)
        start = text.find(words, start + 1)


def _with_divisions(name: str, text: str) -> str:
    if re.match(_PLACE, name) and not re.match(r"[\u4e00-\u9fff]{1,4}(?:区|县|旗)人民政府", name):
        return name
    before = [end - len(name) for end in _ends_of(name, text)]
    found = [match["place"] for at in before for match in _DIVISIONS.finditer(text, max(0, at - 25), at)]
    return _only(found) + name


def _with_county(name: str, text: str) -> str:
    if not re.match(r"[\u4e00-\u9fff]{2,4}(?:镇|乡|街道)(?:人民政府|办事处)?$", name) or re.search(r"[县区旗市]", name):
        return name
    counties = re.finditer(r"[“”\"‘’（(，,。](?P<place>[\u4e00-\u9fff]{2,5}(?:县|区|旗))(?:人民)?政府", text)
    return _only([match["place"] for match in counties]) + name


def _only(places: list[str]) -> str:
    """Return the one place that is named (the longest way it is written), or nothing where there are several."""
    names = sorted({place for place in places if not _NO_PLACE.search(place)}, key=len)
    longest = names[-1] if names else ""
    return longest if all(longest.endswith(name) for name in names) else ""


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
    r"|页面链接与图片.*|=+.*=+|当前位置.{0,60}|正文|目\s*录|打印|分享.{0,20}|【.{0,30}】|(?![（(]?\d{4}年度?[）)]?$)[（(]?\d{4}\s*年.{0,30}[日月度][）)]?"
    r"|首页\s*[>\u203a»].*|(?:发文机关|发文单位|成文日期|生成日期|主题词|有效性|信息类别|体裁)\s*[:：].{0,80}"
)


def _is_chrome(text: str, title: str | None) -> bool:
    if title is not None and squeeze(text) == title:
        return True
    return "。" not in text and _CHROME.fullmatch(text) is not None
