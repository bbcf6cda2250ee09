"""What happened to a document, and the results of a clean-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from gongkai.apps.desk.forms.fields import Arranged, choice, day, line
from gongkai.apps.publishing.services.validity import Change, Result
from gongkai.core.publication.validity import Alteration

HOW = {
    Alteration.REPEALED: "废止",
    Alteration.EXPIRED: "宣布失效",
    Alteration.AMENDED: "修改",
    Alteration.PARTLY_REPEALED: "部分废止",
    Alteration.PARTLY_EXPIRED: "部分失效",
    Alteration.EXTENDED: "延长有效期",
}
CONTINUED = "continued"
RESULTS = (
    (CONTINUED, "继续有效"),
    (Alteration.AMENDED.value, "修改"),
    (Alteration.REPEALED.value, "废止"),
    (Alteration.EXPIRED.value, "失效"),
)


class ChangeForm(Arranged):
    """One thing that happened to a document."""

    how = choice("效力变化", [("", "请选择"), *((each.value, label) for each, label in HOW.items())], required=True)
    on = day("变化日期", required=True, help_text="从这一天起废止、失效或者按修改后的执行。")
    by = line("依据", 200, required=True, help_text="作出决定的文件，写文号或者标题。")
    by_item = line("依据文件的编号", 12, help_text="本平台上有这份文件的，填它地址里的编号，页面会互相链接。")
    until = day("延长到", help_text="延长有效期的填写；不填是不再设期限。")

    def clean(self) -> dict[str, Any]:
        """Check what the fields say together."""
        given = super().clean() or self.cleaned_data
        if given.get("until") and given.get("how") != Alteration.EXTENDED:
            self.add_error("until", "只有延长有效期才填这一项，请删去。")
        return given

    def change(self) -> Change:
        """Return what was typed."""
        given = self.cleaned_data
        return Change(given["on"], Alteration(given["how"]), given["by"], given["by_item"], given["until"])

    @staticmethod
    def how_label(how: str) -> str:
        """Return what a kind of change is called."""
        return HOW[Alteration(how)]


class CleanUpForm(Arranged):
    """The decision of a clean-up; what it says of each document stands in the table."""

    basis = line("清理依据", 200, required=True, help_text="清理决定的文号或者标题，记入每份文件的历史。")
    on = day("决定日期", required=True, help_text="废止、失效、修改从这一天起算。")
    confirmed = forms.BooleanField(
        label="已逐份核对清理结果", error_messages={"required": "请逐份核对后勾选。"}
    )  # fmt: skip


def read_results(given: QueryDict, keys: Sequence[str], on: date, basis: str) -> list[Result]:
    """Return what was ticked for each document of a clean-up; what wasn't ticked is left out."""
    found = []
    for key in keys:
        told = given.get(f"result-{key}", "")
        if told == CONTINUED:
            found.append(Result(key, None))
        elif told in {Alteration.AMENDED, Alteration.REPEALED, Alteration.EXPIRED}:
            found.append(Result(key, Change(on, Alteration(told), basis)))
    return found
