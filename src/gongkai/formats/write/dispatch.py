"""Which writer makes which ending, and how a file comes into being: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
    place_together({target: content})


def place_together(contents: Mapping[Path, bytes]) -> None:
    """Put every content at its target, each by way of a file beside it, or none of them.

    `OutputRefused` names the one that can't be written; what was there before is there again then.
    """
    staged: dict[Path, Path] = {}
    done: dict[Path, bytes | None] = {}
    try:
        for target, content in contents.items():
            with _told(target):
                staged[target] = _staged(target, content)
        for target, temporary in staged.items():
            with _told(target):
                old = target.read_bytes() if len(staged) > 1 and target.exists() else None
                temporary.replace(target)
                done[target] = old
    except OutputRefused:
        for target, old in done.items():
            _undo(target, old)
        raise
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Make of what the system refuses a sentence that names the file."""
    try:
        yield
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise OutputRefused(f"{target}：写不进去（{why}），请换一个有权限、有空间的位置") from error


def _staged(target: Path, content: bytes) -> Path:
    """Return a file beside `target` that has its content and the permissions it will have."""
    handle, name = tempfile.mkstemp(prefix=".gongkai-", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(_mode(target))
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _undo(target: Path, old: bytes | None) -> None:
    if old is None:
        target.unlink(missing_ok=True)
    else:
        target.write_bytes(old)


def refuse_impossible(target: Path) -> None:
    """Raise `OutputRefused` where `target` is a folder, lies in one that does not exist, or can't be a name here."""
    try:
        is_folder, has_folder = target.is_dir(), target.parent.is_dir()
    except OSError as error:
        raise OutputRefused(f"{_shortened(target)}：不能用这个文件名（{error.strerror}），请换一个") from error
    if is_folder:
        raise OutputRefused(f"{target}：这是一个文件夹，请写明文件名")
    if not has_folder:
        raise OutputRefused(f"{target}：文件夹“{target.parent}”不存在，请先建立")


def _shortened(target: Path) -> str:
    name = str(target)
    return name if len(name) <= 80 else f"{name[:40]}……{name[-20:]}"


def _mode(target: Path) -> int:
    """Permissions of the file that is replaced, or those a new file would get."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
