"""The statistics annex (统计表) of reports up to 2018: labels, units and numbers as they stand.

国办发〔2014〕32号 left the rows to the provinces, so a line keeps the label it carries and nothing is mapped.
"""

from __future__ import annotations

import re

from gongkai.core.report.model import Statistic
from gongkai.formats.figures import figure, is_figure
from gongkai.formats.locate.rows import Row, TablePart, place_of
from gongkai.formats.locate.words import squeeze

_UNITS = "条|件次|件|次|个|人次|人|万元|元|篇|场次|场|起|份|期|项|部|户|%"
_UNIT = re.compile(rf"(?:{_UNITS})")
_UNIT_IN_LABEL = re.compile(rf"[（(](?:单位[：:])?({_UNITS})[）)]")
_HEADER = re.compile(r"(?:指标名称|统计指标|指标|项目)(?:计量)?单位(?:年末统计数?|统计数[据量]?|年末数|数量|合计数?)")
_LINE = re.compile(
    rf"(?P<label>(?:\d[．.、)）])?\D.{{1,70}}?)(?P<unit>{_UNITS})(?P<number>\d+?(?:\.\d+)?|[-—]+)"
    r"(?=\d[．.、)）]|[^\d.]|$)"
)
_LONGEST = 30_000  # characters looked at; an annex has about two thousand
_END = re.compile(r"(?:[（(]?注[:：]|备注|单位负责人|审核人|填报[人单日]|附件下载|\*政府信息公开)")
_GROUP = re.compile(
    r"^(?:[一二三四五六七八九十]+、[^—（(]{2,30}?[—-]{1,4}|[（(][一二三四五六七八九十][)）][^—]{2,30}?[—-]{1,4})"
)
_IN_PROSE = re.compile(
    rf"(?P<label>[\u4e00-\u9fff、（）“”]{{3,24}}?)(?:共|为|达|总计|合计|约)?(?P<number>\d+)(?P<unit>{_UNITS})"
)


def from_parts(parts: list[TablePart]) -> list[Statistic]:
    """Return every row of the annex that has a label and a number."""
    lines = (_line(part, row) for part in parts for row in part.rows)
    return [line for line in lines if line is not None]


def _line(part: TablePart, row: Row) -> Statistic | None:
    labels = [cell for cell in row.cells if cell.text.strip() and not is_figure(cell.text)]
    figures = [cell for cell in row.cells if cell.text.strip() and is_figure(cell.text)]
    words = [squeeze(cell.text) for cell in labels]
    units = [word for word in words if _UNIT.fullmatch(word)]
    words = [word for word in words if not _UNIT.fullmatch(word)]
    if not words or not figures:
        return None
    unit = units[0] if units else _unit_of(words[-1])
    cell = figures[-1]
    if not unit and not re.search(r"\d", cell.text):
        return None  # the heading of a group: 一、主动公开情况 ——
    return Statistic(words[-1], unit, figure(cell.text, place_of(part, cell), money="元" in unit, unit=unit))


def _unit_of(label: str) -> str:
    match = _UNIT_IN_LABEL.search(label)
    return match[1] if match else ""


def from_text(text: str) -> list[Statistic]:
    """Return the lines of an annex pasted as running text (label, unit, number, label …), with or without spaces.

    >>> [(line.label, line.unit, line.cell.value) for line in from_text("指标名称 计量单位 年末统计 网站公开 条 512、公报公开条0")]
    [('网站公开', '条', 51), ('2、公报公开', '条', 0)]
    """
    squeezed = squeeze(text).replace("|", "")
    headers = list(_HEADER.finditer(squeezed))
    if not headers:
        return []
    body = squeezed[headers[-1].end() :][:_LONGEST]
    end = _END.search(body)
    lines = []
    for match in _LINE.finditer(body[: end.start()] if end else body):
        label = match["label"]
        while (group := _GROUP.match(label)) is not None:
            label = label[group.end() :]
        if label:
            lines.append(Statistic(label, match["unit"], figure(match["number"], money="元" in match["unit"])))
    return lines


def from_prose(text: str) -> list[Statistic]:
    """Return the counts that the chapters of an old report without an annex name, with the words before them.

    >>> [(line.label, line.unit, line.cell.value) for line in from_prose("2012年，主动公开政府信息51条，其中：政策文件3条。")]
    [('主动公开政府信息', '条', 51), ('政策文件', '条', 3)]
    """
    return [
        Statistic(match["label"], match["unit"], figure(match["number"])._replace(note="取自正文"))
        for match in _IN_PROSE.finditer(squeeze(text)[:_LONGEST])
        if not match["label"].startswith(("年", "月"))
    ]
