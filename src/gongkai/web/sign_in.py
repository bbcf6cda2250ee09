"""What an installation says about signing in: whether a second factor is needed, which single sign-on it trusts."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from gongkai.apps.accounts.identity import Provider
from gongkai.web.configuration import Misconfigured

REQUIRED, OPTIONAL = "required", "optional"
HERE = {"localhost", "127.0.0.1", "::1"}
"""Where a provider may answer without encryption: it is on this machine."""
NEEDED = ("GONGKAI_OIDC_ISSUER", "GONGKAI_OIDC_CLIENT_ID", "GONGKAI_OIDC_CLIENT_SECRET_FILE")
CLAIM = "preferred_username"
NAME = "用统一身份登录"


def second_factor(*, demonstration: bool) -> str:
    """Return whether everybody needs a second factor: they do, but in a demonstration only who wants to."""
    told = os.environ.get("GONGKAI_SECOND_FACTOR", "").strip().lower()
    if not told:
        return OPTIONAL if demonstration else REQUIRED
    if told not in {REQUIRED, OPTIONAL}:
        raise Misconfigured(
            f"环境变量 GONGKAI_SECOND_FACTOR 写成了“{told}”：请写 required（必须）或者 optional（可选）。"
        )
    return told


def single_sign_on() -> Provider | None:
    """Return the single sign-on of the environment, None where nothing is said of it."""
    told = {name: os.environ.get(name, "").strip() for name in NEEDED}
    if not any(told.values()):
        return None
    missing = [name for name, value in told.items() if not value]
    if missing:
        raise Misconfigured(f"单点登录没有设置完整：还缺环境变量 {'、'.join(missing)}。")
    issuer, client, file = told.values()
    address = urlsplit(issuer)
    if not address.hostname or not (
        address.scheme == "https" or (address.scheme == "http" and address.hostname in HERE)
    ):
        raise Misconfigured(f"环境变量 GONGKAI_OIDC_ISSUER 写成了“{issuer}”：请写以 https:// 开头的地址。")
    return Provider(
        issuer=issuer,
        client_id=client,
        secret=_secret(Path(file)),
        name=os.environ.get("GONGKAI_OIDC_NAME", "").strip() or NAME,
        claim=os.environ.get("GONGKAI_OIDC_CLAIM", "").strip() or CLAIM,
    )


def _secret(path: Path) -> str:
    try:
        secret = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"环境变量 GONGKAI_OIDC_CLIENT_SECRET_FILE 指的文件“{path}”读不出来，请核对。") from error
    if not secret:
        raise Misconfigured(f"环境变量 GONGKAI_OIDC_CLIENT_SECRET_FILE 指的文件“{path}”是空的，请写入密钥。")
    return secret
