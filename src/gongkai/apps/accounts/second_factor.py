"""How the sign-in library keeps and names second factors: secrets encrypted, in our words."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from gongkai.apps.accounts.models import User
from gongkai.core.errors import GongkaiError

SERVICE = "政府信息公开工作台"


class FactorUnreadable(GongkaiError):
    """The key in the home is another one than a second factor was encrypted with."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes are of no use to who reads the database alone."""

    error_messages: ClassVar[dict[str, str]] = {
        "cannot_delete_authenticator": "现在不能停用，请先设置另一种第二因素。",
        "cannot_generate_recovery_codes": "请先设置验证器应用或者通行密钥，再生成恢复代码。",
        "incorrect_code": "没有通过验证：请核对后再试一次。",
        "unverified_email": "现在不能设置，请联系管理员。",
        "add_email_blocked": "现在不能设置，请联系管理员。",
    }

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; `FactorUnreadable` where the installation's key is another one by now."""
        try:
            return _cipher().decrypt(encrypted_text.encode("ascii")).decode()
        except InvalidToken:
            raise FactorUnreadable("第二因素无法读取（本系统的密钥已经更换），请联系管理员清除后重新设置。") from None

    def get_totp_label(self, user: User) -> str:
        """Return what an authenticator app shows beside the code."""
        return user.username

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 — the library's signature
        """Return a name for a new passkey that its owner hasn't named."""
        return f"通行密钥{Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for which site a passkey is made: its host without the port."""
        return {**super().get_public_key_credential_rp_entity(), "name": SERVICE}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Return whose passkey it is, as the device shows it."""
        told = super().get_public_key_credential_user_entity(user)
        return {**told, "display_name": user.name, "name": user.username}


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(settings.SECOND_FACTOR_KEY.encode()).digest()))
