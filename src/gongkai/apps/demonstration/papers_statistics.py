"""Statistics whose figures grow from month to month, and the communiqué of the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from gongkai.apps.demonstration.county import AgencySeed, agency
from gongkai.apps.demonstration.paper import Kind, PaperSeed
from gongkai.apps.demonstration.texts import workday
from gongkai.apps.demonstration.writing import Form, Period, filling, paper, publication_day


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that is told by month: its unit, what a whole year brings, its usual growth in percent."""

    name: str
    unit: str
    year_total: float
    growth: float
    places: int = 1


ECONOMY = (
    Indicator("规模以上工业增加值", "亿元", 38.6, 5.4),
    Indicator("固定资产投资", "亿元", 62.4, 6.8),
    Indicator("社会消费品零售总额", "亿元", 96.2, 5.2),
    Indicator("一般公共预算收入", "万元", 96400, 4.6, 0),
    Indicator("一般公共预算支出", "万元", 521000, 3.2, 0),
    Indicator("全社会用电量", "万千瓦时", 128600, 4.2, 0),
)
_OF_AGENCIES = (
    ("industry", "规模以上工业企业运行情况", "statutory.statistics", (
        Indicator("规模以上工业总产值", "亿元", 142.6, 5.8),
        Indicator("农产品加工业产值", "亿元", 92.4, 6.6),
        Indicator("工业用电量", "万千瓦时", 46200, 4.4, 0),
        Indicator("大米产量", "万吨", 118.0, 3.6),
    )),
    ("commerce", "商贸流通运行情况", "statutory.statistics", (
        Indicator("限额以上批发业销售额", "亿元", 46.8, 6.2),
        Indicator("限额以上零售业销售额", "亿元", 28.6, 4.8),
        Indicator("农产品网络零售额", "亿元", 16.2, 11.4),
        Indicator("外贸进出口总值", "万元", 32600, 7.2, 0),
    )),
)  # fmt: skip
_FIRST_MONTH, _LAST_MONTH = 2, 12


def statistics_papers(period: Period, scale: float, random: Random) -> Iterator[PaperSeed]:
    """Yield the monthly figures and the communiqués of a period; fewer months at a smaller scale."""
    step = max(1, round(1 / scale)) if scale < 1 else 1
    for year, month in period.months()[::step]:
        of_year, of_month = (year, month - 1) if month > 1 else (year - 1, _LAST_MONTH)
        if of_month < _FIRST_MONTH or not period.holds(day := workday(date(year, month, random.randint(15, 22)))):
            continue
        yield _monthly(
            agency("statistics"), "国民经济主要指标", "statutory.statistics", ECONOMY, (of_year, of_month), day, random
        )
        if of_month % 3 == 0:
            for key, title, column, indicators in _OF_AGENCIES:
                yield _monthly(agency(key), title, column, indicators, (of_year, of_month), day, random)
    for year in range(period.since.year, period.until.year + 1):
        if period.holds(day := workday(date(year, 3, 26))):
            yield _communique(day, random)


def cumulative(indicator: Indicator, year: int, month: int) -> tuple[float, float]:
    """Return what an indicator has come to since January, and its growth in percent: the same whoever asks.

    >>> [cumulative(ECONOMY[1], 2025, month)[0] < cumulative(ECONOMY[1], 2025, month + 1)[0] for month in range(1, 12)]
    [True, True, True, True, True, True, True, True, True, True, True]
    """
    own = Random(f"{indicator.name}{year}")  # noqa: S311 — the same every time
    grown = indicator.growth + own.uniform(-1.2, 1.2)
    shares = [own.uniform(0.7, 1.3) for _ in range(12)]
    share = sum(shares[:month]) / sum(shares)
    total = indicator.year_total * (1 + indicator.growth / 100) ** (year - 2024)
    drift = Random(f"{indicator.name}{year}{month}").uniform(-0.6, 0.6)  # noqa: S311 — the same every time
    return round(total * share, indicator.places), round(grown + drift, 1)


