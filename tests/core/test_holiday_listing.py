"""holiday-cn's JSON: from our own years and back, and what is refused."""

from __future__ import annotations

import pytest

from gongkai.core.errors import CalendarUnreadable
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.holiday_listing import read_listing
from gongkai.core.law.holidays import Notice, shipped


def listing(notice: Notice) -> dict[str, object]:
    days = [
        {"name": holiday.label, "date": str(day), "isOffDay": rests}
        for holiday in notice.holidays
        for rests, days in ((True, holiday.days), (False, holiday.made_up))
        for day in days
    ]
    days.sort(key=lambda day: str(day["date"]))
    return {"year": notice.year, "papers": [source.url for source in notice.sources], "days": days}


Y2026 = listing(shipped()[-1])


@pytest.mark.parametrize("notice", shipped(), ids=lambda notice: str(notice.year))
def test_every_year_comes_back(notice):
    read = read_listing(listing(notice))
    assert read.year == notice.year
    assert [(each.label, each.first, each.last, each.made_up) for each in read.holidays] == [
        (each.label, each.first, each.last, each.made_up) for each in notice.holidays
    ]
    assert [source.url for source in read.sources] == [source.url for source in notice.sources]
    assert Calendar().with_notice(read)._count.workdays == Calendar()._count.workdays


def test_the_papers_are_the_sources():
    read = read_listing(Y2026 | {"papers": ["https://example.org/1", "https://example.org/2"]})
    assert [source.title for source in read.sources] == [
        "国务院办公厅关于2026年部分节假日安排的通知",
        "对2026年放假安排的调整",
    ]
    assert [source.url for source in read_listing(Y2026 | {"papers": []}).sources] == [""]


def test_days_apart_are_two_holidays_of_one_name():
    days = [day for day in Y2026["days"] if day["date"] not in {"2026-05-04", "2026-05-09"}]
    read = read_listing(Y2026 | {"days": days})
    spans = [(str(each.first), str(each.last), len(each.made_up)) for each in read.holidays if each.label == "劳动节"]
    assert spans == [("2026-05-01", "2026-05-03", 0), ("2026-05-05", "2026-05-05", 0)]


@pytest.mark.parametrize(
    ("plain", "why"),
    [
        ({}, "JSON里没有year和days"),
        ({"year": "2026", "days": []}, "JSON里没有year和days"),
        ({"year": 2027, "days": []}, "2027年的文件里还没有放假安排"),
        ({"year": 2026, "days": [1]}, "days的第1项应有name、date、isOffDay三项"),
        ({"year": 2026, "days": [{"name": "元旦", "date": "1月1日", "isOffDay": True}]}, "date“1月1日”不是日期"),
        ({"year": 2026, "days": [{"name": "元旦", "date": "2026-01-04", "isOffDay": False}]}, "元旦只有上班的日子"),
        ({"year": 2026, "days": [{"name": "元旦", "date": "2026-01-01", "isOffDay": True}]}, "没有安排春节"),
    ],
)
def test_what_is_wrong_is_named(plain, why):
    with pytest.raises(CalendarUnreadable) as raised:
        read_listing(plain)
    assert why in str(raised.value)
