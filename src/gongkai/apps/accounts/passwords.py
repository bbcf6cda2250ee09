"""What a password must be, Django's rules in our words."""

from __future__ import annotations

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
)

ABOUT_ONESELF = ("username", "name", "email", "telephone")


class LongEnough(MinimumLengthValidator):
    """A length below which a password can be tried out."""

    def __init__(self, min_length: int = 10) -> None:
        super().__init__(min_length)

    def get_error_message(self) -> str:
        """Say how long."""
        return f"密码太短，至少要{self.min_length}个字符。"


class NotAboutOneself(UserAttributeSimilarityValidator):
    """Nothing that is known about the person."""

    def __init__(self) -> None:
        super().__init__(ABOUT_ONESELF)

    def get_error_message(self) -> str:
        """Say like what; the attribute that Django names is left out."""
        return "密码与登录名、姓名、邮箱或者电话太像，请换一个。"


class NotCommon(CommonPasswordValidator):
    """None of those that everybody tries first."""

    def get_error_message(self) -> str:
        """Say so."""
        return "这个密码太常见，请换一个。"


class NotOnlyDigits(NumericPasswordValidator):
    """No telephone number, no birthday."""

    def get_error_message(self) -> str:
        """Say so."""
        return "密码不能全是数字。"
