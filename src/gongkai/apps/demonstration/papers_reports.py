"""The annual reports of every agency, in the official form, with figures that obey its equations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from gongkai.apps.demonstration.county import COUNTY, AgencySeed, disclosing
from gongkai.apps.demonstration.paper import Kind, PaperSeed
from gongkai.apps.demonstration.texts import Filling, fill, workday_before
from gongkai.apps.demonstration.writing import Form, Period, filling, paper
from gongkai.core.report.layouts import LAYOUTS
from gongkai.core.report.plain import SCHEMA, from_plain
from gongkai.formats.rich_text import clean_html
from gongkai.formats.write.html import write

LAYOUT = "y2021"
_COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_services", "other_organization")
_ARTICLE = re.compile(r"<article>\n<h1>.*?</h1>\n(.*)</article>", re.DOTALL)
_OUTCOMES = ("disclosed", "partly_disclosed", "withheld_third_party", "unavailable_not_held", "otherwise_not_rectified")
_PREAMBLE = (
    "根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发中华人民共和国政府信息公开工作年度报告格式的通知》"
    "（国办公开办函〔2021〕30号）要求编制本报告。报告所列数据的统计期限自{lastyear}年1月1日起至{lastyear}年12月31日止。"
    "如有疑问，请与{agency}联系（地址：{street}，邮编：{postcode}，电话：{telephone}）。"
)
_MANAGEMENT = (
    "完善公文公开属性源头认定机制，起草时同步确定公开属性，全年审查信息{checked:60-180}条，没有发生失泄密事件。",
    "落实“先审查、后公开”要求，逐条填写审查表，更新公开指南和目录{checked:2-5}次。",
    "定期对不予公开的信息进行评估，清理过期、失效内容{checked:3-16}条，规范性文件标注有效性。",
)
_PLATFORM = (
    "按照统一规范调整公开栏目，更新栏目{renewed:6-18}个，检查并修正错链、错别字{mended:5-26}处。",
    "依托县政府网站集中公开，设置政务公开专区1处，提供现场查阅服务{renewed:20-160}人次。",
    "优化检索和下载功能，政策文件与解读相互关联，办理网民留言{renewed:6-48}条，按期回复率100%。",
)
_SUPERVISION = (
    "明确专人负责，参加县级培训{trained:2-4}次，组织内部学习{learned:2-5}次，没有发生责任追究情形。",
    "主要负责同志专题研究公开工作{trained:1-3}次，按季度自查，对发现的{learned:2-9}个问题全部整改。",
    "接受县政府办公室日常检查，结合检查结果完善工作台账，社会评议满意率{trained:92-99}%。",
)
_PROBLEMS = (
    "一是政策解读形式不够丰富，图解、问答类解读占比不高；二是部分栏目更新间隔偏长。",
    "一是信息员变动较多，业务熟练程度不够；二是公开内容的针对性还需提高。",
    "一是主动公开的时效性还有差距；二是与群众互动的渠道还不够多。",
)
_MEASURES = (
    "一是解读材料与文件同步起草、同步发布，{nextyear_told}年图解和问答占比提高到三分之一以上；二是建立栏目更新提醒，到期前5个工作日提示。",
    "一是编印操作手册，新任信息员上岗前培训；二是结合12345热线反映的问题确定公开重点。",
    "一是把公开时限写入公文办理流程；二是每季度收集一次群众意见，逐条回应。",
)


def report_papers(period: Period, random: Random) -> Iterator[PaperSeed]:
    """Yield the reports that appeared in a period: of departments and towns in January, of the county in March."""
    for agency in disclosing():
        for year in range(period.since.year, period.until.year + 1):
            month, latest = (3, 27) if agency.key == COUNTY else (1, 27)
            day = workday_before(date(year, month, random.randint(12, latest)))
            if period.holds(day):
                yield _of_agency(agency, day, random)


def _of_agency(agency: AgencySeed, day: date, random: Random) -> PaperSeed:
    filled = filling(agency, day, random, {"nextyear_told": str(day.year)})
    form = Form(
        kind=Kind.ANNUAL_REPORT,
        column="annual_report",
        title="{agency}{lastyear}年政府信息公开工作年度报告",
        description="总体情况、主动公开、依申请公开、行政复议和诉讼、问题和改进、其他事项。",
        body="",
        genre="报告",
        keywords=("年度报告", "政府信息公开", "{lastyear}年"),
        theme="综合政务",
    )
    made = paper(form, agency, day, filled, day)
    return replace(made, body=report_body(agency, day.year - 1, filled, random), section=agency.disclosure_section)


def report_body(agency: AgencySeed, year: int, filled: Filling, random: Random) -> str:
    """Return the inside of the official page of a report, without its title."""
    settled = _settled(agency, random)
    report = from_plain({
        "schema": SCHEMA,
        "layout": LAYOUT,
        "agency": agency.name,
        "year": year,
        "title": f"{agency.name}{year}年政府信息公开工作年度报告",
        "preamble": fill(_PREAMBLE, filled),
        "sections": _sections(sum(settled.values()), filled, random),
        "table2": _table2(agency, random),
        "table3": _table3(settled),
        "table4": _table4(),
    })  # fmt: skip
    found = _ARTICLE.search(write(report).decode("utf-8"))
    return clean_html(found[1]) if found else ""


def _sections(received: int, filled: Filling, random: Random) -> Mapping[str, str]:
    told = f"全年收到政府信息公开申请{received}件，均在法定期限内办结" if received else "全年没有收到政府信息公开申请"
    overview = (
        "（一）主动公开情况：全年主动公开政府信息{published:36-180}条，发布政策解读{told:1-6}条，及时更新机构职能、负责人信息和办事指南。\n"
        f"（二）依申请公开情况：{told}，没有因政府信息公开被申请行政复议、提起行政诉讼。\n"
        f"（三）政府信息管理情况：{random.choice(_MANAGEMENT)}\n"
        f"（四）政府信息公开平台建设情况：{random.choice(_PLATFORM)}\n"
        f"（五）监督保障情况：{random.choice(_SUPERVISION)}"
    )
    problem = random.randrange(len(_PROBLEMS))
    problems = f"（一）存在的主要问题：{_PROBLEMS[problem]}\n（二）改进情况：{_MEASURES[problem]}"
    other = "按照《政府信息公开信息处理费管理办法》规定，{lastyear}年没有收取信息处理费，没有其他需要报告的事项。"
    return {key: fill(text, filled) for key, text in (("overview", overview), ("problems", problems), ("other", other))}


def _settled(agency: AgencySeed, random: Random) -> dict[str, int]:
    """Return how many applications ended in each way: few, as in any county."""
    many = {"natural-resources": 9, "housing": 6, COUNTY: 12, "police": 4}.get(agency.key, 0)
    number = random.randint(many // 2, many) if many else random.choice((0, 0, 0, 0, 1, 2, 3))
    found = dict.fromkeys(_OUTCOMES, 0)
    for _ in range(number):
        found[random.choices(_OUTCOMES, weights=(8, 3, 1, 3, 1))[0]] += 1
    return found


def _table2(agency: AgencySeed, random: Random) -> Mapping[str, Any]:
    issued = random.randint(1, 4) if agency.key == COUNTY else int(not agency.is_town and random.random() < 0.2)
    towns = agency.is_town
    return {
        "government_rules": {"issued": 0, "repealed": 0, "in_force": 0},
        "normative_documents": {
            "issued": issued,
            "repealed": 0,
            "in_force": issued + random.randint(0, 3) * (not towns),
        },
        "licenses": {"decisions": random.randint(2, 60) if towns else random.randint(12, 960)},
        "penalties": {"decisions": random.randint(0, 6) if towns else random.randint(0, 86)},
        "compulsions": {"decisions": 0 if towns else random.randint(0, 4)},
        "charges": {"amount": "0" if towns else f"{random.choice((0, 0, random.uniform(2, 260))):.2f}"},
    }


def _table3(settled: Mapping[str, int]) -> Mapping[str, Mapping[str, int]]:
    """Return table 3: all applications of the year are from natural persons, and all of them are settled."""
    received = sum(settled.values())
    counts = {"received": received, "settled": received, **settled}
    keys = [row.key for row in LAYOUTS[LAYOUT].table3]
    return {key: _row(counts.get(key, 0)) for key in keys}


def _row(count: int) -> dict[str, int]:
    return {**dict.fromkeys(_COLUMNS, 0), "natural_person": count, "total": count}


def _table4() -> Mapping[str, Mapping[str, int]]:
    return {
        key: dict.fromkeys(("upheld", "overturned", "otherwise", "pending", "total"), 0)
        for key in ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
    }
