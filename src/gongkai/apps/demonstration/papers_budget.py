"""Budgets and final accounts with figures that add up, of every agency and of the county."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from gongkai.apps.demonstration.county import AgencySeed, agency, disclosing
from gongkai.apps.demonstration.paper import Kind, PaperSeed
from gongkai.apps.demonstration.texts import workday
from gongkai.apps.demonstration.writing import Form, Period, filling, paper, publication_day

_SUBJECTS = {
    "education": "教育支出",
    "police": "公共安全支出",
    "justice": "公共安全支出",
    "industry": "科学技术支出",
    "culture": "文化旅游体育与传媒支出",
    "civil-affairs": "社会保障和就业支出",
    "labour": "社会保障和就业支出",
    "veterans": "社会保障和就业支出",
    "health": "卫生健康支出",
    "insurance": "卫生健康支出",
    "environment": "节能环保支出",
    "housing": "城乡社区支出",
    "city-management": "城乡社区支出",
    "water": "农林水支出",
    "agriculture": "农林水支出",
    "forestry": "农林水支出",
    "transport": "交通运输支出",
    "commerce": "商业服务业等支出",
    "natural-resources": "自然资源海洋气象等支出",
    "emergency": "灾害防治及应急管理支出",
}
_GENERAL = "一般公共服务支出"
_SIZES = {"education": 28000, "health": 9600, "police": 8200, "agriculture": 7600, "civil-affairs": 6800, "water": 5200}
"""What an agency spends in a year, in 万元; the others below."""
_COMMON_SIZE, _TOWN_SIZE = 1600, 1900


def budget_papers(period: Period, random: Random) -> Iterator[PaperSeed]:
    """Yield the budgets and final accounts of a period: budgets in February, accounts in September."""
    for each in disclosing():
        if each.key == "county":
            continue
        for year in range(period.since.year, period.until.year + 1):
            size = _size(each, year)
            for day, account in (
                (date(year, 2, random.randint(8, 20)), False),
                (date(year, 9, random.randint(8, 24)), True),
            ):
                if period.holds(workday(day)):
                    yield _of_agency(
                        each, workday(day), size if not account else _size(each, year - 1), random, account=account
                    )
    for year in range(period.since.year, period.until.year + 1):
        if period.holds(day := workday(date(year, 2, 12))):
            yield _of_county(day, random)


def _size(each: AgencySeed, year: int) -> float:
    """Return the yearly total of an agency in 万元, the same whoever asks, growing a little from year to year."""
    own = Random(f"{each.key}").uniform(0.8, 1.3)  # noqa: S311 — the same every time
    base = _TOWN_SIZE if each.is_town else _SIZES.get(each.key, _COMMON_SIZE)
    return base * own * (1 + 0.03 * (year - 2024))


def _of_agency(each: AgencySeed, day: date, size: float, random: Random, *, account: bool) -> PaperSeed:
    parts = _parts(each, size, random)
    total = round(sum(amount for _, amount in parts), 2)
    staff, office = round(total * 0.58, 2), round(total * 0.09, 2)
    projects = round(total - staff - office, 2)
    word, year = ("决算", "{lastyear}") if account else ("预算", "{year}")
    rows = "\n".join(f"| {name} | {amount:.2f} |" for name, amount in parts)
    body = (
        f"# 一、部门概况\n{{we}}为{'乡级' if each.is_town else '县级'}一级预算单位，主要职责：{each.duties[0]}\n"
        f"# 二、收支总体情况\n{year}年收入{word}{total:.2f}万元，支出{word}{total:.2f}万元，收支平衡。\n"
        f"|! {year}年支出{word}表（按功能分类）\n| 项目 | 金额（万元） |\n{rows}\n| 合计 | {total:.2f} |\n"
        f"|! {year}年支出{word}表（按用途）\n| 项目 | 金额（万元） | 占比 |\n"
        f"| 人员经费 | {staff:.2f} | {staff / total:.1%} |\n| 公用经费 | {office:.2f} | {office / total:.1%} |\n"
        f"| 项目支出 | {projects:.2f} | {projects / total:.1%} |\n| 合计 | {total:.2f} | 100.0% |\n"
        f"{_three_costs(word, year, total, random)}\n"
        f"# 四、其他重要事项\n（一）政府采购{word}{total * random.uniform(0.04, 0.11):.2f}万元。\n"
        f"（二）截至{{lastyear}}年12月31日，共有车辆{random.randint(1, 6)}辆，无单价100万元以上的设备。\n"
        f"（三）预算绩效管理：对{random.randint(2, 6)}个项目开展绩效{'自评，自评结果为“优”或者“良”' if account else '目标管理，覆盖率100%'}。\n"
        "# 五、名词解释\n人员经费是指用于工资福利和对个人和家庭补助的支出；公用经费是指保障机构正常运转的支出；项目支出是指为完成特定任务发生的支出。"
    )
    form = Form(
        kind=Kind.BUDGET,
        column="statutory.budget",
        title=f"{{agency}}{year}年部门{word}",
        description=f"部门收支{word}总体情况、“三公”经费、政府采购和绩效情况。",
        body=body,
        keywords=(f"部门{word}", "三公经费", "{short}"),
        theme="财政、金融、审计",
        signed=True,
    )
    made = paper(
        form, each, day, filling(each, day, random), publication_day(Kind.BUDGET, day, day.replace(day=28), random)
    )
    return replace(made, section=each.disclosure_section)


def _parts(each: AgencySeed, size: float, random: Random) -> list[tuple[str, float]]:
    """Split a total over the functions it serves; the agency's own takes the most."""
    main = _SUBJECTS.get(each.key, _GENERAL)
    shares = {
        main: random.uniform(0.78, 0.84),
        "社会保障和就业支出": 0.085,
        "卫生健康支出": 0.042,
        "住房保障支出": 0.048,
    }
    if main in {"社会保障和就业支出", "卫生健康支出"}:
        shares[main] = random.uniform(0.84, 0.90)
    return [(name, round(size * share, 2)) for name, share in shares.items()]