def _monthly(
    of: AgencySeed,
    subject: str,
    column: str,
    indicators: tuple[Indicator, ...],
    at: tuple[int, int],
    day: date,
    random: Random,
) -> PaperSeed:
    year, month = at
    figures = [(each, *cumulative(each, year, month)) for each in indicators]
    rows = "\n".join(
        f"| {each.name} | {each.unit} | {value:.{each.places}f} | {growth:+.1f} |" for each, value, growth in figures
    )
    best = max(figures, key=lambda figure: figure[2])
    told = "、".join(f"{each.name}{value:.{each.places}f}{each.unit}" for each, value, _ in figures[:2])
    span = f"{year}年{month}月" if month == _LAST_MONTH else f"{year}年1—{month}月"
    body = (
        f"# 一、主要指标\n{span}，全县{told}。\n|! {span}{subject}\n| 指标 | 单位 | 累计 | 同比增长（%） |\n{rows}\n"
        f"# 二、简要分析\n{span}，各项指标总体平稳，其中{best[0].name}增长较快，同比增长{best[2]:.1f}%。"
        "从走势看，农产品加工和消费是主要支撑，投资受季节影响较大。\n"
        "# 三、说明\n1月份数据不单独发布；增长速度按可比口径计算；部分数据为初步统计数，最终以年度统计公报为准。"
    )
    form = Form(
        kind=Kind.STATISTICS,
        column=column,
        title=f"清禾县{span.replace(f'{year}年12月', f'{year}年全年')}{subject}",
        description=f"{subject}累计数、同比增长速度和简要分析。",
        body=body,
        keywords=("统计数据", subject, f"{year}年"),
        signed=True,
    )
    return paper(
        form, of, day, filling(of, day, random), publication_day(Kind.STATISTICS, day, day.replace(day=28), random)
    )


def _communique(day: date, random: Random) -> PaperSeed:
    of, year = agency("statistics"), day.year - 1
    figures = {each.name: cumulative(each, year, _LAST_MONTH) for each in ECONOMY}
    told = "".join(
        f"（{number}）{each.name}{figures[each.name][0]:.{each.places}f}{each.unit}，比上年增长{figures[each.name][1]:.1f}%。\n"
        for number, each in zip("一二三四五六", ECONOMY, strict=True)
    )
    primary, secondary, tertiary = random.randint(398, 416), random.randint(168, 182), 0
    tertiary = 1000 - primary - secondary
    body = (
        f"# 一、综合\n初步核算，{year}年全县地区生产总值比上年增长{random.uniform(4.6, 6.2):.1f}%。三次产业结构为"
        f"{primary / 10:.1f}:{secondary / 10:.1f}:{tertiary / 10:.1f}。\n{told}"
        f"# 二、农业\n粮食总产量{random.uniform(30.6, 33.4):.1f}亿斤，其中水稻{random.uniform(20.2, 22.4):.1f}亿斤。生猪存栏{random.uniform(18, 26):.1f}万头，"
        f"牛存栏{random.uniform(8, 12):.1f}万头。\n"
        f"# 三、教育、科技、文化和卫生\n普通中小学在校生{random.uniform(4.2, 4.9):.1f}万人；公共图书馆藏书{random.uniform(16, 22):.1f}万册；医疗卫生机构床位{random.randint(2600, 3100)}张。\n"
        f"# 四、人口、生活和社会保障\n年末户籍总人口{random.uniform(62.0, 63.8):.1f}万人。城镇居民人均可支配收入{random.randint(31200, 33600)}元，"
        f"农村居民人均可支配收入{random.randint(22600, 24800)}元。参加基本养老保险{random.uniform(33, 37):.1f}万人。\n"
        f"# 五、资源和环境\n县城空气优良天数比例{random.uniform(92, 96.8):.1f}%，森林覆盖率{random.uniform(43.1, 43.6):.1f}%。\n"
        "注：本公报为初步统计数；部分数据因四舍五入，存在总计与分项合计不等的情况。"
    )
    form = Form(
        kind=Kind.STATISTICS,
        column="statutory.statistics",
        title=f"清禾县{year}年国民经济和社会发展统计公报",
        description="上年度国民经济核算、农业、投资消费、人民生活等主要统计数据。",
        body=body,
        genre="公报",
        keywords=("统计公报", "国民经济", f"{year}年"),
        signed=True,
    )
    return paper(form, of, day, filling(of, day, random), day)
