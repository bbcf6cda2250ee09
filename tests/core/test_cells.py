from gongkai.core.report.cells import ABSENT, Cell, Mark, Place, Recovery


def test_a_cell_is_a_number_unless_told():
    assert Cell(5) == Cell(5, Mark.NUMBER, "", None, None, None, None)


def test_what_is_absent_has_no_number():
    assert (ABSENT.value, ABSENT.mark) == (None, Mark.ABSENT)


def test_words_are_those_of_the_contract():
    assert [str(mark) for mark in Mark] == [
        "number", "blank", "dash", "slash", "none", "unreadable", "undecided", "absent",
    ]  # fmt: skip
    assert [str(way) for way in Recovery] == ["digits", "arithmetic", "plausible", "order", "ocr", "unit"]


def test_a_place_may_be_partly_known():
    assert Place(page=2) == (2, None, None, None, None)
