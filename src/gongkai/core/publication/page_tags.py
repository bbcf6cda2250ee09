"""The tags that pages of a government website carry in their head and footer, and what is wrong with those of one page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.core.findings import Finding, Severity
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries
from gongkai.core.publication import PACKAGE


class Place(StrEnum):
    """Where a tag stands: on every page, on those of columns, on those of items, or in the footer."""

    WEBSITE = "website"
    COLUMN = "column"
    ARTICLE = "article"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class TagRule:
    """A tag: whether it must be there, the pattern its value matches ("" for any), and that pattern in words."""

    place: Place
    name: str
    label: str
    required: bool
    pattern: str
    shape: str
    cite: Cite
    sure: str


@dataclass(frozen=True, slots=True)
class PageTag:
    """A tag as it stands on a page."""

    name: str
    content: str


@cache
def tag_rules(place: Place) -> tuple[TagRule, ...]:
    """Return the tags of a place, in order.

    >>> [each.name for each in tag_rules(Place.WEBSITE)]
    ['SiteName', 'SiteDomain', 'SiteIDCode']
    """
    return tuple(
        TagRule(
            place=Place(row["place"]),
            name=row["name"],
            label=row["label"],
            required=row["required"],
            pattern=row.get("pattern", ""),
            shape=row.get("shape", ""),
            cite=cites_of(row)[0],
            sure=row.get("sure", "seen"),
        )
        for row in entries(PACKAGE, "page_tags.toml", "tag")
        if row["place"] == place.value
    )


def examine_tags(places: Iterable[Place], tags: Iterable[PageTag]) -> tuple[Finding, ...]:
    """Return what is missing from a page or wrong on it; `places` are those whose tags the page must carry.

    >>> [found.code for found in examine_tags([Place.ARTICLE], [PageTag("ArticleTitle", "某事"), PageTag("PubDate", "昨天")])]
    ['PT-02', 'PT-01']
    """
    there = {tag.name: tag.content.strip() for tag in tags}
    found = []
    for rule in (rule for place in places for rule in tag_rules(place)):
        content = there.get(rule.name, "")
        if not content and rule.required:
            told = f"页面没有“{rule.label}”（{rule.name}），请补上。"
            found.append(Finding("PT-01", Severity.WARNING, told, str(rule.cite)))
        elif content and rule.pattern and not re.fullmatch(rule.pattern, content):
            wanted = f"，应写成{rule.shape}" if rule.shape else ""
            told = f"“{rule.label}”（{rule.name}）写成“{content}”{wanted}，请改正。"
            found.append(Finding("PT-02", Severity.WARNING, told, str(rule.cite), quote=content))
    return tuple(found)
