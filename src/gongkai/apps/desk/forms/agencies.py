"""What people type about agencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from django import forms

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.services.decision import Decision
from gongkai.apps.agencies.services.profile import Profile, faults_in_profile
from gongkai.apps.agencies.services.tree import NewAgency
from gongkai.apps.desk.forms.fields import Arranged, choice, day, line, words
from gongkai.core.publication.scope import Level

NOBODY = ("", "（请选择）")


def named(agencies: Iterable[Agency]) -> list[tuple[str, str]]:
    """Return agencies to choose from, by key."""
    return [NOBODY, *((each.key, f"{each.name}（{each.key}）") for each in agencies)]


def level_choices() -> list[tuple[str, str]]:
    """Return the levels to choose from."""
    return [NOBODY, *((level.value, level.label) for level in Level)]


class ProfileForm(Arranged):
    """What an agency tells of itself."""

    short_name = line("简称", 40)
    organization_code = line("组织机构代码", 10, help_text="9位，索引号由它编成；填了统一社会信用代码的可以不填。")
    credit_code = line("统一社会信用代码", 18)
    document_word = line("发文代字", 30, help_text="例如：清商发")
    office = line("信息公开工作机构名称", 100)
    address = line("办公地址", 200)
    office_hours = line("办公时间", 200, help_text="例如：工作日8:30—11:30，13:30—17:00")
    telephone = line("联系电话", 40)
    fax = line("传真号码", 40)
    email = line("电子邮箱", 254)
    postcode = line("邮政编码", 6)
    website = line("网址", 200)

    def clean(self) -> dict[str, Any]:
        """Tell at each field what is wrong with it."""
        given = super().clean() or {}
        for name, sentence in faults_in_profile(self.profile()).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return given

    def profile(self) -> Profile:
        """Return the profile as it was typed."""
        return Profile(**{each.name: self.cleaned_data.get(each.name, "") for each in fields(Profile)})

    @classmethod
    def of(cls, profile: Profile) -> ProfileForm:
        """Return the form filled in with a profile."""
        return cls(initial=asdict(profile))


class NewAgencyForm(ProfileForm):
    """An agency to be added."""

    name = line("机构名称（全称）", 100, required=True)
    key = line("机构编码", 40, required=True, help_text="用在网址里，定了不能改；小写字母、数字和连字符，例如swj。")
    level = choice("层级", [], required=True)
    parent = choice("上级机构", [], required=True)
    began_on = day("成立日期")
    field_order = ("name", "key", "level", "parent", "began_on")

    def __init__(self, *arguments: Any, parents: Iterable[Agency], **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.fields["level"].choices = level_choices()  # type: ignore[attr-defined]
        self.fields["parent"].choices = named(parents)  # type: ignore[attr-defined]

    def agency(self) -> NewAgency:
        """Return the agency as the service takes it."""
        given = self.cleaned_data
        return NewAgency(
            given["key"], given["name"], Level(given["level"]), given["parent"], given["began_on"],
            profile=self.profile(),
        )  # fmt: skip


class DecisionForm(Arranged):
    """From which day something holds, why, by which document."""

    on = day("生效日期", required=True, help_text="从这一天起按新的办。")
    reason = words("原因", 200, required=True, rows=2)
    document = line("依据的文件", 200, required=True, help_text="文号或者标题，例如：清编发〔2024〕3号。")

    def decision(self) -> Decision:
        """Return the decision as the services take it."""
        return Decision(self.cleaned_data["on"], self.cleaned_data["reason"], self.cleaned_data["document"])


class RenameForm(DecisionForm):
    """A new name."""

    name = line("新名称（全称）", 100, required=True)
    short_name = line("新简称", 40)
    field_order = ("name", "short_name")


class MoveForm(DecisionForm):
    """A new parent."""

    parent = choice("新的上级机构", [], required=True)
    field_order = ("parent",)

    def __init__(self, *arguments: Any, agencies: Iterable[Agency], **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.fields["parent"].choices = named(agencies)  # type: ignore[attr-defined]


class SuccessorForm(DecisionForm):
    """Who takes over; an agency that has nothing may close without."""

    successor = choice("承接的机构", [])
    field_order = ("successor",)

    def __init__(self, *arguments: Any, agencies: Iterable[Agency], needed: bool, **given: Any) -> None:
        super().__init__(*arguments, **given)
        field = self.fields["successor"]
        field.required = needed
        field.choices = named(agencies)  # type: ignore[attr-defined]
        if not needed:
            field.help_text = "没有信息和在办事项的，可以不选。"


class OrderForm(Arranged):
    """Where an agency stands among its siblings."""

    order = forms.IntegerField(
        label="在同级中的顺序", min_value=0, max_value=99_999_999, widget=forms.NumberInput(attrs={"class": "short"}),
        help_text="数字小的在前。",
        error_messages={"required": "请填写顺序。", "invalid": "请填写整数。", "min_value": "不能小于0。", "max_value": "数字太大。"},
    )  # fmt: skip


class SectionForm(Arranged):
    """A section."""

    name = line("名称", 60, required=True)
    handles_disclosure = forms.BooleanField(
        label="负责政府信息公开工作", required=False, help_text="一个机构只有一个（条例第四条）。"
    )


class EndForm(Arranged):
    """From which day a section no longer exists."""

    on = day("从哪一天起撤销", required=True)


class ChainChoiceForm(Arranged):
    """Which review chain an agency uses."""

    chain = forms.ChoiceField(
        label="审查流程", widget=forms.RadioSelect,
        error_messages={"required": "请选一个流程。", "invalid_choice": "没有这个流程，请重新选择。"},
    )  # fmt: skip

    def __init__(self, *arguments: Any, chains: Iterable[tuple[str, str]], **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.fields["chain"].choices = list(chains)  # type: ignore[attr-defined]


class TableForm(Arranged):
    """A table to be imported."""

    table = forms.FileField(
        label="表格文件", help_text="xlsx或者csv（UTF-8、GB18030都可以），不超过8 MB。",
        error_messages={"required": "请选择文件。", "empty": "文件是空的，请核对。", "missing": "请选择文件。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip
