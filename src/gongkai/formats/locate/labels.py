"""Labels as documents write them → the keys of the form.

The form's own wording is looked up first; then the words that tell one row from all others, so that wrapped,
joined, shortened and slightly miswritten labels are still found. All texts here are `bare` (see `words`).
"""

from __future__ import annotations

import re
from functools import cache

from gongkai.core.report.layouts import Y2019, Y2021, Line
from gongkai.formats.locate.words import bare

LINES3: dict[str, Line] = {line.key: line for line in (*Y2021.table3, *Y2019.table3)}
ORDER3 = (
    *(line.key for line in Y2021.table3[:-2]),
    "otherwise",
    *(line.key for line in Y2021.table3[-2:]),
)
_EXACT3 = {bare(line.label): line.key for line in LINES3.values()}

# Most telling words first: a row's label may carry its group's label in front of it.
_TELLING3 = (
    ("received", r"本年(?:度)?新收|新收政府信息公开申请"),
    ("brought_forward", r"上年(?:度)?结转|上一年(?:度)?结转"),
    ("carried_forward", r"结转下(?:一)?年|转下年度|下年度继续办理"),
    ("withheld_state_secret", r"属于国家秘密|\d国家秘密"),
    ("withheld_by_law", r"法律(?:和)?行政.{0,3}(?:禁)?止公开|法规禁止公开"),
    ("withheld_security_stability", r"三安全|一稳定"),
    ("withheld_third_party", r"第三方合法|三方合法权益"),
    ("withheld_internal_affairs", r"内部事务"),
    ("withheld_process", r"过程性信息"),
    ("withheld_enforcement_file", r"执法案卷"),
    ("withheld_administrative_query", r"行政查询"),
    ("unavailable_not_held", r"机关不掌握|不掌握相关"),
    ("unavailable_to_be_created", r"没有现成|另行制作"),
    ("unavailable_still_unclear", r"补正后|仍不明确"),
    ("declined_petition", r"信访举报|举报投诉类"),
    ("declined_duplicate", r"重复申请"),
    ("declined_publication", r"公开出版物"),
    ("declined_excessive", r"大量反复"),
    ("declined_reissue", r"重新出具|确认或重"),
    ("otherwise_not_rectified", r"逾期不补正"),
    ("otherwise_fee_unpaid", r"收费通知|缴纳费用|逾期未按"),
    ("partly_disclosed", r"部分公开"),
    ("disclosed", r"(?<!不)予以公开|^一?予公开"),
    ("settled", r"七总计|^7?总计$|^[七7]?(?:办理结果)?[总合]计$|本年度办理结果总计"),
    ("otherwise_other", r"(?:^|其他处理)[3三]?其[他它]$|^3其[他它]"),
    ("otherwise", r"其[他它]处理"),
)


@cache
def line3(label: str) -> str | None:
    """Return the key of the row of table 3 that a bare label names, or None.

    >>> line3("三本年度办理结果三不予公开1属于国家秘密"), line3("其他处理3其他"), line3("六其他处理")
    ('withheld_state_secret', 'otherwise_other', 'otherwise')
    """
    exact = _EXACT3.get(label)
    if exact is not None:
        return exact
    if len(label) > 120 or not label:
        return None
    for key, words in _COMPILED3:
        if words.search(label):
            return key
    return None


_COMPILED3 = tuple((key, re.compile(words)) for key, words in _TELLING3)


@cache
def lines3_containing(fragment: str) -> frozenset[str]:
    """Return the rows of table 3 whose printed label contains a bare fragment of at least three characters."""
    if len(fragment) < 3:
        return frozenset()
    return frozenset(key for key, label in _BARE3.items() if fragment in label)


_BARE3 = {key: bare(line.label) for key, line in LINES3.items()}

COLUMNS3: dict[str, str] = {bare(column.label): column.key for column in Y2021.table3_columns}
_COLUMN3_WORDS = (
    ("natural_person", re.compile(r"自然人|公民")),
    ("business", re.compile(r"商业企业|企业")),
    ("research", re.compile(r"科研机构|科研")),
    ("public_interest", re.compile(r"社会公益|公益组织|公益")),
    ("legal_services", re.compile(r"法律服务|法律")),
    ("total", re.compile(r"[总合]计")),
    ("other_organization", re.compile(r"其[他它]")),
)


