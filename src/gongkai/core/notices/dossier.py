"""A notice as plain data: the timeline file with four more tables, as the command line and the tests give it.

The file is the timeline file (`[application]`, `[[event]]`, see `core.casework.timeline`) plus::

    [case]
    register = "2025-017"            # 登记号
    wanted = "……"                    # 申请公开的内容，原文

    [applicant]
    name = "张某"                     # 称呼写在冒号前；您／贵单位按[application]的applicant决定
    address = "……"                   # 可不写；送达回证、登记表用

    [[party]]                        # 第三方、共同制作机关、被征求意见的一方；id与经过里的id相同
    id = "甲公司"
    name = "某某有限公司"
    natural = false                  # 自然人写true，称“您”

    [agency]
    name = "某县某局"
    code = "某商"                     # 机关代字
    rank = "department"              # department｜government｜provincial_government｜state_council_department｜
                                     # vertical（海关、金融、外汇、税务、国安）｜justice（司法局）；默认取agency_kind
    reviewing_government = "某县人民政府"   # 复议机关；机关本身是政府的，写上一级人民政府
    upper_department = "某市某局"      # 上一级主管部门：2024年以前的决定、vertical、justice才用
    court = "某县人民法院"             # 直接起诉的管辖法院
    office = "某县某局办公室"           # 政府信息公开工作机构
    phone = "0000-0000000"
    address = "某县某街1号"
    hours = "工作日9:00至17:00"        # 可不写
    query_recourse = "free"          # 行政查询事项（O12）怎样告知救济：free｜first，法律不明确，默认free
    pattern = "{agency}公开{family}"   # 文号代字的写法，可不写
    [agency.signs]                   # 各类文书的字，可不写
    reply = "告"

    [notice]
    code = "D06"                     # P01…P12、P13a…P13d、D01…D19，其中D04a…D04g
    variant = ""                     # D15、D16：notice｜note；D17：withdrawn｜inquiry；D19：amended｜kept｜forwarded｜directed
    day = 2025-07-01                 # 落款日期；经过里有答复的可不写
    number = 3                       # 文号：序号，或者写全“某商公开告〔2025〕3号”
    attachments = ["……"]             # 另附的材料；提供的信息自动列为附件
    [notice.third_party]             # 第三方的意见和审查；征求了几方的，每方写一节[[notice.third_party]]，用id区分
    id = "甲公司"                     # 与经过里的id相同；只征求了一方的可不写
    part = 1                         # 针对[[notice.withheld]]的第几项；一方只涉及一项的可不写
    objection = "……"                 # 不予公开的某一项涉及哪一方，写在该项的party里（party = "甲公司"）
    [notice.search]                  # 各文书自己的内容：`particulars` 里每个类是一节，字段就是键
    places = "……"

Keys of `[notice]` beyond these are the fields of `particulars.NoticeDetails`: a class is a table (`[notice.search]`),
a tuple of classes an array of tables (`[[notice.given]]`). Days are TOML dates or ISO strings. An unknown key, a wrong
type or a missing table raises InvalidNotice; what the notice lacks is told by `Dossier.draft` (NoticeIncomplete with
the whole list). `examples` has a complete one of every code.

::

    dossier = read_notice(tomllib.loads(text), Calendar())
    letter = dossier.draft()            # Letter; NoticeIncomplete, InvalidNotice, InvalidTimeline, NoLawInForce
    dossier.cautions()                  # tuple[str, …]: what the law leaves open, provisional calendar, a late reply
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from gongkai.core.casework.recourse import Rank
from gongkai.core.casework.timeline import APPLICANT_KINDS, AgencyKind, Timeline, read_timeline
from gongkai.core.deadlines.standing import stand
from gongkai.core.errors import InvalidNotice
from gongkai.core.law.calendar import Calendar
from gongkai.core.notices.case import Applicant, CaseFacts, Party
from gongkai.core.notices.draft import cautions, draft
from gongkai.core.notices.letter import Letter
from gongkai.core.notices.numbers import LARGEST, NumberScheme
from gongkai.core.notices.particulars import NoticeDetails
from gongkai.core.notices.profile import AgencyProfile, QueryRecourse
from gongkai.core.notices.templates import event_told, template

Read = TypeVar("Read")
_TABLES = ("application", "event", "case", "applicant", "party", "agency", "notice")
_ONE_OR_SEVERAL = ("third_party", "co_maker")
_EXAMPLE = "./gongkai notice example"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything one notice is made from."""

    code: str
    case: CaseFacts
    agency: AgencyProfile
    details: NoticeDetails

    def draft(self) -> Letter:
        """Return the letter; see `draft.draft` for what it refuses."""
        return draft(self.code, self.case, self.agency, self.details)

    def cautions(self) -> tuple[str, ...]:
        """Return what the clerk should look at before signing; see `draft.cautions`."""
        return cautions(self.code, self.case, self.agency, self.details)


