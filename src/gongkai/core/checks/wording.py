"""The wording of the text: too long, too general, taken over from last year, slips of the pen, leftovers of Word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.checks.check import Case, Check, Outcome, sentences_of
from gongkai.core.checks.figures import Sentence
from gongkai.core.findings import Severity, Status
from gongkai.core.law.cite import LAYOUT_2021, REGULATION, Cite
from gongkai.core.report.likeness import repeated

COPIED = Check(
    "TXT-COPIED", "与上年雷同", Severity.WARNING, Cite(LAYOUT_2021, "有关要求（四）"),
    formula="各部分文字与上年重复的比例不超过界限（法定用语不计）",
)  # fmt: skip
PROBLEMS = Check(
    "TXT-PROBLEMS", "问题和改进言之有物", Severity.WARNING, Cite(REGULATION, "第五十条第一款第四项"),
    formula="第五部分写明问题和改进措施",
)  # fmt: skip
LENGTH = Check(
    "TXT-LENGTH", "总体情况的篇幅", Severity.NOTE, Cite(LAYOUT_2021, "第一部分（篇幅由各地规定，界限可设置）"),
    formula="总体情况不超过设定的字数",
)  # fmt: skip
POINTS = Check(
    "TXT-POINTS", "总体情况的五个方面", Severity.WARNING, Cite(LAYOUT_2021, "第一部分"), from_year=2021,
    formula="主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障都写到",
)  # fmt: skip
EMPTY = Check(
    "TXT-EMPTY", "有标题没有内容", Severity.WARNING, Cite(LAYOUT_2021, "第一、六部分"), formula="第一、六部分有内容",
)  # fmt: skip
TYPO = Check(
    "TXT-TYPO", "错字和重复的字词", Severity.WARNING, Cite("党政机关公文处理工作条例", "第十九条"), formula="没有常见的错字、叠字",
)  # fmt: skip
OLD_LAW = Check(
    "TXT-OLD-LAW", "引用的法规和文件", Severity.WARNING, Cite(REGULATION, "第五十六条"), from_year=2019,
    formula="不引用已被取代的法规文号、写错的法规名称",
)  # fmt: skip
RESIDUE = Check(
    "TXT-RESIDUE", "文字处理软件的残留", Severity.WARNING, Cite("党政机关公文处理工作条例", "第十九条"), formula="没有书签、域代码等残留",
)  # fmt: skip
PLACEHOLDER = Check(
    "TXT-PLACEHOLDER", "没有填的空", Severity.WARNING, Cite("党政机关公文处理工作条例", "第十九条"), formula="没有××、待填等占位",
)  # fmt: skip

_STATUTORY = (
    "《中华人民共和国政府信息公开条例》", "中华人民共和国政府信息公开条例", "《政府信息公开条例》", "政府信息公开条例", "公开为常态、不公开为例外",
    "公开为常态,不公开为例外", "政府信息公开工作年度报告", "政府信息公开平台建设情况", "政府信息公开平台建设", "政府信息管理情况", "政府信息管理", "主动公开情况",
    "依申请公开情况", "监督保障情况", "坚持以习近平新时代中国特色社会主义思想为指导", "存在的主要问题", "改进情况",
)  # fmt: skip
_STATUTORY_SENTENCE = re.compile(r"未收到|没有收到|未发生|处理费|统计期限")
_GENERIC = re.compile(r"问题|不足|短板|差距|薄弱|不够|有待|欠缺|滞后|单一")
_MEASURES = re.compile(r"改进|下一步|今后|措施|将|进一步|整改|加强|提高|完善")
_NOTHING = re.compile(r"^[\s（(一二）).、]*(?:无|没有|暂无|无问题|不存在问题)?[。.]?$")
_POINTS = {
    "主动公开": re.compile("主动公开|公开力度|公开(?:各类)?政府信息"),
    "依申请公开": re.compile("依申请|公开申请|申请公开|未收到申请"),
    "政府信息管理": re.compile("信息管理|信息发布|审核|保密"),
    "政府信息公开平台建设": re.compile("平台|网站|公众号|新媒体|专栏"),
    "监督保障": re.compile("监督|考核|培训|保障|评议"),
}
_SLIPS = {
    "布署": "部署", "做为": "作为", "进一部": "进一步", "既使": "即使", "条列》": "条例》", "申情": "申请",
    "事业型收费": "事业性收费", "网络述求": "网络诉求", "落细落靠": "落细落实", "可通过可以通过": "可以通过",
    "规范新文件": "规范性文件", "政府信信息": "政府信息", "政务共开": "政务公开", "信息公公开": "信息公开",
    "按排": "安排", "反应强烈": "反映强烈", "座落": "坐落", "渠道畅道": "渠道畅通",
}  # fmt: skip
_UNTIL = re.compile(r"截止(?=到?(?:目前|20\d\d年|\d+月|年底))")
_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,4})\1")
_LAWFULLY_DOUBLED = re.compile(
    r"^(?:政府|中心|党组|党委|街道|委员|研究|讨论|一.|方方|.人|.项|.步|.条|.个|.件|.次|.点)$|一"
)
_PARTICLES = re.compile(r"(?<![目标有])的的(?!确)|、、|，，|。。|；；|，。|、。|。，")
_PARTICLE_SIGNS = ("的的", "、、", "，，", "。。", "；；", "，。", "、。", "。，")
_OLD_LAWS = (
    (
        re.compile(r"(?:国务院令|国令)第?492号|第492号令?"),
        "国务院令第492号是2008年的条例，现行的是国务院令第711号",
        None,
    ),
    (re.compile(r"国办公开办函[〔\[（(]2019[〕\]）)]60号"), "60号文的格式已由国办公开办函〔2021〕30号取代", 2021),
    (re.compile(r"政府信息公开工作条例"), "法规的名称是《中华人民共和国政府信息公开条例》", None),
    (re.compile(r"公开为原则[，、,]\s*不公开为例外"), "现行条例第五条的说法是“以公开为常态、不公开为例外”", None),
)
_OLD_LAW_SIGNS = ("492", "60号", "政府信息公开工作条例", "公开为原则")
_RESIDUES = re.compile(
    r"_GoBack|\[bookmark:[^\]]*\]?|HYPERLINK|PAGEREF|MERGEFORMAT|_Toc\d+|EMBED [A-Z]|错误[!！]未(?:找到|定义)|&nbsp;|<o:p>|</?(?:span|font|p|br)\b[^>]*>|\ufffc|\ufffd",
)
_PLACEHOLDERS = re.compile(
    r"×{2,}|×(?=[年月日件条])|(?<![A-Za-z./\-])[Xx]{2,}(?=[\u4e00-\u9fff]|$)|20[Xx×]{2}|[□■]{3,}|_{3,}|\uff3f{3,}|待填|待补充|此处填写|（略）|\(略\)"
)

_RESIDUE_SIGNS = ("_", "[", "LINK", "PAGE", "EMBED", "MERGE", "错误", "&nbsp", "<", "\ufffc", "\ufffd")
_PLACEHOLDER_SIGNS = (
    "×",
    "XX",
    "xx",
    "Xx",
    "xX",
    "20X",
    "20x",
    "□□",
    "■■",
    "___",
    "\uff3f\uff3f",
    "待填",
    "待补充",
    "此处",
    "略)",
    "略）",
)


def copied(case: Case) -> Iterator[Outcome]:
    """Ask of overview and problems how much of them stood word for word in last year's; statutory phrases don't count."""
    last_year = {} if case.previous is None else sentences_of(case.previous)
    for key, name in (("overview", "总体情况"), ("problems", "存在的主要问题及改进情况")):
        before, own = last_year.get(key), case.sentences().get(key)
        if not before or not own:
            yield Status.NOT_APPLICABLE
            continue
        text = _own_words(own)
        if len(text) < case.thresholds.improvement:
            yield Status.NOT_APPLICABLE
            continue
        share = repeated(_own_words(before), text)
        if share > case.thresholds.copied:
            yield COPIED.finding(
                f"“{name}”有{share:.0%}的文字与上年度报告相同（法定用语不计），超过{case.thresholds.copied:.0%}，请按今年的情况改写。"
            )
        else:
            yield Status.PASS


def problems(case: Case) -> Iterator[Outcome]:
    """Ask whether section five names problems and what is done about them."""
    text = case.report.sections.get("problems")
    if text is None:
        yield Status.NOT_APPLICABLE
        return
    bare = "".join(text.split())
    if _NOTHING.match(bare):
        yield PROBLEMS.finding("第五部分没有内容，请写明存在的主要问题和改进情况。")
    elif len(bare) < case.thresholds.improvement:
        yield PROBLEMS.finding(f"第五部分只有{len(bare)}个字，过于笼统，请写明存在的主要问题和改进情况。")
    elif not _GENERIC.search(bare):
        yield PROBLEMS.finding("第五部分没有写存在什么问题，请补写。")
    elif not _MEASURES.search(bare):
        yield PROBLEMS.finding("第五部分只写了问题，没有写改进措施，请补写。")
    else:
        yield Status.PASS


def length(case: Case) -> Iterator[Outcome]:
    """Ask whether the overview keeps to its length."""
    text = case.report.sections.get("overview")
    if not text:
        yield Status.NOT_APPLICABLE
        return
    size, most = len("".join(text.split())), case.thresholds.overview_length
    if size > most:
        yield LENGTH.contradiction(
            f"总体情况有{size}字，超过{most}字，请精简，只写政府信息公开工作。", (), (size, most)
        )
    else:
        yield Status.PASS


def points(case: Case) -> Iterator[Outcome]:
    """Ask whether the overview speaks of its five points."""
    text = case.report.sections.get("overview")
    if not text:
        yield Status.NOT_APPLICABLE
        return
    missing = [name for name, pattern in _POINTS.items() if not pattern.search(text)]
    if missing:
        yield POINTS.finding(f"总体情况没有写到{'、'.join(missing)}，请补写，没有的也请写明。")
    else:
        yield Status.PASS


def empty(case: Case) -> Iterator[Outcome]:
    """Ask whether sections one and six have more than a heading."""
    for key, name in (("overview", "第一部分“总体情况”"), ("other", "第六部分“其他需要报告的事项”")):
        text = case.report.sections.get(key)
        if text is None:
            yield Status.NOT_APPLICABLE
        elif text.strip():
            yield Status.PASS
        else:
            yield EMPTY.finding(f"{name}只有标题，没有内容，请补写。")


def typos(case: Case) -> Iterator[Outcome]:
    """Look for known slips, doubled words and doubled punctuation."""
    fine = True
    for text in case.texts():
        for wrong, right in _slips(text):
            fine = False
            yield TYPO.finding(f"“{wrong}”可能有误，{right}，请核对。", quote=wrong)
    if fine:
        yield Status.PASS


def old_laws(case: Case) -> Iterator[Outcome]:
    """Look for acts that have been replaced, and for wrong names of acts."""
    fine = True
    for text in case.texts_with(_OLD_LAW_SIGNS):
        for pattern, why, since in _OLD_LAWS:
            found = pattern.search(text)
            if found and (since is None or (case.report.year or since) >= since):
                fine = False
                yield OLD_LAW.finding(f"引用了“{found[0]}”：{why}，请改正。", quote=found[0])
    if fine:
        yield Status.PASS


def residues(case: Case) -> Iterator[Outcome]:
    """Look for what a word processor leaves behind."""
    yield from _patterned(case, RESIDUE, _RESIDUES, _RESIDUE_SIGNS, "文字处理软件留下的标记，请删去")


def placeholders(case: Case) -> Iterator[Outcome]:
    """Look for blanks of a template that were never filled."""
    yield from _patterned(case, PLACEHOLDER, _PLACEHOLDERS, _PLACEHOLDER_SIGNS, "没有填写的空，请补填")


def _own_words(told: list[Sentence]) -> str:
    """Return a text without what every report has to say in the same words."""
    text = "。".join(each.words for each in told if not _STATUTORY_SENTENCE.search(each.words))
    for phrase in _STATUTORY:
        text = text.replace(phrase, "")
    return text


def _patterned(
    case: Case, check: Check, pattern: re.Pattern[str], signs: tuple[str, ...], what: str
) -> Iterator[Outcome]:
    found = dict.fromkeys(match[0] for text in case.texts_with(signs) for match in pattern.finditer(text))
    for words in found:
        yield check.finding(f"文字里有“{words}”，是{what}。", quote=words)
    if not found:
        yield Status.PASS


def _slips(text: str) -> Iterator[tuple[str, str]]:
    for wrong, right in _SLIPS.items():
        if wrong in text:
            yield wrong, f"应为“{right}”"
    for found in _UNTIL.finditer(text) if "截止" in text else ():
        yield text[found.start() : found.end() + 5], "表示到某一时间应写“截至”"
    for found in _DOUBLED.finditer(text):
        if not _LAWFULLY_DOUBLED.search(found[1]):
            yield found[0], "字词重复"
    for found in _PARTICLES.finditer(text) if any(map(text.__contains__, _PARTICLE_SIGNS)) else ():
        yield text[max(0, found.start() - 4) : found.end()], "字或标点重复"


CHECKS = (
    (COPIED, copied),
    (PROBLEMS, problems),
    (LENGTH, length),
    (POINTS, points),
    (EMPTY, empty),
    (TYPO, typos),
    (OLD_LAW, old_laws),
    (RESIDUE, residues),
    (PLACEHOLDER, placeholders),
)
