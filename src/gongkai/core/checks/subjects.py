"""What a number in the text may speak of, and the sums of cells it may lawfully equal.

Each subject has its readings as terms over the form, the likeliest first: 受理 may mean 本年新收, or that with 上年结转.
A number that equals one of them contradicts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gongkai.core.checks.check import Case
from gongkai.core.checks.frame import Frame, Number
from gongkai.core.checks.frame import frame as frame_for
from gongkai.core.checks.table3 import APPLICANTS
from gongkai.core.checks.terms import Binding, Slot, Term, cell, family, row, total
from gongkai.core.report.addresses import quotable
from gongkai.core.report.layouts import Y2021

_ALL = Binding(column="total")


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A thing that texts give numbers of: its name in messages, its readings, and the column they are read in.

    `minus` is a column left out of each reading (法人或其他组织 is 总计 without 自然人).
    `most` says that any smaller number is lawful too (信息处理费 is a part of all charges). `loose` says that only
    agreement tells anything (主动公开规范性文件34件 may count other documents than those issued this year).
    """

    key: str
    words: str
    readings: tuple[Term, ...]
    at: Binding = _ALL
    minus: Binding | None = None
    most: bool = False
    loose: bool = False


_NEW, _BROUGHT, _DONE, _LEFT = (row(key) for key in ("received", "brought_forward", "settled", "carried_forward"))
_OTHERWISE = family("otherwise", "（六）其他处理各行")
_DECLINED = family("declined_", "（五）不予处理各行")
FAMILIES = {
    "disclosed": (row("disclosed"),),
    "partly": (row("partly_disclosed"),),
    "withheld": (family("withheld_", "（三）不予公开各行"),),
    "unavailable": (family("unavailable_", "（四）无法提供各行"),),
    "declined": (_DECLINED,),
    "otherwise": (_OTHERWISE,),
}


def _documents(key: str, words: str) -> list[Subject]:
    cells = {column: cell(f"table2.{key}.{column}") for column in ("issued", "repealed", "in_force")}
    verbs = zip(cells, ("制发", "废止", "现行有效"), strict=True)
    exact = [Subject(f"{key}.{column}", f"{verb}{words}", (cells[column],)) for column, verb in verbs]
    return [*exact, Subject(f"{key}.published", f"公开{words}", (cells["issued"], cells["in_force"]), loose=True)]


def _cases(key: str, words: str, groups: tuple[str, ...]) -> list[Subject]:
    """Return the subjects of one kind of remedy: the whole, and each result."""

    def of(column: str) -> Term:
        terms = [cell(f"table4.{group}.{column}") for group in groups]
        return sum(terms[1:], terms[0])

    results = (("upheld", "维持"), ("overturned", "纠正"), ("otherwise", "其他结果"), ("pending", "尚未审结"))
    whole = Subject(f"{key}.total", words, (of("total"), of("total") - of("pending")))
    done = Subject(f"{key}.closed", f"{words}审结", (of("total") - of("pending"),))
    return [whole, done, *(Subject(f"{key}.{column}", f"{words}{result}", (of(column),)) for column, result in results)]


