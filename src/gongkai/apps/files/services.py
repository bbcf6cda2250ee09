"""Keep and fetch files by their content."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings

from gongkai.apps import clock
from gongkai.apps.files.models import StoredFile
from gongkai.core.errors import GongkaiError

__all__ = ["FileLost", "fetch", "keep", "path_of"]


class FileLost(GongkaiError):
    """The bytes of a kept file are not where they were put, or are not what they were."""


def keep(data: bytes, media_type: str) -> StoredFile:
    """Keep bytes and return their record; the same bytes are kept once.

    The file is whole and on disk before its record exists, so a record never points to half a file.
    """
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest)
    if not path.exists() or path.stat().st_size != len(data):
        _write(path, data)
    stored, _ = StoredFile.objects.get_or_create(
        digest=digest, defaults={"size": len(data), "media_type": media_type, "kept_at": clock.now()}
    )
    return stored


def fetch(digest: str) -> bytes:
    """Return the bytes of a kept file; `FileLost` where they are gone or have changed."""
    try:
        data = path_of(digest).read_bytes()
    except OSError as error:
        raise FileLost(f"文件{digest[:12]}读不到：请从备份恢复后再试。") from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise FileLost(f"文件{digest[:12]}的内容已经损坏：请从备份恢复后再试。")
    return data


def path_of(digest: str) -> Path:
    """Return where the bytes of a digest lie."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise FileLost("文件编号不对：请从页面上的链接打开。")
    folder: Path = settings.HOME / "files"
    return folder / digest[:2] / digest


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
