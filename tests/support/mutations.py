"""One mutation for each check: a report in order, and the one change that this check must catch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from decimal import Decimal

from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.core.report.model import Heading, Report, Table

OVERVIEW = (
    "（一）主动公开。2024年，通过门户网站公开政府信息320条。\n"
    "（二）依申请公开。全年新收政府信息公开申请60件，上年结转10件，办结62件，结转下年度8件。"
    "因政府信息公开被申请行政复议4件。\n"
    "（三）政府信息管理。严格信息发布审核和保密审查。\n"
    "（四）政府信息公开平台建设。维护门户网站专栏。\n"
    "（五）监督保障。开展业务培训两次，纳入年度考核。"
)
PROBLEMS = (
    "（一）存在的主要问题。一是政策解读的形式还比较单一，图表和视频解读较少；二是基层单位办理申请的水平参差不齐。\n"
    "（二）改进情况。一是制定解读工作指引，逐件核对解读材料；二是按季度组织案例讲评，对新任人员先培训后上岗。"
)
OTHER = "本年度未收取信息处理费。"
LAST_OVERVIEW = "（一）主动公开。2023年公开政府信息280条，其中政策文件41条。（二）依申请公开。收到申请55件。（五）监督保障。召开会议三次。"
LAST_PROBLEMS = (
    "存在的问题是专栏更新不够及时，下一步将建立每周巡查、逐栏登记、限时补齐的办法，由办公室专人负责，按月通报结果。"
)

Change = Callable[[Report, Report], None]


def report_in_order() -> Report:
    """Return a report about 2024 that every check passes."""
    report = Report(
        Y2021,
        agency="测试县商务局",
        year=2024,
        title="测试县商务局2024年政府信息公开工作年度报告",
        preamble="根据《中华人民共和国政府信息公开条例》，编制2024年度政府信息公开工作年度报告，"
        "数据统计期限为2024年1月1日至2024年12月31日，联系电话0451-5355000。",
        sections={"overview": OVERVIEW, "problems": PROBLEMS, "other": OTHER},
    )
    report.headings = [Heading(s.number, s.heading, s.text or s.table) for s in Y2021.sections]
    report.table2 = _table2({"issued": 3, "repealed": 2, "in_force": 21}, licenses=120, penalties=35)
    report.table3 = _table3(
        {"received": (50, 10), "brought_forward": (9, 1), "disclosed": (30, 4), "withheld_process": (5, 1),
         "unavailable_not_held": (12, 3), "declined_duplicate": (6, 1), "settled": (53, 9), "carried_forward": (6, 2)}
    )  # fmt: skip
    report.table4 = _table4({"reconsideration": (2, 1, 0, 1), "direct_litigation": (1, 0, 0, 0)})
    return report


def predecessor_in_order() -> Report:
    """Return the report about 2023 before it."""
    report = deepcopy(report_in_order())
    report.year = 2023
    report.title = "测试县商务局2023年政府信息公开工作年度报告"
    report.preamble = None
    report.sections = {"overview": LAST_OVERVIEW, "problems": LAST_PROBLEMS, "other": OTHER}
    report.table2 = _table2({"issued": 1, "repealed": 0, "in_force": 20}, licenses=110, penalties=30)
    report.table3 = _table3(
        {"received": (48, 7), "brought_forward": (1, 0), "disclosed": (40, 6), "settled": (40, 6),
         "carried_forward": (9, 1)}
    )  # fmt: skip
    report.table4 = _table4({"reconsideration": (0, 0, 0, 2)})
    return report


def consistent_report(everywhere: int) -> Report:
    """Return a report with the same number in every cell; with 0 all its sums hold."""
    report = report_in_order()
    for name in ("table2", "table3", "table4"):
        setattr(report, name, {r: dict.fromkeys(c, number(everywhere)) for r, c in Y2021.shape(name).items()})
    return report


def with_cells(report: Report, cells: Mapping[str, object]) -> Report:
    """Set cells: `received` is that row's 总计 in table 3, else the full address; 空白 leaves the cell blank."""
    for name, value in cells.items():
        address = name if "." in name else f"table3.{name}.total"
        put(report, address, None if value == "空白" else value)  # type: ignore[arg-type]
    return report


def number(value: float | Decimal | None) -> Cell:
    """Return a cell as a reader would give it."""
    return Cell(None, Mark.BLANK) if value is None else Cell(value, raw=str(value))  # type: ignore[arg-type]


