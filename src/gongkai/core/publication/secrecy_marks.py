"""Marks that a text bears about itself: state secret, work secret, internal, not for disclosure, draft.

A text *about* secrecy is no secret: a word counts only where a mark stands, with its star, behind its label, in brackets
or alone on its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.publication.marks import Kind, Mark, Urgency
from gongkai.core.publication.passage import Passage

_LEVEL = "(?:绝 {0,4}密|机 {0,4}密|秘 {0,4}密)"
_TERM = "(?:[0-9]{1,3} ?(?:年|个月|月|天|日)|[一二三四五六七八九十]{1,3}年|长期|启用前|公布前|解密前|开考前)"
_BOX = "[□○☐■☑√/、|]"
_OPEN, _CLOSE = r"[ \t]{0,8}[\[(【〔「“]?[ \t]{0,4}", r"[ \t]{0,4}[\])】〕」”!]?[ \t]{0,8}"


def _alone(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?m)^{_OPEN}({words}){_CLOSE}$")


def _bracketed(words: str) -> re.Pattern[str]:
    return re.compile(rf"[\[(【〔] {{0,2}}({words}) {{0,2}}[\])】〕]")


_HANDLED = "(?:注意保存|注意保管|妥善保管|妥善保存|注意保密|不得外传|严禁外传|切勿外传|请勿外传|不得翻印|不得公开|不得转发|请勿转发|严禁转发|不对外公开|阅后收回)"
_PAPER = "(?:资料|文件|材料|刊物|文稿|参考|发行|情况|传阅|使用|掌握)"
_INTERNAL = rf"内 {{0,2}}部 {{0,2}}{_PAPER}"

# kind, reason, urgency where it is not the rule's, pattern; group 1 is the mark
Pattern = tuple[Kind, str, Urgency | None, re.Pattern[str]]
_PATTERNS: tuple[Pattern, ...] = (
    (Kind.SECRECY_MARK, "有密级和★，是国家秘密标志", None, re.compile(rf"(?<!工作)({_LEVEL} {{0,4}}[★☆](?: {{0,4}}{_TERM})?)")),
    (Kind.SECRECY_MARK, "有密级和保密期限，像国家秘密标志", None, re.compile(rf"({_LEVEL} {{0,4}}\* {{0,4}}{_TERM})")),
    (
        Kind.SECRECY_MARK, "“密级”一栏写着密级", None,
        re.compile(rf"密 {{0,4}}级 {{0,2}}[:\t] {{0,2}}({_LEVEL})(?! ?{_BOX}|[\t ,]{{1,2}}{_LEVEL})"),
    ),
    (Kind.SECRECY_MARK, "独占一行，像密级标志", Urgency.ASK, _alone(_LEVEL)),
    (Kind.SECRECY_MARK, "“保密期限”一栏写着期限", Urgency.ASK, re.compile(rf"保密期限 {{0,2}}[:\t] {{0,2}}({_TERM})")),
    (Kind.WORK_SECRET, "有★或者期限，是工作秘密标志", None, re.compile(rf"(工作秘密 {{0,2}}(?:[★☆]|[(]? {{0,2}}{_TERM}))")),
    (Kind.WORK_SECRET, "“密级”一栏写着工作秘密", None, re.compile(rf"密 {{0,4}}级 {{0,2}}[:\t] {{0,2}}(工作秘密)(?! ?{_BOX})")),
    (Kind.WORK_SECRET, "独占一行，像工作秘密标志", None, _alone("工 {0,2}作 {0,2}秘 {0,2}密")),
    (Kind.WORK_SECRET, "写在括号里，像工作秘密标志", None, re.compile(r"[\[【〔] {0,2}(工作秘密) {0,2}[\]】〕]")),
    (Kind.INTERNAL_MATERIAL, "有★，是内部资料标志", None, re.compile(r"(内部 {0,2}[★☆])")),
    (
        Kind.INTERNAL_MATERIAL, "写着内部资料及其保管要求", None,
        re.compile(rf"({_INTERNAL} {{0,2}}[,、;!·]? {{0,2}}请?{_HANDLED})"),
    ),
    (Kind.INTERNAL_MATERIAL, "独占一行，是内部资料标志", None, _alone(rf"{_INTERNAL}|内部")),
    (Kind.INTERNAL_MATERIAL, "写在括号里，是内部资料标志", None, _bracketed(_INTERNAL)),
    (
        Kind.INTERNAL_MATERIAL, "写着只供内部使用", None,
        re.compile(
            r"((?:仅供|仅限|只供|限|供)(?:本?单位|本?机关|本?局|系统|党政机关)?内部(?:使用|参考|交流|传阅|掌握|阅读|学习)"
            rf"(?: {{0,2}}[,、;] {{0,2}}{_HANDLED})?)(?=[ \t]{{0,4}}(?:[\])】〕!。;,\n]|\Z))"
        ),
    ),
    (Kind.INTERNAL_MATERIAL, "单独写着不得外传一类的要求", None, _alone(_HANDLED)),
    (Kind.INTERNAL_MATERIAL, "写在括号里，要求不得外传", None, _bracketed(_HANDLED)),
    (Kind.TRADE_SECRET, "有★，是商业秘密标志", None, re.compile(r"((?:核心|普通)?(?:商密|商业秘密) {0,2}[★☆▲])")),
    (Kind.TRADE_SECRET, "写在括号里，像商业秘密标志", None, re.compile(r"[\[【〔] {0,2}(商业秘密|(?:核心|普通)?商密) {0,2}[\]】〕]")),
    (
        Kind.NOT_FOR_DISCLOSURE, "文末标注", None,
        re.compile(r"(此件(?:不公开|不予公开|不宜公开|不对外公开|不主动公开))(?=[ ]{0,2}(?:[\])】〕。,;\n]|\Z))"),
    ),
    (Kind.NOT_FOR_DISCLOSURE, "文末标注只依申请公开", Urgency.ASK, re.compile(r"(此件依申请公开)(?=[ ]{0,2}(?:[\])】〕。,;\n]|\Z))")),
    (
        Kind.NOT_FOR_DISCLOSURE, "公开属性一栏写着", None,
        re.compile(rf"公开(?:属性|方式|类别|类型|形式) {{0,2}}[:\t] {{0,2}}(不予公开|不公开)(?! ?{_BOX})"),
    ),
    (
        Kind.NOT_FOR_DISCLOSURE, "公开属性一栏写着只依申请公开", Urgency.ASK,
        re.compile(rf"公开(?:属性|方式|类别|类型|形式) {{0,2}}[:\t] {{0,2}}(依申请公开)(?! ?{_BOX})"),
    ),
    (
        Kind.NOT_FOR_DISCLOSURE, "文件自己写着", Urgency.ASK,
        re.compile(r"(?m)^[ \t]{0,8}[\[(【〔]?((?:本|此|该)(?:文件|文|件|通知|信息|资料|材料)(?:不予公开|不公开|不宜公开|不对外公开))(?=[\])】〕。!]?[ \t]{0,8}$)"),
    ),
    (Kind.NOT_FOR_DISCLOSURE, "独占一行，像公开属性", Urgency.HINT, _alone("不予公开|不公开")),
    (Kind.NOT_FOR_DISCLOSURE, "单独写着", None, _alone("不宜公开|不得公开|暂不公开|请勿公开")),
    (Kind.NOT_FOR_DISCLOSURE, "写在括号里", None, _bracketed("不宜公开|不得公开|暂不公开|请勿公开")),
    (
        Kind.DRAFT, "写在括号里，标明是稿本", None,
        re.compile(
            r"[\[(【〔]((?:公开|第?[一二三四五0-9]{0,2}次?)?(?:征求意见|送审|讨论|审议|草拟|报批|修改|代拟|内部讨论|征求意见建议)稿|草稿|初稿|草案)"
            r"[\])】〕](?!》)"
        ),
    ),
    (Kind.DRAFT, "写在标题最后，标明是稿本", None, re.compile(r"(?m)(?<=[^ 》。;,\n])(征求意见稿|送审稿|讨论稿|代拟稿|报批稿)[ \t]{0,4}$")),
    (
        Kind.PROCESS_RECORD, "标题写着", None,
        re.compile(r"(?m)^.{0,50}?(会议纪要|会议记录|讨论记录|谈话记录|会商记录|磋商函|(?<=的)请示|签报|请示报告)(?:[ (\[〔0-9号第)\]〕年期]{0,16})$"),
    ),
)  # fmt: skip
_BOXED = re.compile(rf"{_BOX} ?$")
# What follows a mark that a sentence only speaks about: "秘密★是密级标志".
_TOLD = re.compile(r" ?(?:(?:不|就|才|即|都)?是|不得|应当|的|为|与|和|或|等|及|以及|标志|标识|字样|表示|后面|这)")
_QUOTED = re.compile(r"[“\"'‘「]$")


# What is certain to be the mark of a state secret: a level with its star or its term, or a level filled in.
_STATE_SECRETS = tuple(entry for entry in _PATTERNS if entry[0] is Kind.SECRECY_MARK and entry[2] is None)


def find_secrecy_marks(passage: Passage) -> Iterator[Mark]:
    """Yield every mark that a text bears about itself; marks told in quotation marks, as in guidance, are asked about."""
    return _found(passage, _PATTERNS)


def find_state_secrets(passage: Passage) -> Iterator[Mark]:
    """Yield only what is certain to be the mark of a state secret, quoted marks left out."""
    return (mark for mark in _found(passage, _STATE_SECRETS) if mark.urgency is Urgency.MUST_MASK)


def _found(passage: Passage, patterns: tuple[Pattern, ...]) -> Iterator[Mark]:
    for kind, reason, urgency, pattern in patterns:
        for match in pattern.finditer(passage.plain):
            before = passage.before(match.start(1))
            if _BOXED.search(before):
                continue
            if urgency is None and kind is Kind.SECRECY_MARK and _TOLD.match(passage.plain, match.end(1)):
                told = f"{reason}，但写在句子里，可能只是说明标志的写法"
                yield passage.mark(kind, match.span(1), told, urgency=Urgency.ASK)
            elif _QUOTED.search(before) and urgency is None and kind is not Kind.DRAFT:
                quoted = f"{reason}，但写在引号里，可能只是说明标志的写法"
                yield passage.mark(kind, match.span(1), quoted, urgency=Urgency.ASK)
            else:
                yield passage.mark(kind, match.span(1), f"{reason}“{match[1]}”", urgency=urgency)