def read_notice(plain: Mapping[str, Any], calendar: Calendar) -> Dossier:
    """Read the parsed TOML of a notice file; raise InvalidNotice or InvalidTimeline with a sentence naming the key."""
    timeline = read_timeline(plain)
    _refuse_unknown(plain, _TABLES, "文件")
    notice = dict(_table(plain, "notice"))
    code = _text(notice.pop("code", ""), "[notice]的code")
    if isinstance(notice.get("number"), int):
        notice["number"] = _serial(notice["number"])
    for name in _ONE_OR_SEVERAL:
        if isinstance(notice.get(name), Mapping):
            notice[name] = [notice[name]]
    details = _read(NoticeDetails, notice, "[notice]")
    _refuse_no_kind(plain)
    case = _table(plain, "case")
    _refuse_unknown(case, ("register", "wanted"), "[case]")
    return Dossier(
        code=code,
        case=CaseFacts(
            timeline=timeline,
            standing=stand(timeline, calendar, details.day or _day_of(code, details, timeline)),
            applicant=_read(Applicant, _table(plain, "applicant"), "[applicant]"),
            register=_text(case.get("register", ""), "[case]的register"),
            wanted=_text(case.get("wanted", ""), "[case]的wanted"),
            parties=_parties(plain.get("party", [])),
        ),
        agency=_agency(_table(plain, "agency"), timeline.agency_kind),
        details=details,
    )


def _day_of(code: str, details: NoticeDetails, timeline: Timeline) -> date | None:
    """Return the day of the event that the notice itself is, as far as it is one."""
    told = event_told(template(code, details.variant), timeline, details.consultation.id)
    return told.on if told else None


def _refuse_no_kind(plain: Mapping[str, Any]) -> None:
    """Refuse a file without the kind of applicant: it decides 您 or 贵单位, and nobody is taken for a person."""
    if "applicant" not in plain["application"]:
        kinds = "、".join(APPLICANT_KINDS)
        raise InvalidNotice(f"[application]没有写applicant（申请人类别），制作文书必须写明，只能是：{kinds}。")


def _parties(plain: Any) -> tuple[Party, ...]:
    found: tuple[Party, ...] = _several(Party, plain, "[[party]]")
    ids = [one.id for one in found]
    for each in ids:
        if ids.count(each) > 1:
            raise InvalidNotice(f"[[party]]的id“{each}”写了{ids.count(each)}次，每一方用一个id，与经过里的相同。")
    return found


def _serial(value: int) -> str:
    """Return a serial as text; one of thousands of digits could not even be written in a message."""
    if value in range(1, LARGEST + 1):
        return str(int(value))
    raise InvalidNotice(f"[notice]的number不对，序号应是1到{LARGEST}的整数。")


