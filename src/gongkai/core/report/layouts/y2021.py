"""The form in force since the reports for 2021: 国办公开办函〔2021〕30号."""

from __future__ import annotations

from gongkai.core.report.layouts.edition import (
    Block,
    CaseColumn,
    Column,
    Group,
    Layout,
    Line,
    Section,
)

SECTIONS = (
    Section("一", "总体情况", text="overview"),
    Section("二", "主动公开政府信息情况", table="table2"),
    Section("三", "收到和处理政府信息公开申请情况", table="table3"),
    Section("四", "政府信息公开行政复议、行政诉讼情况", table="table4"),
    Section("五", "存在的主要问题及改进情况", text="problems"),
    Section("六", "其他需要报告的事项", text="other"),
)

APPLICANTS = (
    Column("natural_person", "自然人"),
    Column("business", "商业企业"),
    Column("research", "科研机构"),
    Column("public_interest", "社会公益组织"),
    Column("legal_services", "法律服务机构"),
    Column("other_organization", "其他"),
    Column("total", "总计"),
)

_OUTCOMES = "三、本年度办理结果"
_WITHHELD = (_OUTCOMES, "（三）不予公开")
_UNAVAILABLE = (_OUTCOMES, "（四）无法提供")
_DECLINED = (_OUTCOMES, "（五）不予处理")
_OTHERWISE = (_OUTCOMES, "（六）其他处理")

LINES_BEFORE_OTHERWISE = (
    Line("received", "一、本年新收政府信息公开申请数量"),
    Line("brought_forward", "二、上年结转政府信息公开申请数量"),
    Line("disclosed", "（一）予以公开", (_OUTCOMES,), leaf=True),
    Line("partly_disclosed", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (_OUTCOMES,), leaf=True),
    Line("withheld_state_secret", "1.属于国家秘密", _WITHHELD, leaf=True),
    Line("withheld_by_law", "2.其他法律行政法规禁止公开", _WITHHELD, leaf=True),
    Line("withheld_security_stability", "3.危及“三安全一稳定”", _WITHHELD, leaf=True),
    Line("withheld_third_party", "4.保护第三方合法权益", _WITHHELD, leaf=True),
    Line("withheld_internal_affairs", "5.属于三类内部事务信息", _WITHHELD, leaf=True),
    Line("withheld_process", "6.属于四类过程性信息", _WITHHELD, leaf=True),
    Line("withheld_enforcement_file", "7.属于行政执法案卷", _WITHHELD, leaf=True),
    Line("withheld_administrative_query", "8.属于行政查询事项", _WITHHELD, leaf=True),
    Line("unavailable_not_held", "1.本机关不掌握相关政府信息", _UNAVAILABLE, leaf=True),
    Line("unavailable_to_be_created", "2.没有现成信息需要另行制作", _UNAVAILABLE, leaf=True),
    Line("unavailable_still_unclear", "3.补正后申请内容仍不明确", _UNAVAILABLE, leaf=True),
    Line("declined_petition", "1.信访举报投诉类申请", _DECLINED, leaf=True),
    Line("declined_duplicate", "2.重复申请", _DECLINED, leaf=True),
    Line("declined_publication", "3.要求提供公开出版物", _DECLINED, leaf=True),
    Line("declined_excessive", "4.无正当理由大量反复申请", _DECLINED, leaf=True),
    Line("declined_reissue", "5.要求行政机关确认或重新出具已获取信息", _DECLINED, leaf=True),
)
OTHERWISE_IN_THREE = (
    Line(
        "otherwise_not_rectified",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        _OTHERWISE,
        leaf=True,
    ),
    Line(
        "otherwise_fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        _OTHERWISE,
        leaf=True,
    ),
    Line("otherwise_other", "3.其他", _OTHERWISE, leaf=True),
)
LINES_AFTER_OTHERWISE = (
    Line("settled", "（七）总计", (_OUTCOMES,)),
    Line("carried_forward", "四、结转下年度继续办理"),
)

CASES = (
    Group("reconsideration", "行政复议"),
    Group("direct_litigation", "未经复议直接起诉", ("行政诉讼",)),
    Group("litigation_after_reconsideration", "复议后起诉", ("行政诉讼",)),
)
CASE_COLUMNS = (
    CaseColumn("upheld", "结果维持"),
    CaseColumn("overturned", "结果纠正"),
    CaseColumn("otherwise", "其他结果"),
    CaseColumn("pending", "尚未审结"),
    CaseColumn("total", "总计"),
)
CAPTIONS = {
    "table2": "主动公开政府信息情况",
    "table3": "收到和处理政府信息公开申请情况",
    "table4": "政府信息公开行政复议、行政诉讼情况",
}
RECONCILIATION_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

_DECISIONS = (Column("decisions", "本年处理决定数量"),)

Y2021 = Layout(
    key="y2021",
    notice="国办公开办函〔2021〕30号",
    first_year=2021,
    sections=SECTIONS,
    table2=(
        Block(
            "第二十条第（一）项",
            (
                Column("issued", "本年制发件数"),
                Column("repealed", "本年废止件数"),
                Column("in_force", "现行有效件数"),
            ),
            (Line("government_rules", "规章"), Line("normative_documents", "行政规范性文件")),
        ),
        Block("第二十条第（五）项", _DECISIONS, (Line("licenses", "行政许可"),)),
        Block(
            "第二十条第（六）项",
            _DECISIONS,
            (Line("penalties", "行政处罚"), Line("compulsions", "行政强制")),
        ),
        Block(
            "第二十条第（八）项",
            (Column("amount", "本年收费金额（单位：万元）", money=True),),
            (Line("charges", "行政事业性收费"),),
        ),
    ),
    table3_note=RECONCILIATION_NOTE,
    table3_columns=APPLICANTS,
    table3=(*LINES_BEFORE_OTHERWISE, *OTHERWISE_IN_THREE, *LINES_AFTER_OTHERWISE),
    table4=CASES,
    table4_columns=CASE_COLUMNS,
    titles=CAPTIONS,
)
