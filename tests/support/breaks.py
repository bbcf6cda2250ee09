"""The eighteen inputs that break other readers: the page of `golden/city-2025`, each with one change.

`python -m tests.support.breaks` writes `golden/breaks/NAME/` anew: `source.html` and `expected.json`, the whole
report as it must be read, with the marks, remarks and notes that tell how.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

GOLDEN = Path(__file__).parents[1] / "golden"
FOLDER = GOLDEN / "breaks"
_NUMBERS = re.compile(r"((?:<td>[\d ]*</td>){6})<td>([\d ]*)</td></tr>")
_TABLE2 = re.compile(r"<table>\s*<tr><td colspan=\"4\">.*?</table>", re.DOTALL)
_FORM_2019 = """<table>
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年新制作数量</td><td>本年新公开数量</td><td>对外公开总数量</td></tr>
<tr><td>规章</td><td>3</td><td>5</td><td>74</td></tr>
<tr><td>规范性文件</td><td>564</td><td>984</td><td>4185</td></tr>
<tr><td colspan="4">第二十条第（五）项</td></tr>
<tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td></tr>
<tr><td>行政许可</td><td>120</td><td>-5</td><td>11398889</td></tr>
<tr><td>其他对外管理服务事项</td><td>40</td><td>2</td><td>777</td></tr>
<tr><td colspan="4">第二十条第（六）项</td></tr>
<tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td></tr>
<tr><td>行政处罚</td><td>310</td><td>0</td><td>6937489</td></tr>
<tr><td>行政强制</td><td>31</td><td>1</td><td>166105</td></tr>
<tr><td colspan="4">第二十条第（八）项</td></tr>
<tr><td>信息内容</td><td>上一年项目数量</td><td colspan="2">本年增/减</td></tr>
<tr><td>行政事业性收费</td><td>12</td><td colspan="2">-1</td></tr>
<tr><td colspan="4">第二十条第（九）项</td></tr>
<tr><td>信息内容</td><td>采购项目数量</td><td colspan="2">采购总金额</td></tr>
<tr><td>政府集中采购</td><td>88</td><td colspan="2">1234.5</td></tr>
</table>"""
_TABLE2_2019 = {
    "government_rules": {"made": 3, "newly_disclosed": 5, "disclosed_total": 74},
    "normative_documents": {"made": 564, "newly_disclosed": 984, "disclosed_total": 4185},
    "licenses": {"items_last_year": 120, "change": -5, "decisions": 11398889},
    "other_services": {"items_last_year": 40, "change": 2, "decisions": 777},
    "penalties": {"items_last_year": 310, "change": 0, "decisions": 6937489},
    "compulsions": {"items_last_year": 31, "change": 1, "decisions": 166105},
    "charges": {"items_last_year": 12, "change": -1},
    "procurement": {"projects": 88, "amount": "1234.5"},
}
_TOC = (
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
    "存在问题及改进情况、其他需要报告的事项等六个部分组成。"
)
_CONTENTS = (
    "本年度报告包括：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；"
    "四、政府信息公开行政复议、行政诉讼情况；五、存在问题及改进情况；六、其他需要报告的事项。"
)

Plain = dict[str, Any]


class Break(NamedTuple):
    """One change to the page and what changes in the report; `tells` is mark, remark, recovered by address."""

    name: str
    why: str
    change: Callable[[str], str]
    expect: Callable[[Plain], None] = lambda _: None
    tells: Mapping[str, Plain] = MappingProxyType({})


def _swap(old: str, new: str) -> Callable[[str], str]:
    """Replace the first `old`, which must be there."""

    def change(page: str) -> str:
        assert old in page, old
        return page.replace(old, new, 1)

    return change


def _cells(plain: Plain) -> Iterator[tuple[str, Plain, str]]:
    for table in ("table2", "table3", "table4"):
        for row, columns in plain[table].items():
            for column in columns:
                yield f"{table}.{row}.{column}", columns, column


def _set(**values: Any) -> Callable[[Plain], None]:
    """Set cells by address, with `__` for the dots."""

    def expect(plain: Plain) -> None:
        for address, value in values.items():
            table, row, column = address.split("__")
            plain[table][row][column] = value

    return expect


def _zeros_gone(plain: Plain) -> None:
    for _, columns, column in list(_cells(plain)):
        if columns[column] == 0:
            columns[column] = None


def _subtotals(page: str) -> str:
    """Add a 小计 column of the five kinds of organisations before 总计."""

    def row(found: re.Match[str]) -> str:
        counts = [int(text or 0) for text in re.findall(r"<td>([\d ]*)</td>", found[1])]
        return f"{found[1]}<td>{sum(counts[1:])}</td><td>{found[2]}</td></tr>"

    table2, table3 = page.split("三、收到和处理")
    table3, table4 = table3.split("四、政府信息公开行政复议")
    table3 = _NUMBERS.sub(row, table3).replace('colspan="7">申请人', 'colspan="8">申请人')
    table3 = table3.replace('colspan="5">法人', 'colspan="6">法人').replace(
        "<td>其他</td><td></td>", "<td>其他</td><td>小计</td><td></td>"
    )
    return f"{table2}三、收到和处理{table3}四、政府信息公开行政复议{table4}"


def _four_tables(page: str) -> str:
    """Begin a new table at each 第二十条 but the first."""
    first, *rest = page.split('<tr><td colspan="4">第二十条')
    return first + '<tr><td colspan="4">第二十条' + '</table>\n<table>\n<tr><td colspan="4">第二十条'.join(rest)


def _wrapped(page: str) -> str:
    head, _, rest = page.partition("<body>")
    body, _, tail = rest.partition("</body>")
    return f'{head}<body><table width="1000"><tr><td>{body}</td></tr></table></body>{tail}'


def _layout_2019(plain: Plain) -> None:
    plain["layout"] = "y2019"
    plain["table2"] = copy.deepcopy(_TABLE2_2019)


def _preamble(sentence: str) -> Callable[[Plain], None]:
    def expect(plain: Plain) -> None:
        plain["preamble"] = f"{plain['preamble']}\n{sentence}"

    return expect


BREAKS = (
    Break("blank_cells", "零印成空白：空白不是零", lambda page: page.replace("<td>0</td>", "<td>&nbsp;</td>"), _zeros_gone,
          {"mark": {"table3.received.research": "blank"}}),
    Break("dash_cells", "零印成“-”：不是零，也不是空白", lambda page: page.replace("<td>0</td>", "<td>-</td>"), _zeros_gone,
          {"mark": {"table3.received.research": "dash"}}),
    Break("eight_cols", "总计前多一列小计", _subtotals),
    Break("split_table3", "表三在第（三）项中间断成两张表，后一张不再重复前面的标签",
          _swap("<tr><td>5.属于三类", "</table>\n<table>\n<tr><td>5.属于三类")),
    Break("t4_rows", "表四有一格空白", _swap("<td>376</td>", "<td></td>"),
          _set(table4__reconsideration__upheld=None), {"mark": {"table4.reconsideration.upheld": "blank"}}),
    Break("halfwidth", "（七）总计用半角括号", _swap("（七）总计", "(七)总计")),
    Break("fullwidth_digits", "全角数字", _swap("<td>13612</td>", "<td>１３６１２</td>")),
    Break("plain_other", "3.其他写成（3）其他", _swap("<td>3.其他</td>", "<td>（3）其他</td>")),
    Break("split_table2", "表二分成四张表", _four_tables),
    Break("one_blank", "表三有一格空白", _swap("<td>252</td>", "<td></td>"),
          _set(table3__received__business=None), {"mark": {"table3.received.business": "blank"}}),
    Break("space_thousands", "千位用空格分开", _swap("<td>13612</td>", "<td>13 612</td>")),
    Break("units", "收费金额以亿元计", _swap(">316441<", ">31.6441亿元<"),
          tells={"recovered": {"table2.charges.amount": "unit"}}),
    Break("format2019", "表二是2019年的格式", lambda page: _TABLE2.sub(_FORM_2019, page, count=1), _layout_2019),
    Break("heading_space", "标题里有空格", _swap("一、总体情况", "一 、 总体情况")),
    Break("toc", "开头有一句列出各部分", _swap("<p>一、总体情况", f"<p>{_TOC}</p>\n<p>一、总体情况"), _preamble(_TOC)),
    Break("wrapper_table", "整页排在一张表格里", _wrapped),
    Break("text_cell", "数字旁边有文字",
          lambda page: page.replace("<td>5345<", "<td>约5345<").replace("<td>2120<", "<td>2120（含3件）<"),
          tells={"remark": {"table3.disclosed.natural_person": "约", "table3.partly_disclosed.natural_person": "（含3件）"}}),
    Break("colspan_bad", "colspan 不是数", _swap('<td colspan="2">（七）总计', '<td colspan="auto">（七）总计')),
)  # fmt: skip

MORE = (
    Break("colspan_huge", "colspan 大得没有道理", _swap('<td colspan="2">（七）总计', '<td colspan="1000000000">（七）总计')),
    Break("colspan_negative", "colspan 是负数", _swap('<td colspan="3">一、本年新收', '<td colspan="-3">一、本年新收')),
    Break("rowspan_zero", "rowspan 为零，直到表末", _swap('<td rowspan="22">', '<td rowspan="0">')),
    Break("toc_numbered", "开头有一句带编号列出各部分", _swap("<p>一、总体情况", f"<p>{_CONTENTS}</p>\n<p>一、总体情况"),
          _preamble(_CONTENTS)),
)  # fmt: skip


def source() -> str:
    """Return the page that the breaks are made from."""
    return (GOLDEN / "city-2025" / "source.html").read_text(encoding="utf-8")


def whole() -> Plain:
    """Return the whole report of the unbroken page: its cells as a person read them, and its texts."""
    plain: Plain = json.loads((GOLDEN / "city-2025" / "expected.json").read_text(encoding="utf-8"))
    paragraphs = [re.sub(r"<[^>]*>", "", text) for text in re.findall(r"<p>(.*?)</p>", source())]
    at = {text[:2]: index for index, text in enumerate(paragraphs) if text[1:2] == "、"}
    plain["layout"] = "y2021"
    plain["title"] = "测试市2025年政府信息公开工作年度报告"
    plain["preamble"] = "\n".join(paragraphs[: at["一、"]])
    plain["sections"] = {
        "overview": "\n".join(paragraphs[at["一、"] + 1 : at["二、"]]),
        "problems": "\n".join(paragraphs[at["五、"] + 1 : at["六、"]]),
        "other": "\n".join(paragraphs[at["六、"] + 1 :]),
    }
    return plain


def expected(case: Break) -> Plain:
    """Return the report that the broken page must be read as."""
    plain = whole()
    case.expect(plain)
    return plain | {"_why": case.why, "_tells": dict(case.tells)}


def write() -> None:
    """Write the golden folders anew."""
    for case in BREAKS + MORE:
        folder = FOLDER / case.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "source.html").write_text(case.change(source()), encoding="utf-8")
        text = json.dumps(expected(case), ensure_ascii=False, indent=1, sort_keys=False)
        (folder / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
