"""Facts about a person who is named beside them: day of birth, health, means, faith, whereabouts, a child's age."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from gongkai.core.publication.marks import Kind, Mark, Urgency, either
from gongkai.core.publication.passage import HAN, Passage

_DAY = r"((?:19|20)[0-9]{2} ?(?:年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日|-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|\.[0-9]{1,2}\.[0-9]{1,2}|[01][0-9][0-3][0-9])(?![0-9]))"
_BORN_ON = re.compile(rf"(?:出生(?:日期|年月日|年月|时间|于)?|生日|生于)[:\t 为是]{{0,3}}{_DAY}")
_ON_BORN = re.compile(rf"{_DAY}(?:出生|生(?=[,。;、 )\n]))")
_AGE = re.compile(r"[男女][, 、\t]{0,2}(?:现年|年龄)?([0-9]{1,2}) ?(?:周岁|岁)")

_SURNAME = either("surnames")
_NAME = rf"{_SURNAME}(?:[{HAN}·]{{1,2}})"
_PERSON = re.compile(
    rf"姓名[:\t ]{{1,3}}[{HAN}·]{{2,4}}"
    rf"|(?<![{HAN}]){_NAME}[, 、\t(]{{1,2}}[男女](?=[,、\t 。;)])"
    rf"|{either('persons')}[: ]{{0,2}}{_NAME}(?=[,(:;。\t ]|因|系|患有)"
)
# A name in front of an illness: "王小明，因患尿毒症"; words that only begin like a name (高血压，关于) end otherwise.
_PATIENT = re.compile(
    rf"(?<![{HAN}]){_NAME}(?<![人者员工民病压炎症等于见障位众方])"
    r"(?:[,、 \t(]{1,2}(?:[男女][,、 ]{1,2})?(?:[0-9]{1,3}周?岁[,、 ]{1,2})?)?"
    rf"(?:(?:因|系|已|曾)?(?:患(?![者儿病])|身患|罹患|被?诊断|被?确诊(?!率)|感染(?!者|率|科))|系?{either('health')}.{{0,3}}(?:感染者|患者|病人))"
)
_ILLNESS = re.compile(either("health"))
_SHORTENED_PATIENT = re.compile(
    rf"(?:{either('persons')}[: ]{{0,2}}|(?<![{HAN}])){_SURNAME}[某×*]{{1,2}}[,、 \t(因系]{{0,2}}[^,;。\n]{{0,6}}?({either('health')}[^,;。、:\n\t ()]{{0,16}})"
)
_HIDDEN = re.compile("[某×*]")
_FACTS = tuple((kind, re.compile(f"({either(kind.value)})" + r"[: ]?[^,;。、:\n\t ()]{0,16}")) for kind in (
    Kind.HEALTH, Kind.FINANCE, Kind.BIOMETRICS, Kind.BELIEF, Kind.WHEREABOUTS,
))  # fmt: skip
_TELLING = frozenset((Kind.IDENTITY_NUMBER, Kind.DISABILITY_CERTIFICATE, Kind.MOBILE_NUMBER, Kind.HOME_ADDRESS))
REACH = 40
CHILD = 14


def find_birth_dates(passage: Passage) -> Iterator[Mark]:
    """Yield full days of birth; year and month alone, as in an official's record, are left."""
    if "生" in passage.plain:
        for pattern in (_BORN_ON, _ON_BORN):
            for match in pattern.finditer(passage.plain):
                masked = passage.text[match.start(1) : match.start(1) + 4] + "年*月*日"
                yield passage.mark(Kind.BIRTH_DATE, match.span(1), "写明了出生的年、月、日", masked=masked)


def find_personal_facts(passage: Passage, marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield sensitive facts that stand in one line with a person; `marks` are what was already found of persons."""
    people = _people(passage, marks)
    if people:
        for kind, pattern in _FACTS:
            for match in pattern.finditer(passage.plain):
                if _is_near(passage, people, match.span()):
                    yield passage.mark(kind, match.span(), f"写有“{match[1]}”，并且写明了是谁")
        yield from _children(passage, people)
    for match in _SHORTENED_PATIENT.finditer(passage.plain):
        reason = "姓名只留了姓，病情还连着写，熟悉情况的人仍能认出是谁"
        yield passage.mark(Kind.HEALTH, match.span(1), reason, urgency=Urgency.HINT)


def names_a_person(text: str) -> bool:
    """Say whether a plain text names somebody in full.

    >>> names_a_person("救助对象王小明,联系电话"), names_a_person("申请人王某,联系电话")
    (True, False)
    """
    return any(not _HIDDEN.search(match[0]) for match in _PERSON.finditer(text))


def _children(passage: Passage, people: list[int]) -> Iterator[Mark]:
    for match in _AGE.finditer(passage.plain):
        if int(match[1]) < CHILD and _is_near(passage, people, match.span()):
            yield passage.mark(Kind.MINOR, match.span(1), f"写明了是谁，年龄{match[1]}岁，不满十四周岁")


def _people(passage: Passage, marks: Iterable[Mark]) -> list[int]:
    """Return where somebody is told by name or number, in order; a name already shortened (张某) tells nobody."""
    named = (match.start() for match in _PERSON.finditer(passage.plain) if not _HIDDEN.search(match[0]))
    ill = _patients(passage)
    return sorted({*named, *ill, *(mark.start for mark in marks if mark.kind in _TELLING)})


def _patients(passage: Passage) -> Iterator[int]:
    """Yield where a name stands right before an illness."""
    if _ILLNESS.search(passage.plain):
        for match in _PATIENT.finditer(passage.plain):
            if not _HIDDEN.search(match[0]):
                yield match.start()


def _is_near(passage: Passage, people: list[int], span: tuple[int, int]) -> bool:
    place = bisect_left(people, span[0])
    return any(
        0 <= at < len(people) and abs(people[at] - span[0]) <= REACH and not _apart(passage, people[at], span)
        for at in (place - 1, place)
    )


def _apart(passage: Passage, person: int, span: tuple[int, int]) -> bool:
    return "\n" in passage.plain[min(person, span[0]) : max(person, span[1])]
