"""Statements of numbers in the text: what each number of a sentence speaks of, or nothing where that is not plain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from gongkai.core.checks import phrases
from gongkai.core.checks.figures import Quantity, Sentence, quantities
from gongkai.core.checks.frame import Number
from gongkai.core.checks.subjects import SUBJECTS, Subject, combined

_COUNTED = frozenset("件宗起例份")
_TOLD_UNITS = _COUNTED | frozenset("个部项条")  # no reading below takes another
_CLAUSE_ENDS = ",;:()"


class Statement(NamedTuple):
    """A number the text gives: of which subject, in which sentence; `share` where it is a percentage of a whole.

    `none` marks what was said in words (未收到申请). `about` allows a tenth, `places` are its decimals.
    """

    subject: Subject
    value: Number
    sentence: Sentence
    about: bool = False
    places: int = 0
    none: bool = False
    share: bool = False
    counted: Number | None = None


@dataclass(slots=True)
class Reader:
    """Walks through one section; remembers what paragraph and sentence are about.

    `year` is the report's; `government` whether the agency reports for a whole place, so that 全区 means itself;
    `office` whether it is the office of a government, so that 市政府办公厅 means itself; `legal` whether remedies are
    its daily work. `topic` says that the paragraph is about applications, `headed` that it has a heading about something
    else, `counted` that applications were counted in it; `last` is the sentence before.
    """

    year: int | None
    government: bool
    office: bool = False
    legal: bool = False
    topic: bool = False
    counted: bool = False
    headed: bool = False
    last: str = ""

    def read(self, told: Iterable[Sentence]) -> Iterator[Statement]:
        """Yield the statements of a section's sentences."""
        self.topic = self.counted = self.headed = False
        self.last = ""
        for sentence in told:
            self._turn(sentence)
            words = sentence.words
            if phrases.COUNTING.search(words) and any(map(words.__contains__, phrases.RELEVANT)):
                yield from self._told(sentence)
            self.last = words

    def _told(self, sentence: Sentence) -> Iterator[Statement]:
        yield from self._nothings(sentence)
        if any(map(sentence.words.__contains__, _UNITLESS)):
            sentence = sentence._replace(words=phrases.UNITLESS.sub(r"\g<0>件", sentence.words))
        numbers = quantities(sentence.words)
        if numbers:
            yield from self._numbers(sentence, numbers)

    def _turn(self, sentence: Sentence) -> None:
        if sentence.words[0] in _HEADING_STARTS and phrases.HEADING.match(sentence.words):
            self.topic = self.counted = False
            self.headed = True
        elif sentence.new_paragraph:
            self.counted = False
        if "依申请" in sentence.words and phrases.TOPIC.match(sentence.words):
            self.topic = True
            self.headed = False

    def _numbers(self, sentence: Sentence, numbers: list[Quantity]) -> Iterator[Statement]:
        words, before, start = sentence.words, None, 0
        spoken = ""
        for quantity in numbers:
            span = Span(words, start, quantity, self, spoken)
            if quantity.unit == "%":
                share = _share(span, before)
                if share is not None:
                    yield share._replace(sentence=sentence)
                start = quantity.end
                continue
            before = None
            keys = self._keys(span)
            if keys:
                subject = combined(keys)
                before = Statement(subject, _amount(quantity), sentence, quantity.about, quantity.places)
                yield before
                spoken = keys[-1]
                self.counted = self.counted or spoken in _APPLICATION_KEYS
            start = quantity.end

    def _keys(self, span: Span) -> tuple[str, ...]:
        if (span.left.endswith(_COMPARED_ENDS) or "比" in span.left) and phrases.COMPARED.search(span.left):
            return ()
        if span.quantity.unit == "元":
            return _money(span)
        carried = _carried(span)
        if carried:
            return carried
        if span.quantity.unit not in _TOLD_UNITS or span.elsewhen() or span.elsewhere():
            return ()
        for reading in _READINGS:
            keys = reading(span)
            if keys is not None:
                return keys
        return _received(span)

    def _nothings(self, sentence: Sentence) -> Iterator[Statement]:
        words = sentence.words
        if not any(map(words.__contains__, _NEGATIONS)) or not phrases.NEGATION.search(words):
            return
        told = (key for find in _NOTHINGS for key, start in find(words, self) if self._ours(words[:start]))
        for key in dict.fromkeys(told):
            yield Statement(SUBJECTS[key], 0, sentence, none=True)

    def may_be_sued(self) -> bool:
        """Say whether remedies named without what they are about are those of disclosure."""
        return not self.legal and not phrases.OTHER_WORK.search(self.last)

    def _ours(self, before: str) -> bool:
        """Say whether what follows these words is about this agency's own year."""
        clause = _clause(before)
        if _other_year(before, self.year) or phrases.PART_OF_YEAR.search(clause) or phrases.LAST_YEAR.search(clause):
            return False
        return self.government or not phrases.WHOLE_PLACE.search(clause)


