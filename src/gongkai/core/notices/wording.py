"""The small language of the templates: named gaps, optional stretches, conditions.

`{search.places}` is a gap; `[（{item.number}）]` is left out as a whole when one of its gaps has nothing to say, and
may hold others. A gap outside of brackets that has nothing to say is reported as missing, never left empty.
Conditions are `path`, `!path`, `path=value` or `path!=value`.

What fills a gap within quotation marks has its own marks turned into those of the next level (“ ” into ‘ ’). Marks that
nobody sees, such as those that turn the direction of writing, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.core.law.days import chinese

Look = Callable[[str], object]
"""What a path stands for; None or an empty text where there is nothing to say."""

_TOKEN = re.compile(r"\{([^{}]+)\}|(\[)|(\])")
_END = "。．.；;，,、 　"
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_NESTED = str.maketrans("“”‘’", "‘’“”")


class Verbatim(str):
    """A text in the words of somebody else: its lines stay lines, a gap prints it as it stands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its gaps filled, and the paths that had nothing to say."""

    text: str
    missing: tuple[str, ...] = ()


def fill(template: str, look: Look) -> Filled:
    """Fill a template.

    >>> facts = {"name": "张某", "day": date(2025, 6, 3), "phone": ""}
    >>> fill("{name}于{day}来访[，电话{phone}]。", facts.get)
    Filled(text='张某于2025年6月3日来访。', missing=())
    >>> fill("电话{phone}。", facts.get).missing
    ('phone',)
    """
    tokens = _tokens(template)
    return _stretch(tokens, look)


def gaps(template: str) -> tuple[str, ...]:
    """Return the paths that a template can't do without.

    >>> gaps("{name}[，电话{phone}]")
    ('name',)
    """
    nothing: dict[str, object] = {}
    return fill(template, nothing.get).missing


def all_gaps(template: str) -> tuple[str, ...]:
    """Return every path of a template, the optional ones too."""
    return tuple(found[1] for found in _TOKEN.finditer(template) if found[1])


def _tokens(template: str) -> Iterator[tuple[str, str]]:
    at = 0
    for found in _TOKEN.finditer(template):
        yield "text", template[at : found.start()]
        yield ("gap", found[1]) if found[1] else (found[0], "")
        at = found.end()
    yield "text", template[at:]


def _stretch(tokens: Iterator[tuple[str, str]], look: Look, *, quoted: bool = False) -> Filled:
    written: list[str] = []
    missing: list[str] = []
    for kind, content in tokens:
        if kind == "text":
            written.append(content)
            quoted = content.rfind("“") > content.rfind("”") or (quoted and "”" not in content)
        elif kind == "gap":
            words = in_words(look(content))
            written.append(words.translate(_NESTED) if quoted else words)
            missing += [] if words else [content]
        elif kind == "[":
            inner = _stretch(tokens, look, quoted=quoted)
            written.append("" if inner.missing else inner.text)
        else:
            break
    return Filled("".join(written), tuple(missing))


def in_words(value: object) -> str:
    """Write a value as a notice does; empty where it says nothing. Full stops at the end are the template's business.

    >>> in_words(date(2025, 6, 3)), in_words(Decimal("1700.00")), in_words(("甲。", "乙"))
    ('2025年6月3日', '1700', '甲、乙')
    """
    if isinstance(value, bool):
        return "是" if value else ""
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return str(write(value))
    return "" if value is None else str(value)


def _amount(value: Decimal) -> str:
    return f"{value.to_integral_value():f}" if value == value.to_integral_value() else f"{value:.2f}"


def _listed(values: tuple[object, ...]) -> str:
    return "、".join(words for words in map(in_words, values) if words)


def _tidy(text: str) -> str:
    lines = [line.strip() for line in _HIDDEN.sub("", text).splitlines() if line.strip()]
    if isinstance(text, Verbatim):
        return "\n".join(lines).rstrip(_END)
    joined = "".join(line if line.endswith(("。", "；", "：", "，")) else f"{line}；" for line in lines)
    return joined.rstrip(_END)


_WRITERS: dict[type, Callable[[Any], str]] = {date: chinese, Decimal: _amount, tuple: _listed, str: _tidy}


def holds(conditions: Iterable[str], look: Look) -> bool:
    """Say whether every condition holds.

    >>> holds(["name", "!phone", "name=张某"], {"name": "张某", "phone": ""}.get)
    True
    """
    return all(_holds(condition, look) for condition in conditions)


def _holds(condition: str, look: Look) -> bool:
    path, equals, value = condition.partition("=")
    if equals:
        differs = path.endswith("!")
        return (in_words(look(path.rstrip("!"))) == value) is not differs
    return bool(in_words(look(path.lstrip("!")))) is not path.startswith("!")
