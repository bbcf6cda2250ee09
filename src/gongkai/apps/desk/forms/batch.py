"""What a batch is made of: a table, a folder, or both."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.desk.columns import column_choices
from gongkai.apps.desk.forms.fields import Arranged, choice
from gongkai.apps.desk.forms.words import sections_for
from gongkai.apps.publishing.models import Kind


class BatchForm(Arranged):
    """A table with a row for each draft, a zip of documents, or a table whose rows name files of the zip."""

    table = forms.FileField(
        label="表格（xlsx 或 csv）", required=False, help_text="按模板填写，一行一条。",
        error_messages={"empty": "表格是空的，请重新选择。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip
    folder = forms.FileField(
        label="文件夹（zip）", required=False,
        help_text="Word、WPS、PDF 文件压缩成的 zip；没有表格时一个文件成为一条。",
        error_messages={"empty": "压缩包是空的，请重新选择。"},
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )  # fmt: skip
    column = choice("栏目", (), help_text="表格里没有填的、只有文件夹的，放进这个栏目。")
    kind = choice("信息类别", Kind.choices, required=True)
    section = choice("来源股室", ())

    def __init__(self, *arguments: Any, staff: Staff, agency: Agency, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name, choices in (
            ("column", [("", "请选择"), *column_choices(agency.level)]),
            ("section", sections_for(staff, agency, None)),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Check that there is something to import, and where it goes."""
        given = super().clean() or self.cleaned_data
        if "table" in self.errors or "folder" in self.errors:
            return given
        if not given.get("table") and not given.get("folder"):
            self.add_error("table", "请选择表格或者文件夹。")
        elif not given.get("table") and not given.get("column"):
            self.add_error("column", "只有文件夹时请选择栏目。")
        return given
