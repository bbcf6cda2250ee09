"""Which agency may stand below which: the tiers of government (宪法第三十条) and who leads whom."""

from __future__ import annotations

from gongkai.core.publication.scope import Level

TIERS: dict[Level, int] = {
    Level.NATIONAL_DEPARTMENT: 0,
    Level.PROVINCE_GOVERNMENT: 1,
    Level.PROVINCE_DEPARTMENT: 1,
    Level.CITY_GOVERNMENT: 2,
    Level.CITY_DEPARTMENT: 2,
    Level.COUNTY_GOVERNMENT: 3,
    Level.COUNTY_DEPARTMENT: 3,
    Level.TOWN_GOVERNMENT: 4,
    Level.SUBDISTRICT_OFFICE: 4,
}


def reasons_against_place(level: Level, above: Level) -> tuple[str, ...]:
    """Return why an agency of one level can't stand below one of another; no reason means that it can.

    A department may stand below its government, or below the department that leads it vertically (条例第三条第三款).

    >>> reasons_against_place(Level.TOWN_GOVERNMENT, Level.COUNTY_GOVERNMENT)
    ()
    >>> reasons_against_place(Level.COUNTY_GOVERNMENT, Level.COUNTY_DEPARTMENT)
    ('县级政府不能放在县级政府部门下面，请选上级政府',)
    """
    below = level.is_government or level is Level.SUBDISTRICT_OFFICE
    if below and not above.is_government:
        return (f"{level.label}不能放在{above.label}下面，请选上级政府",)
    if TIERS[above] > TIERS[level] or (below and TIERS[above] == TIERS[level]):
        return (f"{level.label}不能放在{above.label}下面，请选比它高一级的机构",)
    return ()
