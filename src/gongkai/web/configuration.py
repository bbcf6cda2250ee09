"""What an installation is told from outside: environment variables, read once, and the folder where everything lives."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gongkai.core.errors import GongkaiError
from gongkai.installation.home import home

DEMONSTRATION = "demonstration"
"""The file in the home that says that its data are invented."""
_SCHEMES = {"postgres", "postgresql"}
_DATABASE_URL = "DATABASE_URL 看不懂：请写成 postgresql://用户:密码@主机:端口/数据库名；不设则使用自带的 SQLite。"
WORKERS = 2


class Misconfigured(GongkaiError):
    """An environment variable can't be understood; the sentence names it."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """Where data live and how the service is reached; documented in docs/operating.md."""

    home: Path
    database_url: str
    hosts: tuple[str, ...]
    https: bool
    debug: bool
    demonstration: bool
    trusted_proxies: int
    workers: int

    def database(self) -> dict[str, object]:
        """Return Django's settings of the database: SQLite in the home, or what `DATABASE_URL` names."""
        if not self.database_url:
            return _sqlite(self.home / "gongkai.sqlite3")
        return _postgresql(self.database_url)


def configuration() -> Configuration:
    """Read the environment; `Misconfigured` where a variable makes no sense."""
    place = home()
    return Configuration(
        home=place,
        database_url=os.environ.get("DATABASE_URL", "").strip(),
        hosts=tuple(filter(None, os.environ.get("GONGKAI_HOSTS", "").replace(" ", "").split(","))),
        https=_switch("GONGKAI_HTTPS"),
        debug=_switch("GONGKAI_DEBUG"),
        demonstration=(place / DEMONSTRATION).exists(),
        trusted_proxies=_number("GONGKAI_PROXIES"),
        workers=_number("GONGKAI_WORKERS") or WORKERS,
    )


def secret(place: Path, name: str) -> str:
    """Return the installation's own secret of a name; made once, readable by its owner only, never in the database."""
    folder = place / "keys"
    path = folder / name
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)  # the first of several processes wins
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text("ascii")


def _switch(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "no", "off"}:
        return False
    if value in {"1", "yes", "on"}:
        return True
    raise Misconfigured(f"环境变量 {name} 写成了“{value}”：请写 1 或者 0。")


def _number(name: str) -> int:
    value = os.environ.get(name, "").strip() or "0"
    if not value.isascii() or not value.isdigit():
        raise Misconfigured(f"环境变量 {name} 写成了“{value}”：请写一个不小于 0 的整数。")
    return int(value)


def _sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
                "PRAGMA mmap_size=268435456; PRAGMA foreign_keys=ON"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise Misconfigured(_DATABASE_URL) from error
    if parts.scheme not in _SCHEMES or not parts.path.strip("/"):
        raise Misconfigured(_DATABASE_URL)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", "") or parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {name: unquote(value) for name, value in query.items()},
    }
