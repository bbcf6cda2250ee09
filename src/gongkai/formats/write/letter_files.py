"""Which writer makes which ending of a letter, and how several files of one letter come into being."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from gongkai.core.errors import OutputRefused
from gongkai.core.notices.letter import Letter
from gongkai.formats.write.dispatch import place_together, refuse_impossible
from gongkai.formats.write.letter_texts import Masthead

ENDINGS = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".txt": "text"}


def render(
    letter: Letter,
    format: str,  # noqa: A002  (the word of the command line)
    masthead: Masthead = Masthead.DOCUMENT,
    *,
    seal_marked: bool = True,
) -> bytes:
    """Return the bytes of `letter` as `docx`, `pdf`, `html` or `text`; `OutputRefused` says what can't be done.

    `seal_marked` says whether the place of the seal is drawn; there is room for it in any case.
    """
    if format not in ENDINGS.values():
        raise OutputRefused(f"不能写成“{format}”格式，可用的有：docx、pdf、html、text")
    made: bytes = import_module(f"gongkai.formats.write.letter_{format}").write(
        letter, masthead, seal_marked=seal_marked
    )
    return made


def write_letter(
    letter: Letter,
    paths: Iterable[Path],
    masthead: Masthead = Masthead.DOCUMENT,
    *,
    seal_marked: bool = True,
    replace: bool = False,
) -> None:
    """Write `letter` to every one of `paths` in the format its ending names; a file that is there stays unless `replace`.

    All of them come into being, each whole, or none. `OutputRefused` says which can't be written and why, or which is
    named twice.
    """
    targets: dict[Path, Path] = {}
    for path in paths:
        format_of(path)
        refuse_impossible(path)
        same = targets.setdefault(path.parent.resolve() / path.name, path)
        if same is not path:
            raise OutputRefused(f"{path}：与“{same}”是同一个文件，请只写一次")
        if os.path.lexists(path) and not replace:
            raise OutputRefused(f"{path}：已经有这个文件，请换一个文件名，或者加 --force 替换它")
    formats = {format_of(path) for path in targets.values()}
    made = {name: render(letter, name, masthead, seal_marked=seal_marked) for name in formats}
    place_together({path: made[format_of(path)] for path in targets.values()})


def format_of(path: Path) -> str:
    """Return the format that the ending of `path` names.

    >>> format_of(Path("告知书.DOCX"))
    'docx'
    """
    found = ENDINGS.get(path.suffix.lower())
    if found is None:
        raise OutputRefused(f"{path}：不认识的扩展名“{path.suffix}”，请用 {'、'.join(ENDINGS)} 之一")
    return found