def put(report: Report, address: str, value: float | Decimal | None) -> None:
    """Overwrite one cell."""
    name, row, column = address.split(".")
    table = report.table(name)
    assert table is not None
    table[row][column] = number(value)


def in_2020() -> tuple[Report, Report]:
    """Return a pair in the form of 2019 that is in order, about 2020 and 2019."""
    report, previous = report_in_order(), predecessor_in_order()
    for each, year in ((report, 2020), (previous, 2019)):
        each.layout, each.year = Y2019, year
        each.title = f"测试县商务局{year}年政府信息公开工作年度报告"
        each.preamble = None
        each.sections["overview"] = (each.sections["overview"] or "").replace("2024年，", "").replace("2023年", "")
        each.headings = [Heading(s.number, s.heading, s.text or s.table) for s in Y2019.sections]
        each.table2 = {row: dict.fromkeys(columns, number(5)) for row, columns in Y2019.shape("table2").items()}
        each.table2["government_rules"] = dict.fromkeys(each.table2["government_rules"], number(0))
        table = each.table3 or {}
        each.table3 = {
            key: table.get(key, dict.fromkeys(Y2019.shape("table3")["settled"], number(0)))
            for key in Y2019.shape("table3")
        }
    return report, previous


def _table2(documents: dict[str, int], licenses: int, penalties: int) -> Table:
    return {
        "government_rules": {column: number(0) for column in documents},
        "normative_documents": {column: number(value) for column, value in documents.items()},
        "licenses": {"decisions": number(licenses)},
        "penalties": {"decisions": number(penalties)},
        "compulsions": {"decisions": number(4)},
        "charges": {"amount": number(Decimal("12.5"))},
    }


def _table3(rows: dict[str, tuple[int, int]]) -> Table:
    table: Table = {}
    for row, columns in Y2021.shape("table3").items():
        person, business = rows.get(row, (0, 0))
        values = {"natural_person": person, "business": business, "total": person + business}
        table[row] = {column: number(values.get(column, 0)) for column in columns}
    return table


def _table4(groups: dict[str, tuple[int, int, int, int]]) -> Table:
    table: Table = {}
    for group, columns in Y2021.shape("table4").items():
        results = groups.get(group, (0, 0, 0, 0))
        table[group] = {c: number(v) for c, v in zip(columns, (*results, sum(results)), strict=True)}
    return table


def _cell(address: str, value: float | Decimal | None, *, before: bool = False) -> Change:
    def change(report: Report, previous: Report) -> None:
        put(previous if before else report, address, value)

    return change


def _text(section: str, old: str, new: str) -> Change:
    def change(report: Report, _previous: Report) -> None:
        text = report.sections[section] or ""
        assert old in text
        report.sections[section] = text.replace(old, new)

    return change


def _attribute(name: str, value: object, *, before: bool = False) -> Change:
    def change(report: Report, previous: Report) -> None:
        setattr(previous if before else report, name, value)

    return change


def _column(values: dict[str, int]) -> Change:
    def change(report: Report, _previous: Report) -> None:
        for address, value in values.items():
            put(report, address, value)

    return change


def _unreadable(report: Report, _previous: Report) -> None:
    (report.table2 or {})["charges"]["amount"] = Cell(None, Mark.UNREADABLE, raw="若干")


def _row_lost(report: Report, _previous: Report) -> None:
    del (report.table2 or {})["compulsions"]


def _single_row(report: Report, _previous: Report) -> None:
    table = report.table3 or {}
    for key in ("otherwise_not_rectified", "otherwise_fee_unpaid"):
        del table[key]
    report.table3 = {("otherwise" if key == "otherwise_other" else key): row for key, row in table.items()}


def _sections_swapped(report: Report, _previous: Report) -> None:
    report.headings[0], report.headings[4] = report.headings[4], report.headings[0]


