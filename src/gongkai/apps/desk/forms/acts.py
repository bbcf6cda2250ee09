"""What an act asks of whoever does it: the text and the edition that they saw, and its own words."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.apps.desk.forms.fields import Arranged, choice, line, words
from gongkai.apps.publishing.services.review import Deed
from gongkai.core.publication.chains import Body
from gongkai.core.publication.review_events import Act

_STALE = "页面内容不全，请刷新后重新办理。"


class ActForm(Arranged):
    """An act on the very text that somebody saw; without that nothing is done."""

    content = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=64, error_messages={
        "required": _STALE, "max_length": _STALE, "min_length": _STALE})  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages={
        "required": _STALE, "invalid": _STALE, "min_value": _STALE})  # fmt: skip

    def deed(self, act: Act) -> Deed:
        """Return the act as the service takes it."""
        given = self.cleaned_data
        body = given.get("body")
        answer = given.get("publishable")
        return Deed(
            act,
            content=given["content"],
            edition=given["edition"],
            reason=given.get("reason", ""),
            body=Body(body) if body else None,
            publishable=None if not answer else answer == "yes",
            reference=given.get("reference", ""),
            public_reason=given.get("public_reason", ""),
        )


class Remark(ActForm):
    """An opinion that may be left out."""

    reason = words("意见", 1000, help_text="可以不填。", rows=2)


class Reason(ActForm):
    """A reason that must be told."""

    reason = words("理由", 1000, required=True)


class SendBack(ActForm):
    """What has to be changed."""

    reason = words("修改意见", 1000, required=True, help_text="写明哪里有问题、怎么改，起草人会看到。")


class Amend(ActForm):
    """What was wrong; the public reads it."""

    reason = words("更正说明", 300, required=True, help_text="随更正后的信息向公众公布，例：更正第三条中的联系电话。")


class Refer(ActForm):
    """Whom to ask, and what about."""

    body = choice("报请", [("", "请选择"), *((each.value, each.label) for each in Body)], required=True)
    reason = words("报请确定的问题", 1000, required=True)


class Determine(ActForm):
    """What the body that was asked determined."""

    publishable = choice(
        "确定意见", [("", "请选择"), ("yes", "可以公开"), ("no", "不能公开")], required=True
    )  # fmt: skip
    reference = line("确定意见的文号或者来文标题", 200, required=True)
    reason = words("说明", 1000, rows=2, help_text="可以不填。")


class Withdraw(ActForm):
    """Why it is taken down, inside and outside."""

    reason = words("撤下的理由（内部留存）", 1000, required=True)
    public_reason = words(
        "向公众说明的理由", 300, required=True, rows=2, help_text="原地址会显示这句话，不要写出不能公开的内容。"
    )


class Schedule(ActForm):
    """When to publish."""

    at = forms.DateTimeField(
        label="发布时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "short"}, format="%Y-%m-%dT%H:%M"),
        input_formats=("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"),
        error_messages={"required": "请填写发布时间。", "invalid": "时间写成2025-03-01 09:00这样的形式。"},
    )


_FORMS: dict[str, type[ActForm]] = {
    Act.SUBMITTED.value: Remark,
    Act.REVISED.value: Remark,
    Act.AMENDED.value: Amend,
    Act.PASSED.value: Remark,
    Act.SENT_BACK.value: SendBack,
    Act.WITHHELD.value: Reason,
    Act.REFERRED.value: Refer,
    Act.DETERMINED.value: Determine,
    Act.RECALLED.value: Reason,
    Act.PUBLISHED.value: ActForm,
    Act.WITHDRAWN.value: Withdraw,
    "schedule": Schedule,
}


def form_of(act: str, *arguments: Any, **named: Any) -> ActForm:
    """Return the form of an act; `KeyError` where there is no such act."""
    return _FORMS[str(act)](*arguments, prefix=str(act), **named)
