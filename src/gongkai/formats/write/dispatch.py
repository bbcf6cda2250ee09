"""Which writer makes which ending, and how a file comes into being: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from importlib import import_module
from pathlib import Path

from gongkai.core.errors import OutputRefused
from gongkai.core.report.model import Report

FORMATS = ("docx", "pdf", "html", "xlsx", "json")
_ENDINGS = {f".{name}": name for name in FORMATS} | {".htm": "html"}


def render(report: Report, format: str) -> bytes:  # noqa: A002  (the word of the command line)
    """Return the bytes of `report` as `docx`, `pdf`, `html`, `xlsx` or `json`.

    `OutputRefused` names a format there is no writer for, or what its writer could not do.
    """
    if format not in FORMATS:
        raise OutputRefused(f"不能写成“{format}”格式，可用的有：{'、'.join(FORMATS)}")
    made: bytes = import_module(f"gongkai.formats.write.{format}").write(report)
    return made


def format_of(path: str | os.PathLike[str]) -> str:
    """Return the format that the ending of `path` names.

    >>> format_of("报告.DOCX"), format_of("报告.htm")
    ('docx', 'html')
    """
    ending = Path(path).suffix.lower()
    found = _ENDINGS.get(ending)
    if found is None:
        known = "、".join(f".{name}" for name in FORMATS)
        raise OutputRefused(f"{os.fspath(path)}：不认识的扩展名“{ending}”，请用 {known} 之一")
    return found


def write_report(report: Report, path: str | os.PathLike[str]) -> None:
    """Write `report` to `path` in the format its ending names, replacing a file that is there.

    The file appears whole or not at all. `OutputRefused` says why it can't be written; nothing is left behind then.
    """
    target = Path(path)
    format_name = format_of(target)
    refuse_impossible(target)
    place_whole(target, render(report, format_name))


def place_whole(target: Path, content: bytes) -> None:
    """Put `content` at `target` by way of a file beside it, so that nothing half-written is ever seen."""
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".gongkai-", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise OutputRefused(f"{target}：写不进去（{error.strerror or error}），请换一个有权限、有空间的位置") from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def refuse_impossible(target: Path) -> None:
    """Raise `OutputRefused` where `target` is a folder or would lie in a folder that does not exist."""
    if target.is_dir():
        raise OutputRefused(f"{target}：这是一个文件夹，请写明文件名")
    if not target.parent.is_dir():
        raise OutputRefused(f"{target}：文件夹“{target.parent}”不存在，请先建立")


def _mode(target: Path) -> int:
    """Permissions of the file that is replaced, or those a new file would get."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