class Span:
    """The surroundings of one number: `left` since the number before, `clause` the end of it, `right` what follows."""

    __slots__ = ("clause", "left", "quantity", "reader", "right", "sentence_left", "spoken", "words")

    def __init__(self, words: str, start: int, quantity: Quantity, reader: Reader, spoken: str) -> None:
        self.words, self.quantity, self.reader, self.spoken = words, quantity, reader, spoken
        self.left = words[start : quantity.start]
        self.sentence_left = words[: quantity.start]
        self.clause = _clause(self.left)
        if self.clause in _BARE_CLAUSES:
            self.clause = _clause(self.left[: -len(self.clause) - 1]) + self.clause
        self.right = words[quantity.end : quantity.end + 20]

    def counts(self) -> bool:
        """Say whether the unit is one of applications or cases."""
        return self.quantity.unit in _COUNTED

    def elsewhen(self) -> bool:
        """Say whether the number is another year's, or a part of the year's."""
        if _other_year(self.sentence_left, self.reader.year):
            return True
        if not any(map(self.left.__contains__, _TIMES)):
            return False
        return bool(phrases.LAST_YEAR.search(self.left) or phrases.PART_OF_YEAR.search(self.left))

    def elsewhere(self) -> bool:
        """Say whether the number is another office's, or those of a whole place that the agency does not report for."""
        if not any(map(self.left.__contains__, _OTHERS)):
            return False
        if self.reader.government:
            return bool(phrases.OTHERS.search(self.clause)) and not phrases.WHOLE_PLACE.search(self.clause)
        clause = phrases.OFFICE.sub("", self.clause) if self.reader.office else self.clause
        return bool(phrases.OTHERS.search(clause) or phrases.WHOLE_PLACE.search(self.left))

    def of_applications(self) -> bool:
        """Say whether paragraph or sentence so far is about applications."""
        reader = self.reader
        if reader.topic or reader.counted or phrases.ABOUT_APPLICATIONS.search(self.sentence_left):
            return True
        return "申请" in self.sentence_left and not phrases.OTHER_MATTER.search(self.sentence_left)

    def alone(self, rest: str) -> bool:
        """Say whether an outcome, with `rest` before it in its clause, can only be one of applications."""
        reader = self.reader
        before = reader.last + self.sentence_left
        strange = reader.headed or not phrases.OUTCOME_ALONE.match(rest)
        return not (strange or phrases.OTHER_MATTER.search(before) or phrases.NO_APPLICATION.search(before))

    def one_channel(self, words: str) -> bool:
        """Say whether `words` speak of one channel only."""
        return bool(phrases.CHANNEL.search(words)) and not phrases.ALL_CHANNELS.search(words)


_Keys = tuple[str, ...] | None


def statements(told: Iterable[Sentence], year: int | None, agency: str | None) -> Iterator[Statement]:
    """Yield the statements in a text's sentences, of a report by `agency` about `year`.

    >>> from gongkai.core.checks.figures import sentences
    >>> told = sentences("2024年受理政府信息公开申请12件，办结十二件。")
    >>> [(said.subject.key, said.value) for said in statements(told, 2024, None)]
    [('received', 12), ('settled', 12)]
    >>> list(statements(sentences("与2023年收到申请56件相比有所增加，信箱收到咨询8件。"), 2024, None))
    []
    """
    government = bool(agency and phrases.GOVERNMENT.search(agency))
    legal = bool(agency and phrases.LEGAL.search(agency))
    yield from Reader(year, government, bool(agency and phrases.OFFICE.search(agency)), legal).read(told)


def all_settled(told: Iterable[Sentence], year: int | None) -> Sentence | None:
    """Return the sentence that says everything was finished, or None."""
    for sentence in told:
        if "办" not in sentence.words and "处理完" not in sentence.words:
            continue
        found = phrases.ALL_SETTLED.search(sentence.words)
        if found is None or phrases.OTHER_MATTER.search(sentence.words) or phrases.CARRIED_ANY.search(sentence.words):
            continue
        if phrases.DUE_ONLY.search(sentence.words[: found.end()]) or _other_year(sentence.words[: found.start()], year):
            continue
        if phrases.APPLICATIONS.search(sentence.words):
            return sentence
    return None