MUTATIONS: dict[str, Change] = {
    # 本年新收两列各错一，总计列不动，别的和不受影响
    "T3-FLOW": _column({"table3.received.natural_person": 49, "table3.received.business": 11}),
    # 一个结果从商业企业记到自然人：行的和不变，两列的总计不符
    "T3-SETTLED-SUM": _column({"table3.disclosed.natural_person": 31, "table3.disclosed.business": 3}),
    # 两行互错：列的和不变，两行的总计不符
    "T3-ROW-SUM": _column({
        "table3.declined_duplicate.natural_person": 5, "table3.declined_publication.natural_person": 1,
    }),
    "T4-SUM": _cell("table4.reconsideration.otherwise", 1),
    "T4-DIRECT": _column({"table4.direct_litigation.upheld": 90, "table4.direct_litigation.total": 90}),
    "T2-PRIOR": _column({"table2.normative_documents.issued": 24, "table2.normative_documents.repealed": 2}),
    "T2-DISCLOSED": _cell("table2.normative_documents.disclosed_total", 4),
    "T3-CARRY": _column({
        "table3.brought_forward.natural_person": 8, "table3.brought_forward.business": 2,
        "table3.received.natural_person": 51, "table3.received.business": 9,
    }),
    "T2-STOCK": _cell("table2.normative_documents.in_force", 23),
    "T2-REPEALED": _column({"table2.normative_documents.repealed": 24, "table2.normative_documents.in_force": 0}),
    "T4-PENDING": _cell("table4.litigation_after_reconsideration.pending", 1, before=True),
    "FORM-SECTION": _attribute("table4", None),
    "FORM-LAYOUT": _single_row,
    "FORM-ROW": _row_lost,
    "CELL-BLANK": _cell("table2.licenses.decisions", None),
    "CELL-UNREADABLE": _unreadable,
    "CELL-COUNT": _cell("table2.penalties.decisions", Decimal("35.5")),
    "FORM-TITLE": _attribute("title", "测试县商务局2023年政府信息公开工作年度报告"),
    "TXT-YEAR": _attribute("preamble", "本报告统计期限为2023年1月1日至2024年12月31日。"),
    "TXT-YEAR-LEFT": _text("overview", "2024年，", "2023年，"),
    "TXT-AGENCY": _text("other", "本年度", "侧试县商务局本年度"),
    "T2-POWER": _column({"table2.government_rules.in_force": 2}),
    "T2-FEE-UNIT": _cell("table2.charges.amount", 125_000),
    "YEAR-PREDECESSOR": _attribute("year", 2021, before=True),
    "YEAR-JUMP": _cell("table2.licenses.decisions", 11_000),
    "TXT-NUMBER": _text("overview", "办结62件", "办结64件"),
    "TXT-NONE": _text("overview", "因政府信息公开被申请行政复议4件", "未发生因政府信息公开被申请行政复议的情况"),
    "TXT-ALL-SETTLED": _text("overview", "办结62件，结转下年度8件", "所有申请均已办理完成"),
    "TXT-FEE": _attribute("sections", {"overview": OVERVIEW, "problems": PROBLEMS, "other": "无其他事项。"}),
    "TXT-COPIED": _attribute(
        "sections", {"overview": LAST_OVERVIEW, "problems": PROBLEMS, "other": OTHER}, before=False
    ),
    "TXT-PROBLEMS": _attribute("sections", {"overview": OVERVIEW, "problems": "无。", "other": OTHER}),
    "TXT-LENGTH": _text("overview", "维护门户网站专栏。", "维护门户网站专栏，及时更新栏目内容。" * 60),
    "TXT-POINTS": _text("overview", "（五）监督保障。开展业务培训两次，纳入年度考核。", ""),
    "TXT-EMPTY": _attribute("sections", {"overview": OVERVIEW, "problems": PROBLEMS, "other": ""}),
    "TXT-TYPO": _text("overview", "开展业务培训", "开展业务培训业务培训"),
    "TXT-OLD-LAW": _text("other", "本年度", "根据国务院令第492号，本年度"),
    "TXT-RESIDUE": _text("overview", "严格信息", "[bookmark: _GoBack]严格信息"),
    "TXT-PLACEHOLDER": _text("overview", "320条", "××条"),
    "TXT-IDENTITY": _text("other", "本年度", "答复申请人（11010519491231002X），本年度"),
    "TXT-MOBILE": _text("other", "本年度", "联系电话13812345678，本年度"),
    "TXT-SECRET": _text("other", "本年度", "机密★本年度"),
}  # fmt: skip


def mutated(code: str) -> tuple[Report, Report]:
    """Return the pair of reports with this check's mutation made."""
    pair = in_2020() if code == "T2-DISCLOSED" else (report_in_order(), predecessor_in_order())
    MUTATIONS[code](*pair)
    return pair


__all__ = ["MUTATIONS", "consistent_report", "mutated", "put", "with_cells"]
