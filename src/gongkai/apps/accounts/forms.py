"""The library's forms with our labels and hints; what they check is the library's."""

from __future__ import annotations

import struct
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.usersessions.forms import ManageUserSessionsForm
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.names import spelling
from gongkai.apps.accounts.services.sessions import end_some

LONGEST_NAME = 30
NO_ANSWER = (AttributeError, IndexError, InvalidSignature, KeyError, TypeError, ValueError, struct.error)
"""How the libraries fail on what no device sends."""
UNBELIEVED = "没有通过验证：请核对后再试一次。"


class SignIn(LoginForm):
    """Name and password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self, "login", "登录名")
        _say(self, "password", "密码")

    def clean_login(self) -> str:
        """Return the one spelling of the name."""
        return spelling(self.cleaned_data["login"])


class ChangePassword(ChangePasswordForm):
    """One's own password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self, "oldpassword", "当前密码")
        _say(self, "password1", "新密码", "至少10个字符，不能全是数字，不能与登录名、姓名相近，也不能是常见的密码。")
        _say(self, "password2", "再输入一次新密码")

    def clean_password1(self) -> str:
        """Refuse the password one has."""
        password: str = self.cleaned_data["password1"]
        if self.user.check_password(password):
            raise ValidationError("新密码与当前密码相同，请换一个。")
        return password

    def clean(self) -> dict[str, Any]:
        """Say in our words that the two differ."""
        told: dict[str, Any] = forms.Form.clean(self) or {}
        first, second = told.get("password1"), told.get("password2")
        if first and second and first != second:
            self.add_error("password2", "两次输入的新密码不一致，请重新输入。")
        return told


class Reauthenticate(ReauthenticateForm):
    """The password once more."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self, "password", "密码")


class SecondStep(AuthenticateForm):
    """A code at signing in."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _code(self, "验证码", "验证器应用显示的6位数字，或者一个没有用过的8位恢复代码。")


class ReauthenticateCode(ReauthenticateCodeForm):
    """A code once more."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _code(self, "验证码", "验证器应用显示的6位数字，或者一个没有用过的8位恢复代码。")


class ActivateApp(ActivateTOTPForm):
    """The first code of an authenticator app."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _code(self, "验证码", "扫描或者输入密钥以后，验证器应用显示的6位数字。")


class AddPasskey(AddWebAuthnForm):
    """A new passkey."""

    name = forms.CharField(required=False, max_length=LONGEST_NAME)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self, "name", "名称", "便于以后辨认，例如“办公电脑”。")
        _say(
            self,
            "passwordless",
            "以后可以只用它登录",
            "登录时不再输入密码，设备会用指纹、人脸或者设备密码核实是您本人。",
        )

    def clean(self) -> dict[str, Any]:
        """Refuse in a sentence what no device sends."""
        try:
            return super().clean()
        except NO_ANSWER:
            raise ValidationError(UNBELIEVED) from None


class Answered:
    """A device's answer to what was asked of it."""

    def clean_credential(self) -> Any:
        """Refuse in a sentence what no device sends."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NO_ANSWER:
            raise ValidationError(UNBELIEVED) from None


class PasskeySignIn(Answered, LoginWebAuthnForm):
    """A passkey alone."""


class PasskeyStep(Answered, AuthenticateWebAuthnForm):
    """A passkey after the password."""


class PasskeyConfirm(Answered, ReauthenticateWebAuthnForm):
    """A passkey once more."""


class RenamePasskey(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(max_length=LONGEST_NAME)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self, "name", "名称")


class EndSessions(ManageUserSessionsForm):
    """One of one's own sessions, or all but this one."""

    session = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def save(self, request: HttpRequest) -> None:
        """End them."""
        if isinstance(request.user, User):
            end_some(request.user, request.session.session_key or "", self.cleaned_data["session"])


def _say(form: forms.Form, name: str, label: str, hint: str = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


def _code(form: forms.Form, label: str, hint: str) -> None:
    _say(form, "code", label, hint)
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "account-digits", "autofocus": True}
