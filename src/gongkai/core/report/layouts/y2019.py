"""The form of the reports for 2019 and 2020: 国办公开办函〔2019〕60号. It states what differs from 2021."""

from __future__ import annotations

from gongkai.core.report.layouts.edition import Block, Column, Layout, Line, Section
from gongkai.core.report.layouts.y2021 import (
    APPLICANTS,
    CAPTIONS,
    CASE_COLUMNS,
    CASES,
    LINES_AFTER_OTHERWISE,
    LINES_BEFORE_OTHERWISE,
    RECONCILIATION_NOTE,
    SECTIONS,
)

OTHERWISE_IN_ONE = Line("otherwise", "（六）其他处理", ("三、本年度办理结果",), leaf=True)

_ITEMS = (
    Column("items_last_year", "上一年项目数量"),
    Column("change", "本年增/减"),
    Column("decisions", "处理决定数量"),
)

Y2019 = Layout(
    key="y2019",
    notice="国办公开办函〔2019〕60号",
    first_year=2019,
    sections=(
        *SECTIONS[:4],
        Section("五", "政府信息公开工作存在的主要问题及改进情况", text="problems"),
        SECTIONS[5],
    ),
    table2=(
        Block(
            "第二十条第（一）项",
            (
                Column("made", "本年新制作数量"),
                Column("newly_disclosed", "本年新公开数量"),
                Column("disclosed_total", "对外公开总数量"),
            ),
            (Line("government_rules", "规章"), Line("normative_documents", "规范性文件")),
        ),
        Block(
            "第二十条第（五）项",
            _ITEMS,
            (Line("licenses", "行政许可"), Line("other_services", "其他对外管理服务事项")),
        ),
        Block(
            "第二十条第（六）项",
            _ITEMS,
            (Line("penalties", "行政处罚"), Line("compulsions", "行政强制")),
        ),
        Block("第二十条第（八）项", _ITEMS[:2], (Line("charges", "行政事业性收费"),)),
        Block(
            "第二十条第（九）项",
            (Column("projects", "采购项目数量"), Column("amount", "采购总金额", money=True)),
            (Line("procurement", "政府集中采购"),),
        ),
    ),
    table3_note=RECONCILIATION_NOTE,
    table3_columns=APPLICANTS,
    table3=(*LINES_BEFORE_OTHERWISE, OTHERWISE_IN_ONE, *LINES_AFTER_OTHERWISE),
    table4=CASES,
    table4_columns=CASE_COLUMNS,
    titles=CAPTIONS,
)
