"""Stories of what the agencies do, put together from the facts of `works.toml` and `works_towns.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from random import Random
from typing import Any

from gongkai.apps.demonstration.county import AgencySeed, disclosing
from gongkai.apps.demonstration.paper import Kind, PaperSeed
from gongkai.apps.demonstration.texts import entries, pool
from gongkai.apps.demonstration.writing import Form, Period, day_in, filling, paper, publication_day

YEARLY = 8
"""Stories that an agency tells a year."""
STYLES = ("meeting", "check", "story")
NEWS = "statutory.news"
"""The column of meetings and checks; how a work goes is told in the column of what it is about."""
_NUMBERS = "一二三"


@cache
def works_of(agency: AgencySeed) -> tuple[Mapping[str, Any], ...]:
    """Return the works of an agency."""
    rows = (*entries("works.toml", "work"), *entries("works_towns.toml", "work"))
    return tuple(
        row for row in rows if agency.key in row.get("agencies", ()) or agency.level.value in row.get("levels", ())
    )


def story_papers(period: Period, scale: float, random: Random) -> Iterator[PaperSeed]:
    """Yield the stories of all agencies in a period."""
    for agency in disclosing():
        if works_of(agency):
            yield from _of_agency(agency, period, scale, random)


def story(agency: AgencySeed, work: Mapping[str, Any], style: str, random: Random, remarks: int = 2) -> Form:
    """Return a form for a story of a work: how it was planned, checked, or how it goes, with some remarks on how."""
    return Form(
        kind=Kind.NEWS,
        column=work["column"] if style == "story" else NEWS,
        title=_phrase(f"title_{style}", random),
        description=work["facts"][0],
        body=_BODIES[style](work["facts"], "\n".join(random.sample(_sources("context"), remarks)), random),
        keywords=(work["name"], agency.short_name, "工作动态"),
    )


def _of_agency(agency: AgencySeed, period: Period, scale: float, random: Random) -> Iterator[PaperSeed]:
    titles: set[str] = set()
    wanted = max(1, round(YEARLY * scale * len(period.months()) / 12))
    for _ in range(wanted * 3):
        if len(titles) == wanted:
            break
        work = random.choice(works_of(agency))
        fitting = [at for at in period.months() if at[1] in work.get("months", range(1, 13))]
        if not fitting:
            continue
        day = day_in(*random.choice(fitting), "any", random)
        if not period.holds(day):
            continue
        words = {"name": work["name"]}
        form = story(agency, work, random.choice(STYLES), random)
        filled = filling(agency, day, random, words)
        made = paper(form, agency, day, filled, publication_day(Kind.NEWS, day, period.until, random))
        if made.title not in titles:
            titles.add(made.title)
            yield made


def _meeting(facts: list[str], remarks: str, random: Random) -> str:
    demands = random.sample(_sources("demand"), 3)
    asked = "\n".join(f"{number}是{demand}" for number, demand in zip(_NUMBERS, demands, strict=True))
    return (
        f"{_phrase('opening_meeting', random)}\n会议通报了前一阶段工作情况。{facts[0]}{facts[1]}\n"
        f"会议要求，各有关单位要把握时间节点，重点做好以下工作：\n{asked}\n{facts[2]}\n{remarks}\n{_phrase('closing', random)}"
    )


def _check(facts: list[str], remarks: str, random: Random) -> str:
    demand = "".join(random.sample(_sources("demand"), 2))
    return (
        f"{_phrase('opening_check', random)}\n{facts[0]}\n{facts[1]}{facts[2]}\n"
        f"{remarks}\n检查组强调，{demand}\n{_phrase('closing', random)}"
    )


def _story(facts: list[str], remarks: str, random: Random) -> str:
    headings = random.choice(_HEADINGS)
    told = "\n".join(
        f"# {number}、{heading}\n{fact}" for number, heading, fact in zip(_NUMBERS, headings, facts, strict=True)
    )
    return f"{_phrase('opening_story', random)}\n{told}\n{remarks}\n{_phrase('closing', random)}"


_BODIES = {"meeting": _meeting, "check": _check, "story": _story}
_HEADINGS = (
    ("周密安排，压实责任", "突出重点，扎实推进", "强化服务，注重实效"),
    ("明确目标任务", "抓好关键环节", "确保取得实效"),
    ("加强组织，统筹推进", "细化措施，抓好落实", "跟踪问效，巩固成果"),
)


def _phrase(name: str, random: Random) -> str:
    return random.choice(_sources(name))


@cache
def _sources(name: str) -> tuple[str, ...]:
    return tuple(each.source for each in pool(name))
