"""The form of a draft: what is published, what is told of it, where it is filed."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from django import forms

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.desk.columns import column_choices
from gongkai.apps.desk.editor import editor
from gongkai.apps.desk.forms.fields import Arranged, FilesField, choice, day, line, words
from gongkai.apps.publishing.models import Item, Kind, Text
from gongkai.apps.publishing.services.refile import Filing, may_be_refiled
from gongkai.apps.publishing.services.text import Enclosure, Words
from gongkai.core.casework.grounds import GROUNDS
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.themes import genres, themes
from gongkai.formats.rich_text import MAX_CHARACTERS, clean_html

_TAG = re.compile(
    r"</?(?:p|h[2-4]|ul|ol|li|table|tr|td|th|br|strong|em|u|a|img|div|figure|blockquote)\b", re.IGNORECASE
)
_HEAD = re.compile(
    r"(<table[^>]*>(?:<caption>(?:(?!</caption>).)*</caption>)?)<tbody>"
    r"(<tr>(?:<th(?![^>]*rowspan)[^>]*>(?:(?!</?t[hdr]\b).)*</th>)+</tr>)(?!</tbody>)",
    re.DOTALL,
)
_NO_SECTION = "（本机构）"


class WordsForm(Arranged):
    """All of a draft in one form. What it doesn't name can't be changed by it, whatever else is sent."""

    title = line("标题", 200, required=True, help_text="写全称，不带文号和“此件公开发布”。")
    column = choice("栏目", (), required=True)
    kind = choice("信息类别", Kind.choices, required=True)
    section = choice("来源股室", ())
    important = forms.BooleanField(
        label="重大事项", required=False, help_text="涉及面广或者社会关注度高的，审查增加领导审签一步。"
    )
    document_number = line("文号", 60, help_text="例：清商发〔2025〕3号，没有文号的不填。")
    formed_on = day(
        "形成日期", help_text="即目录里的生成日期，公文填签发（成文）日期；20个工作日的公开期限从这一天起算。"
    )
    theme = choice("主题分类", [("", "请选择"), *((each.label, each.label) for each in themes())])
    genre = choice("体裁", [("", "请选择"), *((each.label, each.label) for each in genres())])
    keywords = line("关键词", 200, help_text="用空格分开，一般2至5个。")
    description = words("内容概述", 500, help_text="一两句话说清内容，不重复标题和文号，一般不超过100字。")
    source = line("信息来源", 100, help_text="转载的写明来源，本机构的不填。")
    attribute = choice("公开属性", [(each.value, each.label) for each in Attribute], required=True)
    ground = choice(
        "不予公开的依据", [("", "不适用"), *((each.code, f"{each.code} {each.label}") for each in GROUNDS)],
        help_text="公开属性是不予公开时选择。",
    )  # fmt: skip
    reason = words("属性的理由", 300, help_text="依申请公开、不予公开的写明理由。", rows=2)
    effective_from = day("施行日期", help_text="规章和规范性文件填写。")
    effective_to = day("有效期至", help_text="没有有效期的不填。")
    body = forms.CharField(label="正文", required=False, widget=editor(), strip=False)
    uploads = FilesField("添加附件", help_text="可以一次选多个；修订、批注、作者等隐藏信息会自动清除，原件留存。")
    note = line("修改说明", 200, help_text="这次改了什么，留在历史里。")

    def __init__(self, *arguments: Any, staff: Staff, agency: Agency, item: Item | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.item = item
        self._agency_wide = staff.may(Right.DRAFT, agency.path)
        self._choose("column", [("", "请选择"), *column_choices(agency.level)])
        self._choose("section", sections_for(staff, agency, item))
        if item is not None and not may_be_refiled(item):
            for name in ("column", "kind", "section", "important"):
                self.fields[name].disabled = True

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_title(self) -> str:
        """Return the title in one line."""
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean_body(self) -> str:
        """Return the body as html, the first row of a table its head where all of it are header cells.

        Plain paragraphs, from a box without an editor, are made html.
        """
        body = str(self.cleaned_data["body"])
        if len(body) > MAX_CHARACTERS:
            raise forms.ValidationError("正文太长，不能保存；请把大表格改为附件，或者拆成几条信息。")
        if _TAG.search(body):
            return _HEAD.sub(r"\1<thead>\2</thead><tbody>", clean_html(body))
        lines = (escape(each.strip(), quote=False) for each in body.splitlines())
        return "".join(f"<p>{each}</p>" for each in lines if each)

    def clean(self) -> dict[str, Any]:
        """Check what several fields say together."""
        given = super().clean() or self.cleaned_data
        if self.item is None and not given.get("section") and not self._agency_wide:
            self.add_error("section", "请选择来源股室。")
        since, until = given.get("effective_from"), given.get("effective_to")
        if since and until and until < since:
            self.add_error("effective_to", "有效期截止日早于施行日期，请核对。")
        attribute = given.get("attribute")
        if attribute == Attribute.WITHHELD and not given.get("ground"):
            self.add_error("ground", "不予公开要选择依据。")
        if attribute in {Attribute.WITHHELD, Attribute.ON_APPLICATION} and not str(given.get("reason", "")).strip():
            self.add_error("reason", "请写明不主动公开的理由。")
        if attribute != Attribute.WITHHELD and given.get("ground"):
            self.add_error("ground", "只有不予公开才选依据，请改为“不适用”。")
        return given

    def words(self, enclosures: tuple[Enclosure, ...]) -> Words:
        """Return what was typed, with the files that go with it."""
        given = self.cleaned_data
        return Words(
            title=given["title"],
            body=given["body"],
            description=given["description"],
            document_number=given["document_number"],
            formed_on=given["formed_on"],
            theme=given["theme"],
            genre=given["genre"],
            keywords=" ".join(given["keywords"].split()),
            source=given["source"],
            attribute=Attribute(given["attribute"]),
            ground=given["ground"],
            reason=given["reason"],
            effective_from=given["effective_from"],
            effective_to=given["effective_to"],
            enclosures=enclosures,
        )

    def filing(self) -> Filing:
        """Return where the item is to be filed."""
        given = self.cleaned_data
        section = given["section"]
        return Filing(given["column"], Kind(given["kind"]), int(section) if section else None, given["important"])


def beginning(item: Item, text: Text, body: str) -> dict[str, Any]:
    """Return what the form of an item shows at first; `body` is the text's with the addresses of its pictures."""
    told = {name: getattr(text, name) for name in WordsForm.base_fields if hasattr(text, name)}
    section = str(item.section_id or "")
    filed = {"column": item.column, "kind": item.kind, "section": section, "important": item.important}
    return {**told, **filed, "body": body, "note": ""}


def sections_for(staff: Staff, agency: Agency, item: Item | None) -> list[tuple[str, str]]:
    """Return the sections of an agency in which somebody drafts, and the agency itself where they may."""
    found: list[tuple[str, str]] = []
    if staff.may(Right.DRAFT, agency.path):
        found.append(("", _NO_SECTION))
    kept = item.section_id if item is not None else None
    for section in agency.sections.all():
        open_to = section.ended_on is None and staff.may(Right.DRAFT, agency.path, section.pk)
        if open_to or section.pk == kept:
            found.append((str(section.pk), section.name))
    return found