def _clause(words: str) -> str:
    """Return what follows the last comma, semicolon, colon or bracket."""
    return words[max(map(words.rfind, _CLAUSE_ENDS)) + 1 :]


def _carried(span: Span) -> _Keys:
    """Read 上年结转 and 结转下年度, which name another year lawfully."""
    if not any(map(span.left.__contains__, _CARRYING)):
        return None
    year = span.reader.year
    found = phrases.CARRIED_LEFT.search(span.left)
    if found is not None:
        named = found["year"]
        if named is not None and year is not None and int(named) == year:
            return ("brought_forward",)
        return ("carried_forward",) if _is(named, year, 1) and not _other_year(span.left[: found.start()], year) else ()
    found = phrases.BROUGHT_LEFT.search(span.left)
    if found is None:
        return None
    if not _is(found["year"], year, -1):
        return ()
    part = phrases.IN_BRACKETS.search(span.sentence_left) and span.spoken in {"settled", "replied"}
    return ("brought_part",) if part else ("brought_forward",)


def _remedies(span: Span) -> _Keys:
    spoken_of = phrases.REMEDY.finditer(span.left) if "议" in span.left or "诉" in span.left else ()
    named = dict.fromkeys(found.lastgroup for found in spoken_of if found.lastgroup)
    after = phrases.REMEDY.match(span.right)
    if not named and after is None and span.spoken.partition(".")[0] not in _REMEDY_KEYS:
        return None
    about = span.reader.topic or phrases.ABOUT_DISCLOSURE.search(span.sentence_left)
    told = about or (span.reader.may_be_sued() and phrases.REMEDY_ALONE.search(span.sentence_left))
    other = phrases.REMEDY_OTHER.search(span.left) or phrases.OTHERS_REMEDY.search(span.left)
    if not span.counts() or not told or other or phrases.REMEDY_OTHER.match(span.right):
        return ()
    groups = list(named) or ([after.lastgroup] if after and after.lastgroup else [span.spoken.partition(".")[0]])
    results = {found.lastgroup for found in phrases.RESULT.finditer(span.left)}
    if len(results) > 1 or (not named and not after and not results):
        return ()
    result = results.pop() if results else "total"
    if len(groups) > 2 or (len(groups) == 2 and set(groups) != {"reconsideration", "litigation"}):
        return ()
    if "分别" in span.left:
        groups = groups[:1]
    return tuple(f"{group}.{result}" for group in groups)


def _outcomes(span: Span) -> _Keys:
    found = list(phrases.FAMILY.finditer(span.clause))
    if not found:
        return None
    tail = span.clause[found[-1].end() :]
    plain = phrases.OUTCOME_TAIL.match(tail) and span.counts()
    plain = plain and (span.of_applications() or span.alone(span.clause[: found[0].start()]))
    if not plain or _REVIEW.search(span.sentence_left) or span.one_channel(span.clause):
        return ()
    return tuple(dict.fromkeys(each.lastgroup for each in found if each.lastgroup))


def _leaves(span: Span) -> _Keys:
    found = list(phrases.LEAF.finditer(span.clause))
    if not found:
        return None
    last = found[-1]
    plain = phrases.OUTCOME_TAIL.match(span.clause[last.end() :]) and span.counts() and span.of_applications()
    if not plain or _REVIEW.search(span.sentence_left) or len(found) > 1 or last.lastgroup is None:
        return ()
    return (last.lastgroup,)


def _applicants(span: Span) -> _Keys:
    found = list(phrases.APPLICANT.finditer(span.clause))
    if not found or phrases.EVERYBODY.search(span.clause):
        return None
    last = found[-1]
    plain = phrases.APPLICANT_TAIL.match(span.clause[last.end() :]) and span.counts() and span.of_applications()
    return (f"applicant.{last.lastgroup}",) if plain and len(found) == 1 else ()


def _documents(span: Span) -> _Keys:
    named = list(phrases.DOCUMENT.finditer(span.left)) if "规" in span.left else []
    after = phrases.DOCUMENT_RIGHT.match(span.right)
    spoken, _, _ = span.spoken.partition(".")
    if not named and after is None and spoken not in _DOCUMENT_KEYS:
        return None
    kinds = [found.lastgroup for found in named] or [after.lastgroup if after else spoken]
    verbs = [
        column
        for column, pattern in (
            ("issued", phrases.ISSUED),
            ("repealed", phrases.REPEALED),
            ("in_force", phrases.IN_FORCE),
        )
        if pattern.search(span.left)
    ]
    fits = span.quantity.unit in "件份个部项" and len(set(kinds)) == 1
    if fits and not verbs and phrases.PUBLISHED.search(span.sentence_left) and phrases.DOCUMENT_END.search(span.left):
        return (f"{kinds[0]}.published",)
    if not fits or len(verbs) != 1 or phrases.DOCUMENT_OTHER.search(span.left) or not _ends_plainly(span.left):
        return ()
    return (f"{kinds[0]}.{verbs[0]}",)


