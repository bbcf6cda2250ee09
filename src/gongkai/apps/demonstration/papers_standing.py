"""What every agency keeps up: its functions, its leaders, its plan of the year and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from gongkai.apps.demonstration.county import AgencySeed, disclosing
from gongkai.apps.demonstration.paper import Kind, PaperSeed
from gongkai.apps.demonstration.papers_works import works_of
from gongkai.apps.demonstration.people import of_agency
from gongkai.apps.demonstration.texts import workday
from gongkai.apps.demonstration.writing import Form, Period, filling, paper, publication_day
from gongkai.core.law.numerals import chinese as chinese_number

_CONCLUSIONS = (
    "以上工作由各股室（办公室）按照职责分工抓好落实，每季度末报送进展情况。",
    "各股室（办公室）要细化措施、明确到人，完成情况纳入年度考核。",
    "工作要点实行清单化管理，逐项明确完成时限，年底对照检查。",
)
_SHORTCOMINGS = (
    "一是对新情况新问题研究不够深入；二是信息化手段运用不充分；三是政策宣传的针对性还需增强。",
    "一是部分工作进展不够平衡；二是基层力量仍显薄弱；三是工作总结提炼不够及时。",
    "一是服务方式还不够灵活；二是部门之间信息共享不够顺畅；三是干部业务能力有待提高。",
)


def standing_papers(period: Period, random: Random) -> Iterator[PaperSeed]:
    """Yield the standing information of every agency in a period."""
    for agency in disclosing():
        first = workday(period.since + timedelta(days=random.randint(3, 25)))
        yield _functions(agency, first, random)
        yield _leaders(agency, workday(first + timedelta(days=1)), random)
        for year in range(period.since.year, period.until.year + 1):
            yield from _plans(agency, year, period, random)


def _functions(agency: AgencySeed, day: date, random: Random) -> PaperSeed:
    duties = "\n".join(f"（{chinese_number(number)}）{duty}" for number, duty in enumerate(agency.duties, start=1))
    sections = "\n".join(
        f"| {number} | {section} | {_section_duty(section)} |"
        for number, section in enumerate(agency.sections, start=1)
    )
    body = (
        f"# 一、主要职责\n{duties}\n# 二、内设机构\n|! 内设机构\n| 序号 | 名称 | 主要职责 |\n{sections}\n"
        "# 三、办公地址、办公时间和联系方式\n"
        f"办公地址：{agency.address}\n邮政编码：{agency.postcode}\n办公时间：{agency.office_hours}\n"
        f"联系电话：{agency.telephone}\n传真号码：{agency.fax}\n电子邮箱：{agency.email}\n"
        f"# 四、政府信息公开工作机构\n{agency.disclosure_section}，负责承办本机关政府信息公开事宜，受理政府信息公开申请。"
    )
    return _paper(
        agency, day, random, Kind.INSTITUTION, "statutory.institution", "{agency}机构职能",
        "主要职责、内设机构、办公地址、办公时间和联系方式。", body, ("机构职能", "内设机构", "联系方式"),
    )  # fmt: skip


def _leaders(agency: AgencySeed, day: date, random: Random) -> PaperSeed:
    rows = "\n".join(f"| {each.name} | {each.post} | {each.charge} |" for each in of_agency(agency.key) if each.charge)
    body = (
        f"|! 领导班子成员\n| 姓名 | 职务 | 工作分工 |\n{rows}\n"
        "领导班子成员和工作分工发生变化的，自变化之日起20个工作日内更新。"
    )
    return _paper(
        agency, day, random, Kind.LEADERS, "statutory.institution", "{agency}领导信息",
        "领导班子成员姓名、职务和工作分工。", body, ("领导信息", "工作分工", "{short}"),
    )  # fmt: skip


def _plans(agency: AgencySeed, year: int, period: Period, random: Random) -> Iterator[PaperSeed]:
    works = works_of(agency)
    plan_day, account_day = (
        workday(date(year, 1, random.randint(15, 28))),
        workday(date(year, 12, random.randint(22, 28))),
    )
    column = "statutory.planning"
    if works and period.holds(plan_day):
        yield _paper(
            agency, plan_day, random, Kind.PLAN, column, "{agency}{year}年工作要点",
            "年度总体要求、重点工作安排和保障措施。", _plan(agency, random), ("工作要点", "年度计划", "{short}"),
        )  # fmt: skip
    if works and period.holds(account_day):
        yield _paper(
            agency, account_day, random, Kind.PLAN, column, "{agency}{year}年工作总结",
            "年度重点工作完成情况、存在问题和下一步打算。", _account(agency, random), ("工作总结", "重点工作", "{short}"),
        )  # fmt: skip


def _plan(agency: AgencySeed, random: Random) -> str:
    works = random.sample(works_of(agency), min(5, len(works_of(agency))))
    tasks = "\n".join(
        f"（{chinese_number(number)}）{work['name']}。{random.choice(_TASKS)}"
        for number, work in enumerate(works, start=1)
    )
    duties = "".join(random.sample(agency.duties, min(2, len(agency.duties))))
    return (
        f"{{year}}年，{{we}}工作的总体要求是：围绕县委、县政府中心工作，认真履行职责，{duties}突出重点，狠抓落实。\n"
        f"# 一、重点工作\n{tasks}\n"
        "# 二、自身建设\n坚持依法行政，严格执行重大事项集体讨论制度；推进政务公开，按时更新法定主动公开内容；改进作风，压减会议和文件，接受社会监督。\n"
        f"# 三、保障措施\n{random.choice(_CONCLUSIONS)}"
    )


def _account(agency: AgencySeed, random: Random) -> str:
    works = random.sample(works_of(agency), min(4, len(works_of(agency))))
    told = "\n".join(
        f"（{chinese_number(number)}）{work['name']}。{_whole_year(random.choice(work['facts']))}"
        for number, work in enumerate(works, start=1)
    )
    return (
        f"# 一、主要工作完成情况\n{told}\n# 二、存在的问题\n{random.choice(_SHORTCOMINGS)}\n"
        "# 三、下一步打算\n对照年初确定的任务查漏补缺，巩固已有成果，对没有完成的事项列入{nextyear}年工作要点，持续推进。"
    )


_TASKS = (
    "细化任务清单，上半年完成阶段目标，年底前全面完成。",
    "完善工作机制，加强部门协同，确保取得实效。",
    "坚持问题导向，补齐短板，务求群众有感受、有评价。",
    "优化流程，压缩时限，推动工作规范化、标准化。",
    "加强督促检查，定期公开进展，主动接受监督。",
    "总结上年经验，扩大覆盖范围，提高工作质量。",
)


def _whole_year(fact: str) -> str:
    """Tell a fact of the year as a whole.

    >>> _whole_year("本季度抽检食品180批次。")
    '全年抽检食品180批次。'
    """
    for word in ("本季度", "本月", "本学期", "今年以来"):
        fact = fact.replace(word, "全年")
    return fact.replace("截至目前，", "截至年底，").replace("目前", "年底")


def _section_duty(section: str) -> str:
    """Return what a section does, from its name.

    >>> _section_duty("价格管理股"), _section_duty("办公室")
    ('承担价格管理相关工作', '承担综合协调、文电会务、机要保密、政府信息公开等工作')
    """
    if section.endswith("办公室") and section not in {"招生办公室", "政务公开办公室"}:
        subject = section.removesuffix("办公室").removeprefix("县政府").removeprefix("综合").removeprefix("党政综合")
        return f"承担{subject}相关工作" if subject else "承担综合协调、文电会务、机要保密、政府信息公开等工作"
    for ending in ("股", "科", "室", "大队", "中心", "队", "办公室"):
        if section.endswith(ending) and section != ending:
            return f"承担{section.removesuffix(ending).removesuffix('办公')}相关工作"
    return f"承担{section}相关工作"


def _paper(  # noqa: PLR0913, PLR0917 — the fields of a form, which is made here and nowhere else
    agency: AgencySeed,
    day: date,
    random: Random,
    kind: Kind,
    column: str,
    title: str,
    description: str,
    body: str,
    keywords: tuple[str, ...],
) -> PaperSeed:
    form = Form(kind, column, title, description, body, keywords=keywords, signed=kind is Kind.PLAN)
    made = paper(
        form, agency, day, filling(agency, day, random), publication_day(kind, day, day + timedelta(days=14), random)
    )
    return replace(made, section=agency.disclosure_section)
