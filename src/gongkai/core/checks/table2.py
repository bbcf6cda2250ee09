"""Table 2, 主动公开政府信息情况: stock and flow of documents, powers, and the unit of money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.checks.check import Case, Check, Outcome, shown
from gongkai.core.checks.equations import Equation
from gongkai.core.checks.terms import Binding, column
from gongkai.core.findings import Severity, Status
from gongkai.core.law.cite import LAYOUT_2019, LAYOUT_2021, Cite

DOCUMENTS = (Binding(row="government_rules"), Binding(row="normative_documents"))

_PRIOR = column("table2", "in_force") + column("table2", "repealed") >= column("table2", "issued")
_DISCLOSED = column("table2", "disclosed_total") >= column("table2", "newly_disclosed")

PRIOR = Equation(
    Check("T2-PRIOR", "现行有效与制发", Severity.WARNING, Cite(LAYOUT_2021, "表二第二十条第（一）项"),
          from_year=2021, formula=str(_PRIOR)),
    "table2", _PRIOR, DOCUMENTS, "本年制发的文件不是现行有效就是已废止，请核实这三格", both=True,
)  # fmt: skip
DISCLOSED = Equation(
    Check("T2-DISCLOSED", "对外公开总数量", Severity.WARNING, Cite(LAYOUT_2019, "表二第二十条第（一）项"),
          until_year=2020, formula=str(_DISCLOSED)),
    "table2", _DISCLOSED, DOCUMENTS, "本年新公开的应包括在对外公开总数量之内，请核实", both=True,
)  # fmt: skip

EQUATIONS = (PRIOR, DISCLOSED)

POWER = Check(
    "T2-POWER", "规章制定权", Severity.ERROR, Cite("立法法（2023年修正）", "第九十一条、第九十三条"),
    formula="没有规章制定权的机关，规章三格都为0",
)  # fmt: skip
FEE_UNIT = Check(
    "T2-FEE-UNIT", "收费金额单位", Severity.WARNING, Cite(LAYOUT_2021, "表二第二十条第（八）项（单位：万元）"),
    from_year=2021, formula="行政事业性收费金额以万元计，不超过同级机关的常见数额，与上年相差不到一千倍",
)  # fmt: skip

_TOWN_ENDS = ("镇", "乡", "街道", "办事处", "政府")
_TOWN = re.compile(r"(?:镇|(?<!自治)乡|街道|街道办事处)(?:人民政府|政府)?$")
_LOCAL_BODY = re.compile(
    r"^(?!国家|国务院|中国|中华人民共和国|最高人民).*(?:局|厅|委员会|委|办公室|中心|分局|支队|大队|管委会|(?<!自治)县|县人民政府"
    r"|(?<!自治)区人民政府|(?<!自治)区政府)$"
)
_GOVERNMENT_OFFICE = re.compile(r"(?:人民政府|政府)办公(?:厅|室)$")
_COUNTY_OFFICE = re.compile(r"(?:县|(?<!自治)区|镇|乡)(?:人民)?政府办公室$")
_RULE_CELLS = tuple(f"table2.government_rules.{key}" for key in ("issued", "repealed", "in_force"))
_MOST = {"town": 10_000, "body": 100_000, "other": 30_000_000}


def powers(case: Case) -> Iterator[Outcome]:
    """Ask whether an agency that can't make 规章 reports any; the name decides, and where it does not, nothing is asked."""
    agency = case.report.agency
    if agency is None or case.report.table2 is None or may_make_rules(agency):
        yield Status.NOT_APPLICABLE
        return
    found = [address for address in _RULE_CELLS if (case.number(address) or 0) > 0]
    if not found:
        yield Status.PASS
        return
    counts = "、".join(f"“{case.frame.columns[address]}”{shown(case.number(address))}件" for address in found)
    yield POWER.finding(
        f"表二“规章”填了{counts}，而“{agency}”没有规章制定权；规章只由国务院部门和省、设区的市、自治州人民政府制定，"
        "请改为0，或移到“行政规范性文件”一行。",
        tuple(found),
    )


def may_make_rules(agency: str) -> bool:
    """Say whether an agency of this name makes 规章, or may do so for all its name tells.

    >>> may_make_rules("上海市人民政府办公厅"), may_make_rules("五常市商务局"), may_make_rules("会仪镇人民政府")
    (True, False, False)
    """
    if _is_town(agency) or ("政府办公室" in agency and _COUNTY_OFFICE.search(agency)):
        return False
    return bool("政府办公" in agency and _GOVERNMENT_OFFICE.search(agency)) or not _LOCAL_BODY.search(agency)


def _is_town(agency: str) -> bool:
    return agency.endswith(_TOWN_ENDS) and _TOWN.search(agency) is not None


def fee_unit(case: Case) -> Iterator[Outcome]:
    """Ask whether the money may have been entered in 元."""
    address = "table2.charges.amount"
    amount = case.number(address)
    if amount is None:
        yield Status.NOT_APPLICABLE
        return
    before = case.before(address)
    if before and amount >= 1000 * before:
        yield FEE_UNIT.contradiction(
            f"表二“行政事业性收费”的收费金额是{shown(amount)}万元，上年是{shown(before)}万元，相差一千倍以上，"
            f"可能把元填成了万元；如是，请改为{_in_ten_thousands(amount)}。",
            (address,),
            (amount, before),
        )
    elif amount >= (most := _MOST[_kind(case.report.agency)]):
        yield FEE_UNIT.contradiction(
            f"表二“行政事业性收费”的收费金额是{shown(amount)}万元，比同级机关常见的数额（不到{most}万元）大得多，"
            f"可能把元填成了万元；如是，请改为{_in_ten_thousands(amount)}。",
            (address,),
            (amount, most),
        )
    else:
        yield Status.PASS


def _kind(agency: str | None) -> str:
    if agency is None:
        return "other"
    if _is_town(agency):
        return "town"
    return "body" if agency.endswith(("局", "委", "办公室", "中心")) else "other"


def _in_ten_thousands(amount: int | Decimal) -> str:
    return shown(Decimal(amount) / 10_000)


CHECKS = ((POWER, powers), (FEE_UNIT, fee_unit))
