"""Complete notice files, at least one for every document, that draft as they are; a clerk starts from one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from gongkai.core.casework import events
from gongkai.core.errors import InvalidNotice
from gongkai.core.law.dated import entries
from gongkai.core.notices.templates import PACKAGE, label_of

_FOLDER = files(PACKAGE) / "data" / "examples"
_ENDING = ".toml"
_SECTION = re.compile(r"\[\[?([a-z_.]+)\]\]?")
_KEY = re.compile(r"([a-z_]+) = (.*)")
_OF_CASE = {"case.wanted": "wanted", "case.register": "register"}


@cache
def example_names() -> tuple[str, ...]:
    """Return the names of all examples: a code alone, or a code with what is particular in that example.

    >>> [name for name in example_names() if name.startswith("D19")]
    ['D19-amended', 'D19-directed', 'D19-forwarded', 'D19-kept']
    """
    return tuple(sorted(each.name.removesuffix(_ENDING) for each in _FOLDER.iterdir() if each.name.endswith(_ENDING)))


def example(name: str) -> str:
    """Return an example as TOML; of a code that has none of its own name, the first. Letter case does not matter.

    Raises InvalidNotice, with the names there are, where none is called so.

    >>> "[notice.search]" in example("d06")
    True
    """
    wanted = name.casefold()
    found = [each for each in example_names() if each.casefold() == wanted]
    found += [each for each in example_names() if each.casefold().startswith(f"{wanted}-")]
    if not found:
        raise InvalidNotice(f"没有“{name}”的样本，有样本的是：{'、'.join(example_names())}。")
    return (_FOLDER / f"{found[0]}{_ENDING}").read_text("utf-8")


def explained(name: str) -> str:
    """Return an example with a comment above each key that says what belongs there; it still drafts as it is.

    >>> "# 检索的关键词" in explained("D06").splitlines()
    True
    """
    return "\n".join(_explained(example(name).splitlines())) + "\n"


def _explained(lines: list[str]) -> Iterator[str]:
    section = ""
    for line in lines:
        header, key = _SECTION.fullmatch(line), _KEY.fullmatch(line)
        if header:
            section = header[1]
        remark = _remark(section, key[1], key[2]) if key else ""
        yield from (f"# {remark}", line) if remark else (line,)


def _remark(section: str, key: str, value: str) -> str:
    """Return what a key of a section means: an event by its kind, a gap as the clerk is told of it."""
    if (section, key) == ("event", "kind"):
        return events.label_of(value.strip('"'))
    path = f"{section}.{key}".removeprefix("notice.")
    own = {entry["key"]: entry["label"] for entry in entries(PACKAGE, "remarks.toml", "remark")}.get(path)
    try:
        return own or label_of(_OF_CASE.get(path, path))
    except KeyError:
        return ""
