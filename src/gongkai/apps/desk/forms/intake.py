"""Starting from a file, and what becomes of the files that a text has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from gongkai.apps.agencies.models import Agency
from gongkai.apps.desk.columns import column_choices
from gongkai.apps.desk.forms.fields import Arranged, choice
from gongkai.apps.publishing.models import Kind
from gongkai.apps.publishing.services.enclose import Place
from gongkai.apps.publishing.services.text import Enclosure

_TYPES = ".docx,.doc,.wps,.pdf,.txt,.html,.htm,.mht,.xlsx"


class BodyFile(Arranged):
    """A Word, WPS, PDF or text file that becomes the body."""

    document = forms.FileField(
        label="Word、WPS、PDF 或者文本文件",
        help_text="标题、文号、日期和图片会一起取出，正文按原样转成网页，请取出后核对。",
        widget=forms.ClearableFileInput(attrs={"accept": _TYPES}),
        error_messages={"required": "请选择文件。", "empty": "文件是空的，请重新选择。"},
    )
    attached = forms.BooleanField(
        label="文件同时作为附件",
        required=False,
        help_text="规章、规范性文件要提供下载的勾选；清除隐藏信息后公开，原件留存。",
    )


class StartFile(BodyFile):
    """The file, and where the draft made of it is filed."""

    column = choice("栏目", (), required=True)
    kind = choice("信息类别", Kind.choices, required=True)

    field_order = ("document", "column", "kind", "attached")

    def __init__(self, *arguments: Any, agency: Agency, **named: Any) -> None:
        named.setdefault("auto_id", "start_%s")  # the form of the draft itself, with a column too, is on the same page
        super().__init__(*arguments, **named)
        column = self.fields["column"]
        if isinstance(column, forms.ChoiceField):
            column.choices = [("", "请选择"), *column_choices(agency.level)]


def file_places(given: QueryDict, files: Sequence[Enclosure]) -> tuple[Place, ...]:
    """Return what the form wants to become of a text's files; what isn't told stays as it is."""
    return tuple(_place(given, number, each) for number, each in enumerate(files, 1))


def _place(given: QueryDict, number: int, file: Enclosure) -> Place:
    order = given.get(f"file-{number}-order", "")
    return Place(
        number=number,
        name=given.get(f"file-{number}-name", file.name)[:150],
        order=int(order) if order.isascii() and order.isdigit() and len(order) < 5 else number,
        removed=f"file-{number}-remove" in given,
    )
