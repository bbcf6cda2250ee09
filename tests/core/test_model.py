from gongkai.core.report.cells import ABSENT, Cell
from gongkai.core.report.layouts import Y2021
from gongkai.core.report.model import Report


def test_cells_are_found_by_their_address():
    report = Report(Y2021, table3={"received": {"total": Cell(5)}})
    assert report.cell("table3.received.total") == Cell(5)
    assert report.cell("table3.received.business") is ABSENT
    assert report.cell("table3.settled.total") is ABSENT
    assert report.cell("table4.reconsideration.total") is ABSENT


def test_cells_come_in_the_order_of_the_tables():
    report = Report(Y2021, table2={"licenses": {"decisions": Cell(1)}}, table4={"reconsideration": {"total": Cell(2)}})
    assert list(report.cells()) == [("table2.licenses.decisions", Cell(1)), ("table4.reconsideration.total", Cell(2))]
    assert report.table("table3") is None


def test_reports_share_nothing():
    Report(Y2021).notes.append("甲")
    assert (Report(Y2021).notes, Report(Y2021).sections) == ([], {})
