"""Fields that say in Chinese, at the field, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class DateInput(forms.DateInput):
    """A day, picked in the browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "short"})


def day(label: str, *, help_text: str = "", required: bool = False) -> forms.DateField:
    """Return a field for a day."""
    wrong = {"invalid": "日期写成2025-03-01这样的形式。", "required": f"请填写{label}。"}
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=DateInput(), error_messages=wrong,
        input_formats=("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d"),
    )  # fmt: skip


def line(label: str, longest: int, *, help_text: str = "", required: bool = False) -> forms.CharField:
    """Return a field for one line of words."""
    wrong = {
        "required": f"请填写{label}。",
        "max_length": f"{label}最多{longest}个字，现在有%(show_value)d个，请精简。",
    }
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest, error_messages=wrong
    )


def words(label: str, longest: int, *, help_text: str = "", required: bool = False, rows: int = 3) -> forms.CharField:
    """Return a field for a few lines of words."""
    field = line(label, longest, help_text=help_text, required=required)
    field.widget = forms.Textarea(attrs={"rows": rows, "maxlength": longest})
    return field


def choice(
    label: str, choices: Iterable[tuple[str, Any]], *, help_text: str = "", required: bool = False
) -> forms.ChoiceField:
    """Return a field for one of a list."""
    wrong = {"required": f"请选择{label}。", "invalid_choice": f"{label}里没有这一项，请重新选择。"}
    return forms.ChoiceField(
        label=label, choices=list(choices), help_text=help_text, required=required, error_messages=wrong
    )


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files as a list; each is checked by what it contains when it is taken in."""

    def __init__(self, label: str, help_text: str = "") -> None:
        super().__init__(label=label, help_text=help_text, required=False, widget=FilesInput())

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files that were sent."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given if each]


class Arranged(forms.Form):
    """A form whose fields tell a screen reader which hint and which error are theirs."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named.setdefault("label_suffix", "")
        super().__init__(*arguments, **named)
        for name in self.fields:
            self._describe(name, wrong=False)

    def full_clean(self) -> None:
        """Check what was typed, and tie each error to its field."""
        super().full_clean()
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                self._describe(name, wrong=True)

    def add_error(self, field: str | None, error: Any) -> None:
        """Tell what is wrong with a field, and tie it there."""
        super().add_error(field, error)
        if field in self.fields:
            self._describe(field, wrong=True)

    def _describe(self, name: str, *, wrong: bool) -> None:
        field = self.fields[name]
        told = [f"{self.add_prefix(name)}-hint"] if field.help_text else []
        if wrong:
            told.append(f"{self.add_prefix(name)}-error")
            field.widget.attrs["aria-invalid"] = "true"
        if told:
            field.widget.attrs["aria-describedby"] = " ".join(told)
