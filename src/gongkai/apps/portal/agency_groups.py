"""The agencies that this portal shows, by what they are."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.apps.agencies import selectors as agencies
from gongkai.apps.agencies.models import Agency
from gongkai.core.publication.scope import Level

__all__ = ["AgencyGroup", "agency_groups"]


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """Agencies of one level, under its name."""

    label: str
    agencies: tuple[Agency, ...]


def agency_groups() -> tuple[AgencyGroup, ...]:
    """Return the agencies that exist, the host of the website and all below it, or all where no host is named."""
    host = agencies.platform().host
    found = agencies.open_agencies()
    if host is not None:
        found = found.filter(path__startswith=host.path)
    levels: dict[str, list[Agency]] = {}
    for each in found.order_by("order", "id"):
        levels.setdefault(each.level, []).append(each)
    return tuple(AgencyGroup(each.label, tuple(levels[each.value])) for each in Level if each.value in levels)
