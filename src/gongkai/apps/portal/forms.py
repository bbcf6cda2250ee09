"""What the public may send: a search, and a report of a mistake."""

from __future__ import annotations

import secrets

from django import forms
from django.core import signing

from gongkai.apps.portal.models import ErrorKind

SALT = "portal.error_reports"
QUICKEST = 3
"""Seconds that nobody is faster than who reads the form and writes."""
DAY = 24 * 60 * 60
_EXPIRED = "页面打开太久了，请核对内容后再提交一次。"
_TOO_QUICK = "提交得太快了，请核对内容后再提交一次。"


def new_token() -> str:
    """Return a signed nonce for a form: one form, one report, and when it was shown."""
    return signing.TimestampSigner(salt=SALT).sign(secrets.token_hex(16))


class ErrorReportForm(forms.Form):
    """A report of a mistake. `website` is a trap: no person sees it, and programs fill in everything."""

    kind = forms.ChoiceField(
        label="问题类型", choices=ErrorKind.choices, error_messages={"required": "请选择问题类型。"}
    )
    page = forms.CharField(
        label="在哪个页面", max_length=300, required=False, help_text="页面地址或者标题；从正文页进入时已经填好。"
    )
    words = forms.CharField(
        label="问题描述",
        max_length=1000,
        min_length=5,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写明错在哪里、应当是什么，不超过1000字。请不要填写身份证号等个人信息。",
        error_messages={
            "required": "请写明错在哪里。",
            "min_length": "请写得具体一些，至少5个字。",
            "max_length": "最多1000字，请精简后再提交。",
        },
    )
    contact = forms.CharField(
        label="联系方式（选填）",
        max_length=100,
        required=False,
        help_text="电话或者电子邮箱，只用于核实这个问题，办结后删除。",
    )
    website = forms.CharField(label="请不要填写", required=False)
    token = forms.CharField(widget=forms.HiddenInput)

    def clean_website(self) -> str:
        """Refuse what only a program fills in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("这一栏请留空。")
        return ""

    def clean_token(self) -> str:
        """Return the nonce of the form; refuse one that was made elsewhere, long ago or a moment ago."""
        told = self.cleaned_data["token"]
        signer = signing.TimestampSigner(salt=SALT)
        try:
            nonce = signer.unsign(told, max_age=DAY)
        except signing.BadSignature as error:
            raise forms.ValidationError(_EXPIRED) from error
        try:
            signer.unsign(told, max_age=QUICKEST)
        except signing.SignatureExpired:
            return nonce
        raise forms.ValidationError(_TOO_QUICK)

    @property
    def next_token(self) -> str:
        """The token to show the form with: the one it came with, or a fresh one where that was refused."""
        if not self.is_bound or "token" in self.errors:
            return new_token()
        return str(self["token"].value())
