"""The paragraph on remedies that ends a notice: A 复议前置, B 复议或者诉讼, C none; chosen by the law of the act's day.

行政复议法第二十三条第二款 wants the agency to say in the act itself that reconsideration comes first.
"""

from __future__ import annotations

from datetime import date

from gongkai.core.casework.outcomes import PARTLY, Reconsideration, reconsideration_first
from gongkai.core.law.dated import entries
from gongkai.core.notices.facts import Facts
from gongkai.core.notices.profile import QueryRecourse
from gongkai.core.notices.templates import PACKAGE, Recourse

FREE = "free"
FIRST = "first"
QUERY = "query"


def paragraph(facts: Facts) -> str:
    """Return the template text of the paragraph, empty where the notice is procedural."""
    name = kind(facts)
    if not name:
        return ""
    return next(str(each["text"]) for each in entries(PACKAGE, "recourse.toml", "paragraph") if each["name"] == name)


def kind(facts: Facts) -> str:
    """Return which paragraph applies: first, query, partly, free, or empty for none.

    A notice without a day is taken as one of today's law, so that everything missing can be listed at once.
    """
    if facts.template.recourse is Recourse.NONE:
        return ""
    outcome = facts.outcome
    if facts.template.recourse is Recourse.FREE or outcome is None:
        return FREE
    must = reconsideration_first(outcome, facts.day or date.max)
    if must is None:
        return QUERY if facts.agency.query_recourse is QueryRecourse.FIRST else FREE
    if must and outcome.code == PARTLY:
        return _of_parts(facts)
    return FIRST if must else FREE


def _of_parts(facts: Facts) -> str:
    parts = facts.withheld_outcomes
    first = not parts or any(one.reconsideration is Reconsideration.FIRST for one in parts)
    return "partly" if first else FREE