def _three_costs(word: str, year: str, total: float, random: Random) -> str:
    cars, guests = round(total * random.uniform(0.002, 0.004), 2), round(total * random.uniform(0.0002, 0.0006), 2)
    return (
        f"# 三、“三公”经费情况\n{year}年“三公”经费{word}{cars + guests:.2f}万元，其中：因公出国（境）费0.00万元；"
        f"公务用车购置及运行维护费{cars:.2f}万元；公务接待费{guests:.2f}万元。比上年减少{random.uniform(1, 6):.1f}%，主要是落实过紧日子要求，压减一般性支出。"
    )


def _of_county(day: date, random: Random) -> PaperSeed:
    rows, total = [], 0.0
    for name, share in (
        ("一般公共服务支出", 9.2), ("公共安全支出", 4.1), ("教育支出", 14.6), ("科学技术支出", 0.6), ("文化旅游体育与传媒支出", 1.1),
        ("社会保障和就业支出", 19.8), ("卫生健康支出", 8.2), ("节能环保支出", 2.2), ("城乡社区支出", 4.6), ("农林水支出", 24.4),
        ("交通运输支出", 3.6), ("其他支出", 7.6),
    ):  # fmt: skip
        amount = round(share * 5200 * random.uniform(0.95, 1.05))
        total += amount
        rows.append(f"| {name} | {amount} |")
    income = round(total * random.uniform(0.16, 0.2))
    transfers = round(total - income)
    body = (
        f"# 一、收入预算\n{{year}}年全县一般公共预算收入安排{income}万元，上级转移支付和其他收入{transfers}万元，收入总计{total:.0f}万元。\n"
        f"# 二、支出预算\n支出总计安排{total:.0f}万元，收支平衡。\n|! 一般公共预算支出表\n| 科目 | 预算数（万元） |\n"
        + "\n".join(rows)
        + f"\n| 合计 | {total:.0f} |\n"
        "# 三、保障重点\n坚持“三保”支出优先，足额保障基本民生、工资发放和机构运转；压减非重点、非刚性支出，集中财力保障教育、医疗、社会保障和农业农村。\n"
        "# 四、政府债务\n严格执行政府债务限额管理，按时足额偿还到期债务本息，没有新增隐性债务。"
    )
    finance = agency("finance")
    form = Form(
        kind=Kind.BUDGET,
        column="statutory.budget",
        title="清禾县{year}年一般公共预算公开",
        description="全县一般公共预算收入、支出安排和保障重点。",
        body=body,
        keywords=("政府预算", "一般公共预算", "财政收支"),
        signed=True,
    )
    return paper(form, finance, day, filling(finance, day, random), day)