def _ends_plainly(left: str) -> bool:
    """Say whether nothing but the document and small words stands between the verb and the number."""
    ends = [
        m.end()
        for p in (phrases.ISSUED, phrases.REPEALED, phrases.IN_FORCE, phrases.DOCUMENT)
        for m in p.finditer(left)
    ]
    starts = [m.start() for p in (phrases.ISSUED, phrases.REPEALED, phrases.IN_FORCE) for m in p.finditer(left)]
    return bool(
        phrases.DOCUMENT_TAIL.match(left[max(ends) :]) and phrases.DOCUMENT_BETWEEN.match(left[min(starts) : max(ends)])
    )


def _decisions(span: Span) -> _Keys:
    if "行政" not in span.clause and not span.right.startswith("行政"):
        return None
    found = phrases.DECISION.search(span.clause) or phrases.DECISION_RIGHT.match(span.right)
    if found is None:
        return None
    made = "作出" in span.sentence_left or "处理决定" in span.left
    if not made or phrases.DECISION_OTHER.search(span.words) or span.quantity.unit not in "件宗起例份项个":
        return ()
    return (phrases.DECISION_KIND[found["kind"]],)


def _settled(span: Span) -> _Keys:
    found = phrases.SETTLED_LEFT.search(span.clause)
    if found is None:
        return None
    rest = span.clause[: found.start()]
    plain = span.counts() and span.of_applications() and not phrases.LIST_RIGHT.match(span.right)
    if not plain or phrases.SETTLED_PART.search(rest) or phrases.OTHER_MATTER.search(span.clause):
        return ()
    if span.one_channel(span.clause) or phrases.OTHER_RIGHT.match(span.right):
        return ()
    return ("replied",) if found["verb"] in {"答复", "回复"} else ("settled",)


def _received(span: Span) -> tuple[str, ...]:
    if span.quantity.unit == "条" and not span.quantity.value and phrases.APPLIED_NONE.search(span.clause):
        return () if _REVIEW.search(span.sentence_left) else ("applied",)
    if not span.counts() or phrases.OTHER_MATTER.search(span.clause) or span.one_channel(span.clause):
        return ()
    if phrases.LIST_RIGHT.match(span.right) or ("其中" in span.clause and "新收" not in span.clause):
        return ()
    noun = bool(phrases.NOUN_RIGHT.match(span.right))
    bare = noun or (span.of_applications() and phrases.STOP_RIGHT.match(span.right))
    return _arrived(span, noun=noun, bare=bool(bare))


def _arrived(span: Span, *, noun: bool, bare: bool) -> tuple[str, ...]:
    """Tell 新收 from 收到 and 办理; `noun` says that 申请 follows the number, `bare` that it may be left out."""
    clause = span.clause
    if phrases.NEW_LEFT.search(clause) and (bare or "申请" in clause):
        return ("received_only",)
    after_verb = phrases.RECEIVED_LEFT.search(clause) or phrases.RECEIVED_AFTER.search(clause)
    if after_verb or (bare and phrases.RECEIVED_BARE.search(clause)):
        return ("received",)
    noun_only = phrases.NOUN_LEFT.search(clause) and not _REVIEW.search(span.sentence_left)
    handled = phrases.HANDLED_LEFT.search(clause) or (noun and phrases.HANDLED_BARE.search(clause))
    if handled or noun_only:
        return ("handled",)
    applied = "依申请公开" in clause and phrases.APPLIED_LEFT.search(clause)
    return ("applied",) if applied and not _REVIEW.search(span.sentence_left) else ()


def _money(span: Span) -> tuple[str, ...]:
    if span.elsewhen() or span.elsewhere():
        return ()
    if phrases.FEE.search(span.left):
        return ("processing_fee",)
    return ("charges",) if phrases.CHARGES.search(span.left) and not phrases.FEE_ITEM.search(span.left) else ()


def _share(span: Span, before: Statement | None) -> Statement | None:
    """Read a percentage that follows a count of outcomes at once: 208件（17.46%）."""
    if before is None or before.subject.key.partition("+")[0] not in _SHARED or not phrases.SHARE.match(span.left):
        return None
    quantity = span.quantity
    return before._replace(
        value=quantity.value, places=quantity.places, about=quantity.about, share=True, counted=before.value
    )


