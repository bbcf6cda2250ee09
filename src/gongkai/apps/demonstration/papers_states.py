"""Papers that are still on their way, or came off it: every state that the desk has to show, and marks to be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from gongkai.apps.demonstration.county import AgencySeed, agency, disclosing
from gongkai.apps.demonstration.paper import Kind, PaperSeed, Stage
from gongkai.apps.demonstration.papers_works import STYLES, story, works_of
from gongkai.apps.demonstration.texts import calendar, entries, workday_before
from gongkai.apps.demonstration.writing import Form, Period, filling, paper
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Review

SENT_BACK = (
    "第二段数据与上月报送数据不一致，请核实后重新送审。",
    "标题与正文内容不符，请修改标题，并补充政策依据。",
    "附表缺少合计，请补齐后再报。",
    "文中单位名称使用了简称，请改为全称。",
    "表述不够准确，“全部完成”与后文“完成96%”矛盾，请修改。",
)
WITHHELD = (
    "文中附有水源地取水口精确坐标和值守安排，公开后可能影响供水安全，不予公开。",
    "文中引用的上级来文标注“内部资料”，未经来文单位同意，不予公开。",
)
REFERRED = "涉及储备物资布局，是否可以公开不能确定，报请有关主管部门确定。"
WITHDRAWN = (
    "公示期满，依照公示规定撤下。",
    "附件上传有误，撤下后重新发布。",
    "处罚决定已被依法撤销，依照行政处罚法第四十八条撤回并说明。",
    "所涉工作安排调整，原通知不再执行。",
)
_CORRECTION = "正文中的咨询电话有误，已更正。"
_WRONG_NUMBER = "0000-6999999"
_ON_APPLICATION = "内容只与特定申请人的生产经营有关，不需要公众广泛知晓，可以依申请提供。"
_WITHHELD_REASON = "属于讨论、请示过程中形成的过程性信息，公开后可能影响正在进行的工作。"


def unfinished_papers(period: Period, scale: float, titles: set[str], random: Random) -> Iterator[PaperSeed]:
    """Yield papers of the last weeks that the public hasn't seen, in every state; one of each at the least.

    None has one of `titles`, which grow by theirs.
    """
    counts = (
        (Stage.DRAFT, 14), (Stage.IN_REVIEW, 18), (Stage.SENT_BACK, 5), (Stage.REFERRED, 1), (Stage.WITHHELD, 2),
        (Stage.READY, 8), (Stage.SETTLED, 4),
    )  # fmt: skip
    agencies = [each for each in disclosing() if works_of(each)]
    place = 0
    for stage, count in counts:
        for number in range(max(1, round(count * min(scale, 1)))):
            each = agency("commerce") if number == 0 else agencies[(place * 7) % len(agencies)]
            place += 1
            day = workday_before(period.until - timedelta(days=random.randint(1, 12)))
            yield _at(_untold(each, day, titles, random), stage, number, period)
    yield from _marked(period, random)


def troubled(papers: list[PaperSeed], period: Period, scale: float, random: Random) -> dict[str, PaperSeed]:
    """Return published papers as they are after a withdrawal or a correction, by key."""
    fitting = [
        each
        for each in papers
        if each.kind in {Kind.NOTICE, Kind.PENALTY, Kind.RECRUITMENT} and each.published_on and not each.relations
        and each.published_on < period.until - timedelta(days=20) and agency(each.agency).telephone in each.body
    ]  # fmt: skip
    number = min(len(fitting) // 2, max(2, round(8 * min(scale, 1))))
    picked = random.sample(fitting, 2 * number) if number else []
    changed = [_withdrawn(each, period, random) for each in picked[:number]]
    changed += [_corrected(each, period, random) for each in picked[number:]]
    return {each.key: each for each in changed}


def identity_number(random: Random) -> str:
    """Return a number that is formed like a citizen's and belongs to nobody: of a place that isn't, born before 1910."""
    digits = f"239900{random.randint(1901, 1909)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}{random.randint(0, 999):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def _untold(each: AgencySeed, day: date, titles: set[str], random: Random) -> PaperSeed:
    """Return a story under a title that isn't taken, of a work that is done at that time of the year where there is one."""
    works = works_of(each)
    timely = [work for work in works if day.month in work.get("months", (day.month,))] or list(works)
    while True:
        work = random.choice(timely)
        filled = filling(each, day, random, {"name": work["name"]})
        made = paper(story(each, work, random.choice(STYLES), random), each, day, filled, None)
        if made.title not in titles:
            titles.add(made.title)
            return made
        timely = list(works)


def _at(made: PaperSeed, stage: Stage, number: int, period: Period) -> PaperSeed:
    """Return a paper as it stands at a stage."""
    day = min(calendar().add(made.formed_on, 1), period.until)
    at = replace(made, stage=stage, stage_on=day)
    if stage is Stage.IN_REVIEW:
        return replace(at, reached=(Review.DISCLOSURE_REVIEW, Review.SECRECY_REVIEW, Review.SIGNATURE)[number % 3])
    if stage is Stage.READY:
        return replace(at, scheduled_on=calendar().add(period.until, 1 + number))
    if stage is Stage.SETTLED:
        if number % 2:
            return replace(at, attribute=Attribute.WITHHELD, ground="N6", reason=_WITHHELD_REASON)
        return replace(at, attribute=Attribute.ON_APPLICATION, reason=_ON_APPLICATION)
    remarks = {
        Stage.SENT_BACK: SENT_BACK[number % len(SENT_BACK)],
        Stage.WITHHELD: WITHHELD[number % len(WITHHELD)],
        Stage.REFERRED: REFERRED,
    }
    reached = Review.SECRECY_REVIEW if stage in {Stage.WITHHELD, Stage.REFERRED} else None
    return replace(at, remark=remarks.get(stage, ""), reached=reached)


def _marked(period: Period, random: Random) -> Iterator[PaperSeed]:
    """Yield drafts that hold what must not go out: identity numbers, telephones, an address, a mark of secrecy."""
    for row in entries("marked.toml", "draft"):
        each = agency(row["agency"])
        day = workday_before(period.until - timedelta(days=random.randint(1, 6)))
        words = {f"identity_{number}": identity_number(random) for number in range(1, 7)}
        form = Form(
            kind=Kind(row["kind"]),
            column=row["column"],
            title=row["title"],
            description=row["description"],
            body=row["body"],
            keywords=tuple(row["keywords"]),
            signed=True,
        )
        made = paper(form, each, day, filling(each, day, random, words), None)
        yield replace(
            made,
            stage=Stage(row["stage"]),
            stage_on=day,
            reached=Review(row["reached"]) if row.get("reached") else None,
        )


def _withdrawn(each: PaperSeed, period: Period, random: Random) -> PaperSeed:
    reason = WITHDRAWN[2] if each.kind is Kind.PENALTY else random.choice((WITHDRAWN[0], WITHDRAWN[1], WITHDRAWN[3]))
    return replace(each, stage=Stage.WITHDRAWN, stage_on=_later(each, period, random), remark=reason)


def _corrected(each: PaperSeed, period: Period, random: Random) -> PaperSeed:
    """Return a paper that was first published with a wrong telephone."""
    wrong = each.body.replace(agency(each.agency).telephone, _WRONG_NUMBER)
    return replace(
        each,
        stage=Stage.CORRECTED,
        stage_on=_later(each, period, random),
        remark=_CORRECTION,
        earlier_body=wrong,
    )


def _later(each: PaperSeed, period: Period, random: Random) -> date:
    return min(calendar().add(each.published_on or each.formed_on, random.randint(2, 9)), period.until)
