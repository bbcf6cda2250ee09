"""The objects of a pdf are read and written by their own rules; what breaks them is told in words."""

from __future__ import annotations

import pytest
from tests.support.small_files import page_objects, pdf, stream

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.write.pdf_objects import Objects, Ref, Stored, written


def test_every_kind_of_value_is_read_as_it_is_written() -> None:
    value = "<</A(a\\)(b)\\\\)/B<0A ff>/C[1 -2.5 true null]/D 5 0 R/E/N#20x/F<</G(>>)>>/H 5/I 6>>"
    objects = Objects(pdf({1: value, 5: "12"}))
    assert objects.get(1).value == {
        b"/A": b"(a\\)(b)\\\\)", b"/B": b"<0A ff>", b"/C": [b"1", b"-2.5", b"true", b"null"], b"/D": Ref(5), b"/E": b"/N#20x",
        b"/F": {b"/G": b"(>>)"}, b"/H": b"5", b"/I": b"6",
    }  # fmt: skip
    assert objects.follow(Ref(5)) == b"12"
    assert objects.get(99) == Stored(b"null")


def test_a_stream_is_as_long_as_it_says_even_by_reference() -> None:
    objects = Objects(pdf({1: "<</Length 2 0 R>>\nstream\nab endstream cd\nendstream", 2: "15"}))
    assert objects.get(1).stream == b"ab endstream cd"


def test_only_what_is_reached_is_written_and_numbered_anew() -> None:
    objects = Objects(pdf({1: "<</X 7 0 R/Y 7 0 R>>", 7: stream("inside"), 9: "(secret)"}))
    data = written(Ref(1), objects)
    assert b"secret" not in data
    again = Objects(data)
    assert again.numbers() == [1, 2]
    assert again.get(1).value == {b"/X": Ref(2), b"/Y": Ref(2)}
    assert again.get(2).stream == b"inside"


@pytest.mark.parametrize("objects", [
    {1: "<</A"}, {1: "[1 2 >>"}, {1: "<</A 1 2>>"}, {1: "<<1 2>>"}, {1: "(never ends"}, {1: "<</Length 99>>\nstream\nx\nendstream"},
    {1: "<</Length x>>\nstream\nx\nendstream"}, {1: "[" * 300}, {1: ">>"},
])  # fmt: skip
def test_what_breaks_the_rules_is_refused(objects: dict[int, str | bytes]) -> None:
    with pytest.raises(ReportUnreadable, match="PDF 已损坏"):
        Objects(pdf(objects)).get(1)


def test_a_reference_to_itself_ends() -> None:
    assert Objects(pdf({1: "1 0 R"})).follow(Ref(1)) == Ref(1)


@pytest.mark.parametrize("data", [
    b"", pdf(page_objects())[:-10], pdf(page_objects()).replace(b"startxref\n", b"startxref\n9"), pdf(page_objects()).replace(b"trailer", b"failure"),
    pdf(page_objects()).replace(b"\n1 1\n", b"\n1 999999\n"), pdf(page_objects()).replace(b"1 0 obj", b"8 0 obj"),
])  # fmt: skip
def test_a_file_without_its_table_is_refused(data: bytes) -> None:
    with pytest.raises(ReportUnreadable, match="PDF 已损坏"):
        Objects(data).get(1)
