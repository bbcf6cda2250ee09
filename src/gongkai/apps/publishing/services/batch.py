"""Many drafts at once, from a filled-in table or a folder of documents: tried first, then made, all of them or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.selectors import columns_of
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.models import KEY_LENGTH, LETTERS, Item, Kind
from gongkai.apps.publishing.selectors.desk import same_title
from gongkai.apps.publishing.services.enclose import enclosed, filled, imported
from gongkai.apps.publishing.services.review import submit
from gongkai.apps.publishing.services.text import Words, start_item
from gongkai.core.casework.grounds import GROUNDS
from gongkai.core.errors import GongkaiError, StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.columns import Column
from gongkai.core.publication.marks import Urgency
from gongkai.core.publication.scan import scan
from gongkai.core.publication.themes import genres, themes
from gongkai.formats.folder import Member
from gongkai.formats.tabular import Row

__all__ = ["HEADINGS", "NEEDED", "Intake", "Prepared", "make_drafts", "prepare_folder", "prepare_rows"]

HEADINGS = (
    "标题", "栏目", "类别", "股室", "文号", "形成日期", "主题分类", "体裁", "关键词", "内容概述", "信息来源", "公开属性", "依据", "理由",
    "施行日期", "有效期至", "正文", "正文文件", "附件",
)  # fmt: skip
"""What a table may tell of each draft; `正文文件` and `附件` name files of the folder that comes with it."""
NEEDED = ("标题", "栏目")
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d %H:%M:%S")
_LENGTHS = {"标题": 200, "文号": 60, "关键词": 200, "内容概述": 500, "信息来源": 100, "理由": 300}


@dataclass(frozen=True, slots=True)
class Intake:
    """Where a batch goes: the agency, and what holds for rows that don't tell."""

    agency: Agency
    column: str = ""
    kind: Kind = Kind.INFORMATION
    section_id: int | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A row as it would become a draft: where it stood, the draft, what stops it, what a person should look at."""

    place: str
    words: Words
    column: str
    kind: Kind
    section_id: int | None
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def prepare_rows(
    staff: Staff, intake: Intake, rows: Sequence[Row], folder: Mapping[str, Member]
) -> tuple[Prepared, ...]:
    """Return what the rows of a table would become; nothing is stored but the files that they name."""
    made = tuple(_prepared(staff, intake, row, folder) for row in rows)
    return _with_twins(intake.agency, made)


def prepare_folder(staff: Staff, intake: Intake, folder: Mapping[str, Member]) -> tuple[Prepared, ...]:
    """Return what the documents of a folder would become, one draft each."""
    made = []
    for name, member in folder.items():
        errors = list(_against_drafter(staff, intake.agency, intake.section_id))
        words = Words(title="", body="")
        warnings: tuple[str, ...] = ()
        try:
            found, pictures = imported(member.name, member.data)
            words, warnings = filled(words, found, pictures), found.remarks
        except GongkaiError as refusal:
            errors.append(str(refusal))
        if not errors and not words.title.strip():
            errors.append("没有认出标题，请改文件名或者用表格填写")
        warnings = (*warnings, *_marked(words))
        made.append(Prepared(name, words, intake.column, intake.kind, intake.section_id, tuple(errors), warnings))
    return _with_twins(intake.agency, tuple(made))


def make_drafts(
    staff: Staff, intake: Intake, prepared: Sequence[Prepared], *, run: str, submitted: bool = False
) -> list[Item]:
    """Make drafts of prepared rows, all or none, and lay them before their reviewers where that is wanted.

    `run` names it: sent twice, it makes the drafts once. `StepRefused` where a row can't become one.
    """
    wrong = [f"{each.place}：{error}" for each in prepared for error in each.errors]
    if wrong:
        raise StepRefused("批量导入", tuple(wrong[:20]))
    items = []
    with transaction.atomic():
        before = Item.objects.filter(key=_key(run, 0)).exists()
        for number, each in enumerate(prepared):
            item = start_item(
                staff, intake.agency.pk, column=each.column, words=each.words, kind=each.kind,
                section_id=each.section_id, note="批量导入", key=_key(run, number),
            )  # fmt: skip
            if submitted and not before and item.latest is not None:
                item = submit(staff, item.key, content=item.latest.digest)
            items.append(item)
        if not before:
            record("批量导入", "batch", _key(run, 0), agency=intake.agency.key, count=len(items), submitted=submitted)
    return items


def _prepared(staff: Staff, intake: Intake, row: Row, folder: Mapping[str, Member]) -> Prepared:
    errors: list[str] = []
    columns = _columns(intake.agency)
    column = _one_of(row, "栏目", columns, errors, intake.column)
    kind = Kind(_one_of(row, "类别", {label: value for value, label in Kind.choices}, errors, intake.kind.value))
    section = _section(intake, row, errors)
    errors += _against_drafter(staff, intake.agency, section)
    words, warnings = _words(row, folder, errors)
    if not column and not row.get("栏目"):
        errors.append("没有填写栏目")
    return Prepared(f"第{row.number}行", words, column, kind, section, tuple(errors), (*warnings, *_marked(words)))


def _words(row: Row, folder: Mapping[str, Member], errors: list[str]) -> tuple[Words, tuple[str, ...]]:
    for heading, longest in _LENGTHS.items():
        if len(row.get(heading)) > longest:
            errors.append(f"{heading}有{len(row.get(heading))}个字，最多{longest}个")
    attribute = _one_of(row, "公开属性", {each.label: each.value for each in Attribute}, errors, "proactive")
    codes = {each.label: each.code for each in GROUNDS} | {each.code: each.code for each in GROUNDS}
    words = Words(
        title=" ".join(row.get("标题").split()),
        body="".join(f"<p>{_escaped(each)}</p>" for each in row.get("正文").splitlines() if each.strip()),
        description=row.get("内容概述"),
        document_number=row.get("文号"),
        formed_on=_day(row, "形成日期", errors),
        theme=_one_of(row, "主题分类", {each.label: each.label for each in themes()}, errors, ""),
        genre=_one_of(row, "体裁", {each.label: each.label for each in genres()}, errors, ""),
        keywords=" ".join(row.get("关键词").replace("，", " ").replace("、", " ").split()),
        source=row.get("信息来源"),
        attribute=Attribute(attribute),
        ground=_one_of(row, "依据", codes, errors, ""),
        reason=row.get("理由"),
        effective_from=_day(row, "施行日期", errors),
        effective_to=_day(row, "有效期至", errors),
    )
    if not words.title:
        errors.append("没有填写标题")
    if words.attribute is not Attribute.PROACTIVE and not words.reason.strip():
        errors.append("不主动公开的要填写理由")
    if words.attribute is Attribute.WITHHELD and not words.ground:
        errors.append("不予公开的要填写依据")
    if words.effective_from and words.effective_to and words.effective_to < words.effective_from:
        errors.append("有效期至早于施行日期")
    return _with_files(words, row, folder, errors)


def _with_files(
    words: Words, row: Row, folder: Mapping[str, Member], errors: list[str]
) -> tuple[Words, tuple[str, ...]]:
    warnings: tuple[str, ...] = ()
    if body := _member(row.get("正文文件"), folder, errors):

        def fill() -> None:
            nonlocal words, warnings
            found, pictures = imported(body.name, body.data)
            words, warnings = filled(words, found, pictures), found.remarks

        _try(fill, errors)
    names = row.get("附件").replace("；", "\n").replace(";", "\n").splitlines()
    for name in filter(None, (each.strip() for each in names)):
        if member := _member(name, folder, errors):

            def enclose(member: Member = member) -> None:
                nonlocal words
                words = replace(words, enclosures=(*words.enclosures, enclosed(member.name, member.data)))

            _try(enclose, errors)
    return words, warnings


def _try(act: Callable[[], None], errors: list[str]) -> None:
    try:
        act()
    except GongkaiError as refusal:
        errors.append(str(refusal))


def _member(name: str, folder: Mapping[str, Member], errors: list[str]) -> Member | None:
    wanted = name.strip().replace("\\", "/").removeprefix("./")
    if not wanted:
        return None
    found = folder.get(wanted) or next((each for each in folder.values() if each.name == wanted), None)
    if found is None:
        errors.append(f"压缩包里没有文件“{wanted}”")
    return found


def _one_of(row: Row, heading: str, known: Mapping[str, str], errors: list[str], otherwise: str) -> str:
    told = row.get(heading).strip()
    if not told:
        return otherwise
    if told in known:
        return known[told]
    errors.append(f"{heading}“{told[:30]}”不在可选范围内，请对照模板填写")
    return otherwise


def _day(row: Row, heading: str, errors: list[str]) -> date | None:
    told = row.get(heading).strip()
    if not told:
        return None
    for form in _DAYS:
        try:
            return datetime.strptime(told, form).date()  # noqa: DTZ007 — a day has no zone
        except ValueError:
            continue
    errors.append(f"{heading}“{told[:30]}”看不懂，请写成2025-03-01这样的形式")
    return None


def _section(intake: Intake, row: Row, errors: list[str]) -> int | None:
    told = row.get("股室").strip()
    if not told:
        return intake.section_id
    found = intake.agency.sections.filter(name=told, ended_on__isnull=True).first()
    if found is None:
        errors.append(f"{intake.agency.name}没有股室“{told[:30]}”")
        return intake.section_id
    return found.pk


def _columns(agency: Agency) -> dict[str, str]:
    """Return the columns of an agency by their labels, by their labels with those above, and by their keys."""
    known: dict[str, str] = {}

    def walk(columns: tuple[Column, ...], above: str) -> None:
        for each in columns:
            path = f"{above} / {each.label}" if above else each.label
            if not each.entry:
                known.setdefault(each.label, each.key)
                known[path] = known[each.key] = each.key
            walk(each.below, path)

    walk(columns_of(agency.level), "")
    return known


def _against_drafter(staff: Staff, agency: Agency, section: int | None) -> tuple[str, ...]:
    if staff.may(Right.DRAFT, agency.path, section):
        return ()
    return (f"{staff.name}没有在{agency.name}这一股室起草信息的权限",)


def _marked(words: Words) -> tuple[str, ...]:
    told = "\n".join((words.title, words.description, words.body, *(each.plain for each in words.enclosures)))
    marks = [each for each in scan(told) if each.urgency is not Urgency.HINT]
    return (f"有{len(marks)}处个人信息或者涉密标记要核实",) if marks else ()


def _with_twins(agency: Agency, made: tuple[Prepared, ...]) -> tuple[Prepared, ...]:
    """Tell which titles stand twice in the batch or are there already."""
    titles = [each.words.title for each in made]
    told = []
    for each in made:
        more = []
        if each.words.title and titles.count(each.words.title) > 1:
            more.append("这一批里有同名的")
        if each.words.title and same_title("", agency.pk, each.words.title):
            more.append("本机构已经有同名的信息")
        told.append(replace(each, warnings=(*each.warnings, *more)))
    return tuple(told)


def _escaped(text: str) -> str:
    return text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _key(run: str, number: int) -> str:
    """Return the key of a draft of a run: the same for the same run, so that it is made once."""
    told = hashlib.sha256(f"{run}/{number}".encode()).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in told[:KEY_LENGTH])
