"""From what a person names (files, folders) to the files to read: sorted, each once, without what is no document."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DOCUMENTS = frozenset(
    (
        *(".txt", ".md", ".html", ".htm", ".xhtml", ".mht", ".json"),
        *(".docx", ".docm", ".doc", ".wps", ".rtf", ".pdf", ".ofd", ".xlsx", ".xlsm", ".xls", ".et"),
        *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"),
    )
)
"""Endings that are read in a folder. A file that is named itself is read whatever it is called."""

_NO_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(slots=True)
class Selection:
    """The files to read, in order.

    `roots` tells for each the folder it was found in (its own where it was named itself), `passed_over` the files of
    folders that are no documents by their ending, `unfound` what does not exist or can't be opened, with a sentence.
    """

    files: list[Path] = field(default_factory=list)
    roots: dict[Path, Path] = field(default_factory=dict)
    passed_over: list[Path] = field(default_factory=list)
    unfound: list[tuple[Path, str]] = field(default_factory=list)


def select(paths: Iterable[Path]) -> Selection:
    """Return the documents at `paths`: files as named, folders with everything below them, sorted by name.

    Hidden files, Office's lock files (`~$…`) and what systems leave behind are left out without a word; a link back into
    a folder already walked is not followed; a file that is reached twice is taken once.
    """
    selection = Selection()
    walked: set[Path] = set()
    for path in paths:
        if path.is_dir():
            _walk(path, path, selection, walked)
        elif path.exists():
            _take(path, path.parent, selection)
        else:
            selection.unfound.append((path, "没有这个文件，请检查路径和文件名"))
    return selection


def _walk(folder: Path, root: Path, selection: Selection, walked: set[Path]) -> None:
    pending = [folder]
    while pending:
        current = pending.pop()
        real = current.resolve()
        if real in walked:
            continue
        walked.add(real)
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as error:
            selection.unfound.append((current, f"打不开这个文件夹（{error.strerror}），请检查权限"))
            continue
        wanted = [Path(entry.path) for entry in entries if not _is_residue(entry.name)]
        pending += [path for path in reversed(wanted) if path.is_dir()]
        for path in wanted:
            _found(path, root, selection)


def _found(path: Path, root: Path, selection: Selection) -> None:
    if not path.is_file():
        return
    if path.suffix.lower() in DOCUMENTS:
        _take(path, root, selection)
    else:
        selection.passed_over.append(path)


def _take(path: Path, root: Path, selection: Selection) -> None:
    if path not in selection.roots:
        selection.roots[path] = root
        selection.files.append(path)


def _is_residue(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _NO_DOCUMENTS