_LEAF_GROUP = {line.key: line.key.split("_")[0] for line in Y2021.table3 if line.leaf and "_" in line.key}
_LISTED: list[Subject] = [
    Subject("received", "收到申请", (_NEW, _NEW + _BROUGHT)),
    Subject("received_only", "本年新收申请", (_NEW,)),
    Subject("handled", "办理申请", (_NEW, _NEW + _BROUGHT, _DONE)),
    Subject(
        "applied",
        "依申请公开",
        (_NEW, _NEW + _BROUGHT, _DONE, row("disclosed"), row("disclosed") + row("partly_disclosed")),
    ),
    Subject("brought_forward", "上年结转", (_BROUGHT,)),
    Subject("brought_part", "其中上年结转", (_BROUGHT,), most=True),
    Subject("carried_forward", "结转下年度", (_LEFT,)),
    Subject("settled", "办结", (_DONE, _DONE - _BROUGHT, _NEW, _NEW + _BROUGHT)),
    Subject(
        "replied",
        "答复",
        (_DONE, _DONE - _BROUGHT, _NEW, _NEW + _BROUGHT, _DONE - _OTHERWISE, _DONE - _OTHERWISE - _DECLINED),
    ),
    *(Subject(key, "、".join(str(term) for term in terms), terms) for key, terms in FAMILIES.items()),
    *(
        Subject(key, quotable(line.label), (row(key), *FAMILIES[_LEAF_GROUP[key]]))
        for line in Y2021.table3
        if (key := line.key) in _LEAF_GROUP and _LEAF_GROUP[key] in FAMILIES
    ),
    *(
        Subject(f"applicant.{key}", f"{column.label}申请", (_NEW, _NEW + _BROUGHT, _DONE), Binding(column=key))
        for key in APPLICANTS
        for column in Y2021.table3_columns
        if column.key == key
    ),
    Subject(
        "applicant.organizations",
        "法人或其他组织申请",
        (_NEW, _NEW + _BROUGHT, _DONE),
        minus=Binding(column="natural_person"),
    ),
    *_cases("reconsideration", "行政复议", ("reconsideration",)),
    *_cases("litigation", "行政诉讼", ("direct_litigation", "litigation_after_reconsideration")),
    *_cases("direct", "未经复议直接起诉", ("direct_litigation",)),
    *_cases("after", "复议后起诉", ("litigation_after_reconsideration",)),
    *_documents("normative_documents", "行政规范性文件"),
    *_documents("government_rules", "规章"),
    Subject("licenses", "行政许可决定", (cell("table2.licenses.decisions"),)),
    Subject("penalties", "行政处罚决定", (cell("table2.penalties.decisions"),)),
    Subject("compulsions", "行政强制决定", (cell("table2.compulsions.decisions"),)),
    Subject("processing_fee", "信息处理费（万元）", (cell("table2.charges.amount"),), most=True),
    Subject("charges", "行政事业性收费（万元）", (cell("table2.charges.amount"),)),
]
SUBJECTS = {subject.key: subject for subject in _LISTED}


@lru_cache(maxsize=1024)
def combined(keys: tuple[str, ...]) -> Subject:
    """Return the subject of a number that speaks of several at once (予以公开及部分公开208件)."""
    subjects = [SUBJECTS[key] for key in keys]
    if len(subjects) == 1:
        return subjects[0]
    terms = [subject.readings[0] for subject in subjects]
    words = "、".join(subject.words for subject in subjects)
    return Subject("+".join(keys), words, (sum(terms[1:], terms[0]),))


@lru_cache(maxsize=4096)
def places(subject: Subject, layout_key: str, single: bool) -> tuple[tuple[tuple[str, ...], tuple[Slot, ...]], ...]:  # noqa: FBT001 - part of the cache's key
    """Return the cells of each reading that this form has, and the places of their numbers."""
    of = frame_for(layout_key, single=single)
    found: list[tuple[tuple[str, ...], tuple[Slot, ...]]] = []
    for term in subject.readings:
        slots = term.slots(of, None, subject.at)
        if slots is None:
            continue
        if subject.minus is not None:
            less = term.slots(of, None, subject.minus) or ()
            slots += tuple(Slot(slot.place, -slot.factor) for slot in less)
        found.append((tuple(of.addresses[slot.place] for slot in slots), slots))
    return tuple(found)


def readings(subject: Subject, case: Case) -> list[tuple[tuple[str, ...], Number | None]]:
    """Return, for each reading, its cells and their sum in this report (None where a cell is blank)."""
    of: Frame = case.frame
    return [(cells, total(slots, case.values)) for cells, slots in places(subject, of.layout.key, of.single)]