def _none_received(words: str, reader: Reader) -> Iterator[tuple[str, int]]:
    for pattern in (phrases.NONE_RECEIVED, phrases.NONE_NOUN, phrases.NONE_ASKED) if "申请" in words else ():
        found = pattern.search(words)
        if found is None:
            continue
        middle = found["middle"] or ""
        limited = reader.government and phrases.OTHERS.search(middle)
        narrow = phrases.NARROW.search(middle) and "公民" not in middle and not phrases.EVERYBODY.search(middle)
        if not (phrases.OTHER_MATTER.search(middle) or phrases.CHANNEL.search(middle) or narrow or limited):
            yield "received_only", found.start()


def _none_remedy(words: str, reader: Reader) -> Iterator[tuple[str, int]]:
    if "议" not in words and "诉" not in words:
        return
    about = reader.topic or phrases.ABOUT_DISCLOSURE.search(words)
    if not about and not (reader.may_be_sued() and phrases.NONE_REMEDY_ALONE.search(words)):
        return
    for pattern in (phrases.NONE_REMEDY, phrases.NONE_REMEDY_AFTER):
        found = pattern.search(words)
        if found is None or phrases.NOT_A_CASE.search(found["clause"]):
            continue
        result = "overturned" if phrases.RESULT.search(found["clause"]) else "total"
        if result == "overturned" and not re.search("纠正|纠错|败诉|撤销", found["clause"]):
            continue
        for remedy in phrases.REMEDY.finditer(found["clause"]):
            yield f"{remedy.lastgroup}.{result}", found.start()


def _none_listed(words: str, reader: Reader) -> Iterator[tuple[str, int]]:
    for key, pattern in _NONE_LISTED:
        found = pattern.search(words)
        if found and not (reader.government and key.startswith("normative")):
            yield key, found.start()


def _other_year(words: str, year: int | None) -> bool:
    """Say whether the last year named is not the report's."""
    if year is None or "年" not in words:
        return False
    named = [found["number"] for found in phrases.YEAR.finditer(words)]
    return bool(named) and named[-1] is not None and int(named[-1]) != year


def _is(named: str | None, year: int | None, offset: int) -> bool:
    return named is None or year is None or int(named) == year + offset


def _amount(quantity: Quantity) -> Number:
    return Decimal(quantity.value) / 10_000 if quantity.unit == "元" else quantity.value


_APPLICATION_KEYS = frozenset({"received", "received_only", "handled", "settled", "replied"})
_REMEDY_KEYS = frozenset({"reconsideration", "litigation", "direct", "after"})
_DOCUMENT_KEYS = frozenset({"normative_documents", "government_rules"})
_SHARED = frozenset({"disclosed", "partly", "withheld", "unavailable", "declined", "otherwise", "settled", "replied"})
# What every match of the pattern after it ends with or holds: asked first, for patterns are slower.
_COMPARED_ENDS = tuple("加少长降升高低增多了约为达至到")
_TIMES = ("年", "同期", "以来", "季度", "月份", "截至")
_CARRYING = ("转", "顺延", "遗留", "延续")
_NEGATIONS = ("未", "无", "没有", "零")
_HEADING_STARTS = frozenset("(（一二三四五六七八九十")
_OTHERS = ("各", "属", "系统", "本级", "办公", "部门", "街", "镇", "其他单位", "全")
_UNITLESS = (
    "数为", "量为", "数是", "量是", "数达", "量达", "数:", "量:", "数共", "量共", "数均", "量均", "均为0", "都为0",
)  # fmt: skip
_BARE_CLAUSES = frozenset({"", "共计", "共", "合计", "总计", "累计", "共有", "数量为", "总数为", "为"})
_REVIEW = re.compile(r"属性|审查|公文|目录|清单|评估|条信息")
_READINGS: tuple[Callable[[Span], _Keys], ...] = (
    _remedies, _outcomes, _leaves, _applicants, _documents, _decisions, _settled,
)  # fmt: skip
_NONE_LISTED = (
    ("carried_forward", phrases.NONE_CARRIED),
    ("brought_forward", phrases.NONE_BROUGHT),
    ("normative_documents.issued", phrases.NONE_ISSUED),
)
_NOTHINGS: tuple[Callable[[str, Reader], Iterator[tuple[str, int]]], ...] = (
    _none_received, _none_remedy, _none_listed,
)  # fmt: skip
