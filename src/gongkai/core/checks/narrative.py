"""Text against table: every number, and every "there were none", of the text against its cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.checks.check import Case, Check, Outcome, shown
from gongkai.core.checks.frame import Number
from gongkai.core.checks.statements import Statement, all_settled, statements
from gongkai.core.checks.subjects import SUBJECTS, readings
from gongkai.core.findings import Severity, Status
from gongkai.core.law.cite import FEES, LAYOUT_2021, Cite
from gongkai.core.report.addresses import quotable

NUMBER = Check(
    "TXT-NUMBER", "文字与表格的数一致", Severity.WARNING, Cite(LAYOUT_2021, "第一、五、六部分与表二至表四"),
    formula="文字里的每个数等于它所说的格（受理可指新收，也可含上年结转）",
)  # fmt: skip
NONE = Check(
    "TXT-NONE", "文字说没有，表格也没有", Severity.ERROR, Cite(LAYOUT_2021, "第一、五、六部分与表二至表四"),
    formula="文字说没有的，表格为0；文字说有的，表格不为0",
)  # fmt: skip
ALL_SETTLED = Check(
    "TXT-ALL-SETTLED", "全部办结与结转下年度", Severity.WARNING, Cite(LAYOUT_2021, "表三第四项"),
    formula="文字说全部办结的，结转下年度为0",
)  # fmt: skip
FEE = Check(
    "TXT-FEE", "第六部分写明信息处理费", Severity.WARNING, Cite(FEES), from_year=2021,
    formula="其他需要报告的事项写明收取信息处理费的情况",
)  # fmt: skip

_FEE_CELL = "table2.charges.amount"
_ROUNDED = Decimal("0.005")


def numbers(case: Case) -> Iterator[Outcome]:
    """Compare the text's statements with the cells they speak of, and report both kinds of contradiction."""
    report = case.report
    asked = False
    for key, told in case.sentences().items():
        for statement in statements(told, report.year, report.agency):
            asked = True
            yield from _judged(statement, key, case)
    if not asked:
        yield Status.NOT_APPLICABLE


def finished(case: Case) -> Iterator[Outcome]:
    """Ask whether a text that says everything was finished stands beside a carry-over."""
    left = case.number("table3.carried_forward.total")
    said = [(key, all_settled(told, case.report.year)) for key, told in case.sentences().items()]
    found = next(((key, sentence) for key, sentence in said if sentence is not None), None)
    if found is None or left is None:
        yield Status.NOT_APPLICABLE
    elif left > 0:
        quote = case.quote(*found)
        yield ALL_SETTLED.contradiction(
            f"文字说“{quote}”，表三“四、结转下年度继续办理”总计却有{shown(left)}件，请改文字或表格。",
            ("table3.carried_forward.total",),
            (0, left),
            quote=quote,
        )
    else:
        yield Status.PASS


def fee_told(case: Case) -> Iterator[Outcome]:
    """Ask whether section six says what was collected as 信息处理费."""
    text = case.report.sections.get("other")
    if text is None:
        yield Status.NOT_APPLICABLE
    elif any(word in text for word in ("处理费", "收费", "收取")):
        yield Status.PASS
    else:
        yield FEE.finding("第六部分没有写信息处理费的收取情况，请补写；没有收取的也请写明。")


def _judged(said: Statement, key: str, case: Case) -> Iterator[Outcome]:
    if said.share:
        yield from _share_judged(said, key, case)
        return
    found = readings(said.subject, case)
    if not found or all(case.report.table(cells[0].partition(".")[0]) is None for cells, _ in found):
        yield Status.NOT_APPLICABLE
        return
    known = [value for _, value in found if value is not None]
    if any(_agrees(said, value) for value in known):
        yield Status.PASS
        return
    cells, value = found[0]
    if said.subject.loose:
        yield Status.NOT_APPLICABLE
        return
    if value is None or len(known) < len(found):
        check, quote = NONE if said.none else NUMBER, case.quote(key, said.sentence)
        yield check.undecided(f"文字说“{quote}”，{_cell_words(said, case)}是空白，无法核对，请补填。", cells, quote)
        return
    yield from _contradicted(said, case.quote(key, said.sentence), value, known, case)


def _contradicted(said: Statement, quote: str, value: Number, known: list[Number], case: Case) -> Iterator[Outcome]:
    words, cells = _cell_words(said, case), readings(said.subject, case)[0][0]
    if said.none:
        message = f"文字说“{quote}”，表格里{words}却是{shown(value)}，请改文字或表格。"
        yield NONE.contradiction(message, cells, (0, value), quote=quote)
        return
    told = shown(said.value)
    if said.value:
        message = f"文字说“{quote}”，其中“{said.subject.words}”是{told}，表格里{words}是{shown(value)}，请改为一致。"
        yield NUMBER.contradiction(message, cells, (said.value, value), quote=quote)
    if said.value == 0 or not any(known):
        message = f"文字里“{said.subject.words}”是{told}，表格里{words}却是{shown(value)}，一处有、一处没有，请核实。"
        yield NONE.contradiction(message, cells, (said.value, value), quote=quote)


def _agrees(said: Statement, value: Number) -> bool:
    if said.value == value:
        return True
    if said.subject.most and said.value <= value + (_ROUNDED if said.subject.key == "processing_fee" else 0):
        return True
    if said.subject.key == "charges":
        return abs(Decimal(said.value) - Decimal(value)) <= _ROUNDED
    return said.about and abs(Decimal(said.value) - Decimal(value)) * 10 <= Decimal(value)


def _share_judged(said: Statement, key: str, case: Case) -> Iterator[Outcome]:
    """Compare 17.46% with the count beside it over each whole it may be a share of."""
    wholes = [value for _, value in readings(SUBJECTS["settled"], case) if value]
    if not wholes or said.counted is None:
        yield Status.NOT_APPLICABLE
        return
    step = Decimal(1).scaleb(-said.places)
    shares = [Decimal(said.counted) * 100 / Decimal(whole) for whole in wholes]
    if any(abs(share - Decimal(said.value)) <= step for share in shares):
        yield Status.PASS
        return
    cells = readings(said.subject, case)[0][0]
    quote = case.quote(key, said.sentence)
    right = round(shares[0], max(said.places, 1))
    yield NUMBER.contradiction(
        f"文字说“{quote}”，其中“{said.subject.words}”{shown(said.counted)}件占{shown(said.value)}%，"
        f"按表三“（七）总计”{shown(wholes[0])}件算应是{right}%，请改为一致。",
        (*cells, "table3.settled.total"),
        (said.value, right),
        quote=quote,
    )


def _cell_words(said: Statement, case: Case) -> str:
    cells = readings(said.subject, case)[0][0]
    if len(cells) == 1:
        return case.frame.name(cells[0])
    return f"“{quotable(str(said.subject.readings[0]))}”合计"


CHECKS = ((NUMBER, numbers), (ALL_SETTLED, finished), (FEE, fee_told))
