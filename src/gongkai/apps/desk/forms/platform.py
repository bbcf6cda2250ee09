"""What is set for the website as a whole, and the first set-up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.services.first_run import Administrator
from gongkai.apps.agencies.services.platform import PlatformSettings, faults_in_settings
from gongkai.apps.agencies.services.tree import NewAgency
from gongkai.apps.desk.forms.agencies import level_choices, named
from gongkai.apps.desk.forms.fields import Arranged, choice, day, line
from gongkai.core.publication.scope import Level


class PlatformForm(Arranged):
    """The settings of the website."""

    name = line("平台名称", 60, required=True)
    domain = line("网站域名", 100, help_text="例如：qinghe.gov.cn")
    identification_code = line("网站标识码", 10, help_text="10位，印在每个页面的页脚。")
    host = choice("主办单位", [])
    undertaker = line("承办单位", 100)
    contact = line("联系方式", 100)
    icp_number = line("ICP备案号", 60)
    police_number = line("公安备案号", 60)

    def __init__(self, *arguments: Any, agencies: Iterable[Agency], **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.fields["host"].choices = named(agencies)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Tell at each field what is wrong with it."""
        given = super().clean() or {}
        if "name" in given:
            for name, sentence in faults_in_settings(self.settings()).items():
                if name not in self.errors:
                    self.add_error(name, sentence)
        return given

    def settings(self) -> PlatformSettings:
        """Return the settings as they were typed."""
        return PlatformSettings(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class SetUpForm(Arranged):
    """The first agency and the first administrator of an empty installation."""

    code = line("设置码", 60, required=True, help_text="启动服务时印在命令行里。")
    platform_name = line("平台名称", 60, required=True)
    name = line("最上级机构名称（全称）", 100, required=True)
    key = line(
        "最上级机构编码", 40, required=True, help_text="用在网址里，定了不能改；小写字母、数字和连字符，例如qinghe。"
    )
    level = choice("层级", [], required=True)
    table = forms.FileField(
        label="下级机构表", required=False, help_text="可以不交，以后再导入。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip
    username = line("系统管理员登录名", 60, required=True)
    full_name = line("系统管理员姓名", 60, required=True)
    password = forms.CharField(
        label="密码", max_length=128, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="至少10位。", error_messages={"required": "请填写密码。"},
    )  # fmt: skip
    again = forms.CharField(
        label="再写一遍密码", max_length=128, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请再写一遍密码。"},
    )  # fmt: skip

    def __init__(self, *arguments: Any, **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.fields["level"].choices = level_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Want the same password twice."""
        given = super().clean() or {}
        if "password" in given and "again" in given and given["password"] != given["again"]:
            self.add_error("again", "两遍密码不一样，请重写。")
        return given

    def root(self) -> NewAgency:
        """Return the first agency."""
        given = self.cleaned_data
        return NewAgency(given["key"], given["name"], Level(given["level"]))

    def administrator(self) -> Administrator:
        """Return the first administrator."""
        given = self.cleaned_data
        return Administrator(given["username"], given["full_name"], given["password"])


class AuditFilter(Arranged):
    """What records to look for."""

    words = line("动作、姓名或内容", 100)
    actor = line("登录名", 150)
    agency = choice("机构", [])
    kind = choice("对象", [])
    since = day("从")
    until = day("到")

    def __init__(self, *arguments: Any, agencies: Iterable[Agency], kinds: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.fields["agency"].choices = [("", "全部"), *named(agencies)[1:]]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "全部"), *kinds]  # type: ignore[attr-defined]
