"""Which documents there are, with whom each goes to, what it rests on and when it is made: the clerk's list."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.casework.outcomes import OUTCOMES
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import entries
from gongkai.core.notices.templates import PACKAGE, Recipient, Template, templates

RECIPIENTS = {
    Recipient.APPLICANT: "申请人",
    Recipient.THIRD_PARTY: "第三方",
    Recipient.AGENCY: "行政机关",
    Recipient.INTERNAL: "内部存档",
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A document and the occasion for it; `outcomes` are the codes of the outcomes that it tells."""

    code: str
    variant: str
    label: str
    recipient: str
    cites: tuple[Cite, ...]
    when: str
    outcomes: tuple[str, ...]


def occasions() -> tuple[Occasion, ...]:
    """Return every document, procedural ones first.

    >>> occasions()[2].label, occasions()[2].when
    ('政府信息公开申请补正告知书', '申请内容不明确，告知申请人补正')
    """
    return tuple(sorted(map(_occasion, templates()), key=lambda one: not one.code.startswith("P")))


def _occasion(one: Template) -> Occasion:
    """Return a template as the list tells it: its own occasion and articles, else those of its outcomes."""
    told = [each for each in OUTCOMES if each.notice == one.code]
    own = _own().get((one.code, one.variant))
    cites = one.cites or tuple(dict.fromkeys(cite for each in told for cite in each.cites))
    return Occasion(
        one.code,
        one.variant,
        one.label,
        RECIPIENTS[one.to],
        cites,
        own or "；".join(each.situation for each in told),
        tuple(each.code for each in told),
    )


def _own() -> dict[tuple[str, str], str]:
    found = entries(PACKAGE, "occasions.toml", "occasion")
    return {(entry["code"], entry.get("variant", "")): entry["label"] for entry in found}