def _agency(plain: Mapping[str, Any], kind: AgencyKind) -> AgencyProfile:
    told = dict(plain)
    signs = told.pop("signs", {})
    scheme = NumberScheme(_text(told.pop("code", ""), "[agency]的code"))
    if "pattern" in told:
        scheme = NumberScheme(scheme.agency, _pattern(told.pop("pattern")))
    if not isinstance(signs, Mapping):
        raise InvalidNotice('[agency.signs]应是一节键值，例如reply = "告"。')
    scheme = scheme.with_signs({family: _text(sign, f"[agency.signs]的{family}") for family, sign in signs.items()})
    rank = _choice(Rank, told.pop("rank", kind.value), "[agency]的rank")
    query = _choice(QueryRecourse, told.pop("query_recourse", QueryRecourse.FREE.value), "[agency]的query_recourse")
    words = {key: _text(value, f"[agency]的{key}") for key, value in told.items()}
    _refuse_unknown(words, [each.name for each in fields(AgencyProfile) if each.type == "str"], "[agency]")
    return AgencyProfile(scheme=scheme, rank=rank, query_recourse=query, **words)


def _pattern(value: Any) -> str:
    pattern = _text(value, "[agency]的pattern")
    try:
        if "{family}" in pattern and pattern.format(agency="", family="") is not None:
            return pattern
    except (AttributeError, KeyError, IndexError, TypeError, ValueError):
        pass
    raise InvalidNotice(f"[agency]的pattern“{pattern}”不对，请写成“{{agency}}公开{{family}}”的样子。")


def _choice(kind: type[Read], value: Any, where: str) -> Read:
    try:
        return kind(value)  # type: ignore[call-arg]  # a StrEnum is called with its value
    except ValueError:
        named = "、".join(str(each) for each in kind)  # type: ignore[attr-defined]  # and iterated for its members
        raise InvalidNotice(f"{where}“{value}”不认识，只能是：{named}。") from None


def _table(plain: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = plain.get(name)
    if not isinstance(table, Mapping):
        notice = plain.get("notice")
        code = notice.get("code") if isinstance(notice, Mapping) else None
        raise InvalidNotice(f"缺少[{name}]一节，请照样本补上：{_EXAMPLE} {code if isinstance(code, str) else 'D06'}")
    return table


def _read(kind: type[Read], plain: Any, where: str) -> Read:
    if not isinstance(plain, Mapping):
        raise InvalidNotice(f"{where}应是一节键值。")
    hints = get_type_hints(kind)
    _refuse_unknown(plain, list(hints), where)
    return kind(**{key: _value(hints[key], value, f"{where}的{key}") for key, value in plain.items()})


def _several(kind: type[Read], plain: Any, where: str) -> tuple[Read, ...]:
    if not isinstance(plain, list):
        raise InvalidNotice(f"{where}应是若干项，请用[[…]]或者方括号写。")
    return tuple(_value(kind, each, f"{where}第{number}项") for number, each in enumerate(plain, 1))


def _value(hint: Any, value: Any, where: str) -> Any:
    if get_origin(hint) is tuple:
        return _several(get_args(hint)[0], value, where)
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (each for each in get_args(hint) if each is not type(None))
    if is_dataclass(hint) and isinstance(hint, type):
        return _read(hint, value, where)
    return _SCALARS[hint](value, where)


def _refuse_unknown(table: Mapping[str, Any], known: Any, where: str) -> None:
    for key in table:
        if key not in known:
            raise InvalidNotice(f"{where}的{key}不认识，只能是：{'、'.join(known)}。")


def _text(value: Any, where: str) -> str:
    if isinstance(value, str):
        return value
    raise InvalidNotice(f"{where}“{value}”应是文字，请加引号。")


def _day(value: Any, where: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InvalidNotice(f"{where}“{value}”不是日期，请写成2025-06-02的样子。") from None


def _flag(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    raise InvalidNotice(f"{where}“{value}”应是true或者false。")


def _count(value: Any, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise InvalidNotice(f"{where}“{value}”应是大于零的整数。")


_SCALARS = {str: _text, date: _day, bool: _flag, int: _count}
