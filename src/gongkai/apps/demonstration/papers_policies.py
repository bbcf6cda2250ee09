"""Policy documents and normative documents of the demonstration, their interpretations, amendments and repeals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from gongkai.apps.demonstration.county import COUNTY, OFFICE, AgencySeed, agency
from gongkai.apps.demonstration.paper import Kind, Link, PaperSeed, Relation
from gongkai.apps.demonstration.texts import calendar, entries, workday
from gongkai.apps.demonstration.writing import Form, Period, filling, paper
from gongkai.core.law.days import chinese
from gongkai.core.law.numerals import chinese as chinese_number
from gongkai.core.publication.attribute import published_mark

REPEALING = "policy-repeal"
CONTINUING = "policy-list"
_RULE_WORDS = {COUNTY: "清政规", OFFICE: "清政办规"}
_OLDER = 5
"""Every so many of the documents is an older one, issued before the period, that something happens to in it."""
_RECIPIENTS = "各乡镇人民政府、街道办事处，县政府各部门："
_TEXT = ("text",)
_QUESTIONS = ("questions",)


def policy_papers(period: Period, scale: float, random: Random) -> Iterator[PaperSeed]:
    """Yield the documents in the order of their days, each with a number, then their interpretations and what ends them."""
    rows = entries("policies.toml", "policy")
    rows = rows[: max(2, round(len(rows) * min(scale, 1)))]
    dated = sorted((_issued_on(place, period, random), place) for place in range(len(rows)))
    serials: dict[tuple[str, int], int] = {}
    documents = []
    for day, place in dated:
        issuer = agency(rows[place]["issuer"])
        word = _RULE_WORDS.get(issuer.key, f"{issuer.document_word}规")
        serials[word, day.year] = serials.get((word, day.year), 0) + 1
        document = _document(rows[place], place, issuer, day, random)
        documents.append(replace(document, document_number=f"{word}〔{day.year}〕{serials[word, day.year]}号"))
        yield documents[-1]
        yield from _interpretations(rows[place], documents[-1], random)
    yield from _ends(documents, period, random)


def _issued_on(place: int, period: Period, random: Random) -> date:
    """Return when a document was issued: over the period, but some two to four years before."""
    if place % _OLDER == _OLDER - 1:
        return workday(period.since - timedelta(days=random.randint(700, 1400)))
    span = (period.until - period.since).days - 40
    return workday(period.since + timedelta(days=random.randint(5, max(6, span))))


def _document(row: Mapping[str, Any], place: int, issuer: AgencySeed, day: date, random: Random) -> PaperSeed:
    name = row["name"]
    since = workday(day + timedelta(days=30)).replace(day=1) if place % 2 else day
    since = max(since, day)
    until = _end(since, row["valid"])
    articles = [f"第{chinese_number(number)}条　{each}" for number, each in enumerate(row["articles"], start=1)]
    articles.append(
        f"第{chinese_number(len(articles) + 1)}条　本{_short(name)}由{agency(row['drafter']).name}负责解释。"
    )
    articles.append(
        f"第{chinese_number(len(articles) + 1)}条　本{_short(name)}自{chinese(since)}起施行，有效期{row['valid']}年。"
    )
    body = "\n".join(
        [
            _RECIPIENTS,
            f"《{name}》已经{_body_of(issuer)}同意，现印发给你们，请认真贯彻执行。",
            f"# {name}",
            *articles,
            published_mark(),
        ]
    )
    form = Form(
        kind=Kind.NORMATIVE,
        column="statutory.policies",
        title=f"关于印发{name}的通知",
        description=f"{row['aims']}",
        body=body,
        genre="通知",
        keywords=(_subject(name), "规范性文件", agency(row["drafter"]).short_name),
        theme=row["theme"],
        signed=True,
    )
    made = paper(form, issuer, day, filling(issuer, day, random), calendar().add(day, random.choice((0, 1, 2, 3))))
    return replace(made, key=f"policy-{place:02d}", effective_from=since, effective_to=until, important=True)


def _interpretations(row: Mapping[str, Any], document: PaperSeed, random: Random) -> Iterator[PaperSeed]:
    """Yield the interpretation in words, and for two of three documents questions and answers."""
    drafter = agency(row["drafter"])
    day = document.published_on or document.formed_on
    yield _interpretation(row, document, drafter, day, _in_words(row, document), _TEXT, random)
    if int(document.key[-2:]) % 3:
        yield _interpretation(row, document, drafter, day, _in_questions(row), _QUESTIONS, random)


def _interpretation(
    row: Mapping[str, Any],
    document: PaperSeed,
    drafter: AgencySeed,
    day: date,
    body: str,
    styles: tuple[str, ...],
    random: Random,
) -> PaperSeed:
    asked = styles == _QUESTIONS
    form = Form(
        kind=Kind.INTERPRETATION,
        column="statutory.interpretation",
        title=f"《{row['name']}》{'问答' if asked else '政策解读'}",
        description=row["benefits"],
        body=body,
        keywords=("政策解读", _subject(row["name"]), drafter.short_name),
        theme=row["theme"],
        signed=not asked,
    )
    made = paper(
        form, drafter, workday(day), filling(drafter, day, random), calendar().add(day, random.choice((0, 1, 2, 3)))
    )
    key = f"{document.key}-{styles[0]}"
    return replace(made, key=key, relations=(Relation(Link.INTERPRETS, document.key),), styles=styles)


def _in_words(row: Mapping[str, Any], document: PaperSeed) -> str:
    points = "\n".join(f"（{chinese_number(number)}）{point}" for number, point in enumerate(row["points"], start=1))
    since = chinese(document.effective_from or document.formed_on)
    return "\n".join([
        "# 一、背景依据", row["background"],
        "# 二、目标任务", row["aims"],
        "# 三、主要内容", points,
        "# 四、涉及范围和执行标准", f"适用于本县行政区域内的有关单位和个人，具体标准见文件正文，自{since}起执行，有效期{row['valid']}年。",
        "# 五、惠民利民举措", row["benefits"],
        "# 六、新旧政策差异", row["differences"],
        "# 七、关键词诠释", row["words"],
        "# 八、注意事项", "本解读仅帮助理解，以文件正文为准。政策咨询电话：{telephone}，解读单位：{agency}。",
    ])  # fmt: skip


def _in_questions(row: Mapping[str, Any]) -> str:
    asked = [
        ["为什么制定这个文件？", row["background"]],
        *row["questions"],
        ["与以前相比有什么变化？", row["differences"]],
    ]
    return (
        "\n".join(
            f"# {chinese_number(number)}、{question}\n{answer}"
            for number, (question, answer) in enumerate(asked, start=1)
        )
        + "\n更多问题可拨打{telephone}咨询。"
    )


def _ends(documents: list[PaperSeed], period: Period, random: Random) -> Iterator[PaperSeed]:
    """Yield what happens to older documents: one is amended, one repealed, and the list of those that hold on."""
    older = [each for each in documents if each.formed_on < period.since]
    justice, county = agency("justice"), agency(COUNTY)
    day = workday(period.until - timedelta(days=150))
    if older:
        yield _amendment(older[0], agency(older[0].agency), day, random)
    if len(older) > 1:
        yield _repeal(older[1], county, workday(day + timedelta(days=20)), random)
    yield _list(documents, justice, workday(day - timedelta(days=60)), random)


def _amendment(document: PaperSeed, issuer: AgencySeed, day: date, random: Random) -> PaperSeed:
    name = _name(document)
    form = Form(
        kind=Kind.NORMATIVE,
        column="statutory.policies",
        title=f"关于修改{name}的决定",
        description="根据上位法调整部门职责表述和公示期限，明确监督电话公开要求。",
        body=(
            f"{_RECIPIENTS}\n为保持政策与上位法一致，决定对《{name}》（{document.document_number}）作如下修改：\n"
            "一、将第四条中的有关部门名称按照机构改革后的名称作相应调整。\n"
            "二、在第九条后增加一条，作为第十条：“承办单位应当在办公场所和县政府网站公布监督电话，受理投诉举报。”原条文序号依次顺延。\n"
            f"三、本决定自{chinese(day)}起施行。《{name}》根据本决定作相应修改，重新公布。\n{published_mark()}"
        ),
        genre="决定",
        keywords=(_subject(name), "修改", "规范性文件"),
        theme=document.theme,
        signed=True,
    )
    made = paper(form, issuer, day, filling(issuer, day, random), day)
    return replace(
        made,
        key="policy-amendment",
        document_number=f"{document.document_number.partition('〔')[0]}〔{day.year}〕9号",
        effective_from=day,
        relations=(Relation(Link.AMENDS, document.key, day),),
        important=True,
    )


def _repeal(document: PaperSeed, county: AgencySeed, day: date, random: Random) -> PaperSeed:
    name = _name(document)
    form = Form(
        kind=Kind.NORMATIVE,
        column="statutory.policies",
        title="关于废止部分行政规范性文件的决定",
        description="经清理，对已被新政策代替或者与上位法不一致的文件予以废止。",
        body=(
            f"{_RECIPIENTS}\n按照规范性文件清理工作要求，经县政府常务会议讨论，决定废止下列行政规范性文件，自{chinese(day)}起不再执行：\n"
            "|! 废止的行政规范性文件\n| 序号 | 文件名称 | 文号 | 废止理由 |\n"
            f"| 1 | {name} | {document.document_number} | 已被新的规定代替 |\n"
            f"按照原文件已经办理的事项继续有效，正在办理的按照现行规定办理。\n{published_mark()}"
        ),
        genre="决定",
        keywords=("规范性文件", "废止", "清理"),
        theme="综合政务",
        signed=True,
    )
    made = paper(form, county, day, filling(county, day, random), day)
    return replace(
        made,
        key=REPEALING,
        document_number=f"清政规〔{day.year}〕8号",
        effective_from=day,
        relations=(Relation(Link.REPEALS, document.key, day),),
        important=True,
    )


def _list(documents: list[PaperSeed], justice: AgencySeed, day: date, random: Random) -> PaperSeed:
    held = [each for each in documents if (each.effective_from or each.formed_on) <= day]
    rows = "\n".join(
        f"| {number} | {_name(each)} | {each.document_number} | {chinese(each.effective_to) if each.effective_to else '长期'} |"
        for number, each in enumerate(held, start=1)
    )
    form = Form(
        kind=Kind.NOTICE,
        column="statutory.policies",
        title="关于公布清禾县现行有效行政规范性文件目录的公告",
        description="公布现行有效的行政规范性文件名称、文号和有效期截止日期。",
        body=(
            f"按照行政规范性文件管理规定，现将截至{chinese(day)}现行有效的行政规范性文件目录予以公布。未列入目录的，不得作为行政管理的依据。\n"
            f"|! 现行有效行政规范性文件目录\n| 序号 | 文件名称 | 文号 | 有效期至 |\n{rows}\n"
            "文件全文可在县政府网站“政策文件”栏目查阅、下载。咨询电话：{telephone}。"
        ),
        genre="公告",
        keywords=("规范性文件", "目录", "现行有效"),
        theme="综合政务",
        signed=True,
    )
    return replace(paper(form, justice, day, filling(justice, day, random), day), key=CONTINUING)


def _end(since: date, years: int) -> date | None:
    """Return the last day of a document that holds for so many years.

    >>> _end(date(2025, 3, 1), 2)
    datetime.date(2027, 2, 28)
    """
    return date(since.year + years, since.month, min(since.day, 28)) - timedelta(days=1) if years else None


def _name(document: PaperSeed) -> str:
    return document.title.partition("关于印发")[2].removesuffix("的通知")


def _short(name: str) -> str:
    """Return the word by which a document names itself.

    >>> _short("清禾县临时救助实施细则")
    '细则'
    """
    return next(word for word in ("办法", "细则", "规程", "规定") if name.endswith(word))


def _subject(name: str) -> str:
    """Return what a document is about.

    >>> _subject("清禾县公共租赁住房管理办法")
    '公共租赁住房管理'
    """
    return name.removeprefix("清禾县").removesuffix(_short(name)).removesuffix("实施").removesuffix("暂行")


def _body_of(issuer: AgencySeed) -> str:
    return "县政府常务会议" if issuer.key in {COUNTY, OFFICE} else "本局局务会议讨论"
