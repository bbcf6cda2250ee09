"""The modules of the program, as text and as trees, for the tests of its architecture."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gongkai"


class Module(NamedTuple):
    """A module: where it is below the root, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """The package right below gongkai, or the module's own name."""
        return Path(self.path).parts[2].removesuffix(".py")


@cache
def modules(folder: Path = SOURCE) -> tuple[Module, ...]:
    """Return every Python module below `folder`."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text)))
    return tuple(found)


def imported(tree: ast.AST) -> set[str]:
    """Return the top-level packages that a tree imports, whatever depth the import stands at."""
    names = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name.split(".")[0] for alias in aliases}
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module.split(".")[0])
    return names
