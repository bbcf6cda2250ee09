"""The editions of the form, as data: which tables, rows and columns, in force from when, by which notice."""

from __future__ import annotations

from gongkai.core.errors import UnknownLayout
from gongkai.core.report.layouts.edition import (
    Block,
    CaseColumn,
    Column,
    Group,
    Layout,
    Line,
    Section,
)
from gongkai.core.report.layouts.y2014 import Y2014
from gongkai.core.report.layouts.y2019 import Y2019
from gongkai.core.report.layouts.y2021 import Y2021

LAYOUTS: dict[str, Layout] = {layout.key: layout for layout in (Y2014, Y2019, Y2021)}


def layout_named(key: str) -> Layout:
    """Return the edition called `key` (`y2014`, `y2019`, `y2021`).

    >>> layout_named("y2021").notice
    '国办公开办函〔2021〕30号'
    """
    try:
        return LAYOUTS[key]
    except KeyError:
        known = "、".join(LAYOUTS)
        raise UnknownLayout(f"没有名为“{key}”的格式，可用的有：{known}") from None


def layout_in_force(year: int) -> Layout:
    """Return the edition a report about `year` must use.

    >>> layout_in_force(2020).key, layout_in_force(2021).key
    ('y2019', 'y2021')
    """
    return max(
        (layout for layout in LAYOUTS.values() if layout.first_year <= year),
        key=lambda layout: layout.first_year,
        default=Y2014,
    )


__all__ = [
    "LAYOUTS",
    "Y2014",
    "Y2019",
    "Y2021",
    "Block",
    "CaseColumn",
    "Column",
    "Group",
    "Layout",
    "Line",
    "Section",
    "layout_in_force",
    "layout_named",
]