@cache
def column3(path: str) -> str | None:
    """Return the key of the column of table 3 that a bare header path names, or None.

    >>> column3("申请人情况法人或其他组织商业企业"), column3("申请人情况法人或其他组织其他"), column3("小计")
    ('business', 'other_organization', None)
    """
    exact = COLUMNS3.get(path)
    if exact is not None:
        return exact
    own = path.replace("法人或其他组织", "").replace("法人和其他组织", "").replace("申请人情况", "")
    own = own.replace("收到和处理政府信息公开申请情况", "")
    if "小计" in own or "勾稽" in own:
        return None
    for key, words in _COLUMN3_WORDS:
        if words.search(own):
            return key
    return None


_LINES2 = (
    ("normative_documents", re.compile(r"(?:行政)?规范性文件")),
    ("government_rules", re.compile(r"^(?:政府|部门|地方政府)?规章")),
    ("other_services", re.compile(r"其[他它]对外管理服务")),
    ("licenses", re.compile(r"行政许可")),
    ("penalties", re.compile(r"行政处罚")),
    ("compulsions", re.compile(r"行政强制")),
    ("charges", re.compile(r"行政事业[性型]?收费|事业[性型]收费")),
    ("procurement", re.compile(r"政府集中采购|集中采购")),
)


@cache
def line2(label: str) -> str | None:
    """Return the key of the row of table 2 that a bare label names, or None.

    >>> line2("规章"), line2("行政规范性文件"), line2("行政事业型收费"), line2("信息内容")
    ('government_rules', 'normative_documents', 'charges', None)
    """
    if not label or len(label) > 24 or "其他主动公开" in label:
        return None
    for key, words in _LINES2:
        if words.search(label):
            return key
    return None


_COLUMNS2 = (
    ("issued", re.compile(r"制发")),
    ("repealed", re.compile(r"废止")),
    ("in_force", re.compile(r"现行有效|有效件数")),
    ("made", re.compile(r"新制作|制作数量")),
    ("disclosed_total", re.compile(r"对外公开|公开总数")),
    ("newly_disclosed", re.compile(r"本(?:年)?(?:新)?公开")),
    ("items_last_year", re.compile(r"上一?年.{0,2}项目|上年项目")),
    ("change", re.compile(r"增减|本年增")),
    ("decisions", re.compile(r"处理决定")),
    ("projects", re.compile(r"采购项目")),
    ("amount", re.compile(r"收费金额|采购总?金额|金额")),
)


@cache
def column2(header: str) -> str | None:
    """Return the key of the column of table 2 that a bare header cell names, or None.

    >>> column2("本年2023制发件数"), column2("本年增减"), column2("本年收费金额单位万元"), column2("信息内容")
    ('issued', 'change', 'amount', None)
    """
    if len(header) > 24:
        return None
    for key, words in _COLUMNS2:
        if words.search(header):
            return key
    return None


_GROUP4 = (
    ("direct_litigation", re.compile(r"未经复议|直接起诉")),
    ("litigation_after_reconsideration", re.compile(r"复议后|后起诉")),
    ("reconsideration", re.compile(r"行政复议|^复议")),
)
_COLUMN4 = (
    ("total", re.compile(r"[总合小]计")),
    ("upheld", re.compile(r"结果维持|维持$|维持")),
    ("overturned", re.compile(r"结果纠正|纠正")),
    ("pending", re.compile(r"尚未审结|未审结|审结")),
    ("otherwise", re.compile(r"其[他它]结果|其[他它]")),
)


@cache
def group4(path: str) -> str | None:
    """Return the key of the group of table 4 that a bare header path names, or None.

    >>> group4("行政诉讼复议后起诉"), group4("行政诉讼未经复议直接起诉"), group4("行政复议")
    ('litigation_after_reconsideration', 'direct_litigation', 'reconsideration')
    """
    own = path.replace("政府信息公开行政复议行政诉讼情况", "")
    for key, words in _GROUP4:
        if words.search(own):
            return key
    return None


@cache
def column4(header: str) -> str | None:
    """Return the key of the column of table 4 that a bare header cell names, or None.

    >>> column4("结果维持"), column4("总计"), column4("尚未审结")
    ('upheld', 'total', 'pending')
    """
    if not header or len(header) > 40:
        return None
    for key, words in _COLUMN4:
        if words.search(header):
            return key
    return None
