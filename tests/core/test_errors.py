import pytest

from gongkai.core.errors import GongkaiError, InvalidReport, OutputRefused, ReportUnreadable, UnknownLayout


@pytest.mark.parametrize("error", [InvalidReport, OutputRefused, ReportUnreadable, UnknownLayout])
def test_one_root(error):
    assert issubclass(error, GongkaiError)


def test_an_unreadable_report_names_its_file():
    error = ReportUnreadable("文件是空的", "甲.pdf")
    assert (str(error), error.why, error.name) == ("甲.pdf：文件是空的", "文件是空的", "甲.pdf")
    assert str(ReportUnreadable("文件是空的")) == "文件是空的"
