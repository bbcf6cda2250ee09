"""The standard catalogues of counties and towns."""

from __future__ import annotations

from gongkai.core.publication.grassroots import areas, row_channels, row_elements


def test_twenty_six_areas_from_memory():
    assert [each.number for each in areas()] == list(range(1, 27))
    assert len({each.label for each in areas()}) == 26
    assert {each.sure for each in areas()} == {"own?"}
    assert {str(each.cite) for each in areas()} == {
        "关于全面推进基层政务公开标准化规范化工作的指导意见（国办发〔2019〕54号）"
    }


def test_a_row_of_a_catalogue():
    assert [each.key for each in row_elements()] == [
        "number",
        "first_matter",
        "second_matter",
        "content",
        "basis",
        "time_limit",
        "agency",
        "channels",
        "audience",
        "manner",
        "level",
    ]
    assert len(row_channels()) == 13
    assert row_channels()[-1].label == "其他"
