"""What people type about people and their offices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.apps.agencies.models import Agency, Section
from gongkai.apps.agencies.rights import from_above
from gongkai.apps.agencies.services.appointments import NewAppointment
from gongkai.apps.agencies.services.staffing import NewPerson
from gongkai.apps.desk.forms.agencies import NOBODY, named
from gongkai.apps.desk.forms.fields import Arranged, choice, day, line
from gongkai.core.publication.chains import Role


def role_choices(*, above: bool) -> list[tuple[str, str]]:
    """Return the roles to choose from; those given from above only to who may give them somewhere."""
    return [NOBODY, *((role.value, role.label) for role in Role if above or role not in from_above())]


class PersonForm(Arranged):
    """How somebody is called and reached."""

    name = line("姓名", 60, required=True)
    telephone = line("联系电话", 30)
    email = forms.EmailField(
        label="电子邮箱",
        required=False,
        error_messages={"invalid": "电子邮箱不对，请核对。", "max_length": "电子邮箱太长。"},
    )


class OfficeForm(Arranged):
    """An office to be given."""

    agency = choice("机构", [], required=True)
    role = choice("角色", [], required=True)
    section = choice("内设机构", [], help_text="信息员、承办人、股（科、处）室负责人可以选；别的角色面向整个机构。")
    since = day("开始日期", required=True)
    until = day("结束日期", help_text="空着的长期有效。")

    def __init__(self, *arguments: Any, agencies: Iterable[Agency], above: bool, **given: Any) -> None:
        super().__init__(*arguments, **given)
        there = list(agencies)
        sections = Section.objects.filter(agency__in=there, ended_on__isnull=True).select_related("agency")
        self.fields["agency"].choices = named(there)  # type: ignore[attr-defined]
        self.fields["role"].choices = role_choices(above=above)  # type: ignore[attr-defined]
        self.fields["section"].choices = [  # type: ignore[attr-defined]
            ("", "整个机构"),
            *((str(each.pk), f"{each.agency.name} {each.name}") for each in sections.order_by("agency__order", "id")),
        ]

    def office(self, user_id: int = 0) -> NewAppointment:
        """Return the office as the service takes it."""
        given = self.cleaned_data
        section = int(given["section"]) if given["section"] else None
        return NewAppointment(user_id, Role(given["role"]), given["agency"], given["since"], section, given["until"])


class NewPersonForm(OfficeForm, PersonForm):
    """Somebody new with a first office."""

    username = line("登录名", 60, required=True, help_text="字母、汉字、数字，定了不能改。")
    field_order = ("username", "name", "telephone", "email", "agency", "role", "section", "since", "until")

    def person(self) -> NewPerson:
        """Return the person as the service takes them."""
        given = self.cleaned_data
        return NewPerson(given["username"], given["name"], given["email"], given["telephone"])


class LastDayForm(Arranged):
    """The last day of an office, or of acting in one."""

    last_day = day("最后一天", required=True)


class DeputyForm(Arranged):
    """Who acts for somebody, on which days."""

    deputy = choice("代行人", [], required=True)
    since = day("开始日期", required=True)
    until = day("结束日期", required=True)
    reason = line("原因", 200, help_text="例如：年休假。不写病情。")

    def __init__(self, *arguments: Any, colleagues: Iterable[Any], **given: Any) -> None:
        super().__init__(*arguments, **given)
        offered = [(str(each.pk), f"{each.name}（{each.username}）") for each in colleagues]
        self.fields["deputy"].choices = [NOBODY, *offered]  # type: ignore[attr-defined]
