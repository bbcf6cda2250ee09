"""Which writer makes which ending of a letter, and how several files of one letter come into being."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from gongkai.core.errors import OutputRefused
from gongkai.core.notices.letter import Letter
from gongkai.formats.write.dispatch import place_whole, refuse_impossible
from gongkai.formats.write.letter_texts import Masthead

ENDINGS = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".txt": "text"}


def render(letter: Letter, format: str, masthead: Masthead = Masthead.DOCUMENT) -> bytes:  # noqa: A002  (the word of the command line)
    """Return the bytes of `letter` as `docx`, `pdf`, `html` or `text`; `OutputRefused` says what can't be done."""
    if format not in ENDINGS.values():
        raise OutputRefused(f"不能写成“{format}”格式，可用的有：docx、pdf、html、text")
    made: bytes = import_module(f"gongkai.formats.write.letter_{format}").write(letter, masthead)
    return made


def write_letter(
    letter: Letter, paths: Iterable[Path], masthead: Masthead = Masthead.DOCUMENT, *, replace: bool = False
) -> None:
    """Write `letter` to every one of `paths` in the format its ending names; a file that is there stays unless `replace`.

    Everything is made before the first file is put in its place, and each appears whole. `OutputRefused` says why
    one can't be written.
    """
    targets = {path: format_of(path) for path in paths}
    for target in targets:
        refuse_impossible(target)
        if target.exists() and not replace:
            raise OutputRefused(f"{target}：已经有这个文件，请换一个文件名，或者加 --force 替换它")
    made = {name: render(letter, name, masthead) for name in set(targets.values())}
    for target, name in targets.items():
        place_whole(target, made[name])


def format_of(path: Path) -> str:
    """Return the format that the ending of `path` names.

    >>> format_of(Path("告知书.DOCX"))
    'docx'
    """
    found = ENDINGS.get(path.suffix.lower())
    if found is None:
        raise OutputRefused(f"{path}：不认识的扩展名“{path.suffix}”，请用 {'、'.join(ENDINGS)} 之一")
    return found
