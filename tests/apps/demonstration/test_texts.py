"""The small language of the data files: slots, numbers, days, rows and sums."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from gongkai.apps.demonstration.texts import Filling, Text, fill, page, pool

DAY = date(2025, 9, 26)


def filling(seed=1, **words):
    return Filling(Random(seed), words, DAY)  # noqa: S311 — the same every time


def test_a_word_stands_where_its_slot_was():
    assert fill("{short}召开会议", filling(short="县商务局")) == "县商务局召开会议"


def test_a_slot_has_one_value_throughout():
    filled = filling()
    assert len(set(fill("{town}、{town}、{n:1-900}、{n}", filled).split("、"))) == 2


def test_a_numbered_slot_is_another_phrase():
    for seed in range(40):
        first, second = fill("{town}|{town#2}", filling(seed)).split("|")
        assert first != second


def test_decimals_are_written_with_as_many_places_as_the_first_bound():
    assert [len(fill("{1.20-9.8}", filling(seed)).partition(".")[2]) for seed in range(9)] == [2] * 9


def test_a_number_is_computed_from_others():
    assert fill("{a:3-3}×{b:200-200}={total=a*b/100:1}，{total}", filling()) == "3×200=6.0，6.0"


@pytest.mark.parametrize(
    ("slot", "day"),
    [("{day+0}", "2025年9月26日"), ("{day+5}", "2025年10月9日"), ("{day-5}", "2025年9月22日")],
)
def test_days_are_workdays(slot, day):
    assert fill(slot, filling()) == day


def test_rows_are_repeated_counted_and_summed_before_the_text_around_them():
    body = page("共{count}户、{sum:people}人。\n| 序号 | 人数 |\n|*3-3| {no} | {people:2-2} |")
    assert body.filled(filling()) == (
        '<p>共3户、6人。</p><table><thead><tr><th scope="col">序号</th><th scope="col">人数</th></tr></thead><tbody>'
        "<tr><td>1</td><td>2</td></tr><tr><td>2</td><td>2</td></tr><tr><td>3</td><td>2</td></tr></tbody></table>"
    )


def test_references_and_firms_of_rows_differ_and_growing_numbers_grow():
    body = page("| 号 | 单位 |\n|*12-12| {number+:1-40}，{code:100-200} | {firm} |")
    rows = body.filled(filling()).split("<tr><td>")[1:]
    growing = [int(row.split("，")[0]) for row in rows]
    assert growing == sorted(growing)
    assert len({row.split("，")[1].split("<")[0] for row in rows}) == 12
    assert len({row.split("<td>")[1] for row in rows}) == 12


def test_every_entry_of_a_pool_takes_its_row():
    names = [each.source for each in pool("town_or_district")]
    body = page("| 单位 |\n|*14-14| {each:town_or_district} |").filled(filling())
    assert [row.split("</td>")[0] for row in body.split("<tr><td>")[1:]] == names


def test_headings_captions_and_two_tables_in_a_row():
    body = page("# 一、甲\n## （一）乙\n|! 表一\n| 项 |\n| 1 |\n|! 表二\n| 项 |\n| 2 |").filled(filling())
    assert body.startswith("<h2>一、甲</h2><h3>（一）乙</h3><table><caption>表一</caption>")
    assert body.count("<table>") == body.count("</table>") == 2


def test_an_unknown_slot_is_an_error():
    with pytest.raises(KeyError):
        Text("{nothing}").filled(filling())
