"""What is left of a file without its hidden data, and what is told about it."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.formats.read.hidden import Aside


class Stripped(NamedTuple):
    """A file without hidden data; `removed` lists what was taken out, `kept` says in Chinese what is still in it."""

    data: bytes
    removed: tuple[Aside, ...]
    kept: tuple[str, ...]
