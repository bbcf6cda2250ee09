"""The html writer, read by lxml and not by our own reader."""

from __future__ import annotations

import base64
import hashlib
import re

from hypothesis import HealthCheck, given, settings
from lxml import html
from tests.support.reports import reports

from gongkai.core.report.cells import Cell
from gongkai.core.report.layouts import Y2021
from gongkai.core.report.model import Report
from gongkai.formats.write.html import PageTags, write
from gongkai.formats.write.texts import printed

CASE_COLUMNS = len(Y2021.table4_columns) * len(Y2021.table4)


def page(report: Report, tags: PageTags | None = None) -> html.HtmlElement:
    return html.document_fromstring(write(report, tags) if tags else write(report))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_every_figure_and_text_stands_in_the_page(report: Report) -> None:
    root = page(report)
    shown = [printed(cell) for _, cell in report.cells()] + [printed(line.cell) for line in report.statistics]
    assert [cell.text_content() for cell in root.iter("td")] == shown
    assert root.findtext(".//title") == "".join(root.find(".//h1").itertext()) == report.title
    told = {element.text_content() for element in root.iter("p", "h3")}
    for text in (report.preamble, *report.sections.values()):
        assert set((text or "").splitlines()) <= told


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_spans_make_whole_tables_and_header_cells_are_named(report: Report) -> None:
    root = page(report)
    names = [element.get("id") for element in root.iter("th")]
    assert len(names) == len(set(names))
    for table in root.iter("table"):
        taken: set[tuple[int, int]] = set()
        widths = set()
        for number, row in enumerate(table.iter("tr")):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                spans = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
                taken |= {(number + down, column + right) for down in range(spans[0]) for right in range(spans[1])}
                column += spans[1]
                if cell.tag == "th":
                    assert cell.get("scope") in {"col", "row", "colgroup", "rowgroup"}
                else:
                    assert set(cell.get("headers").split()) <= set(names)
                    assert cell.get("headers")
            widths.add(len({place for place in taken if place[0] == number}))
        assert len(widths) == 1


def test_headers_of_a_figure_read_as_a_sentence() -> None:
    table = {row: dict.fromkeys(columns, Cell(0)) for row, columns in Y2021.shape("table3").items()}
    table["withheld_process"]["research"] = Cell(7)
    root = page(Report(Y2021, table3=table))
    cell = next(cell for cell in root.iter("td") if cell.text_content() == "7")
    assert [root.get_element_by_id(name).text_content() for name in cell.get("headers").split()] == [
        "申请人情况",
        "法人或其他组织",
        "科研机构",
        "三、本年度办理结果",
        "（三）不予公开",
        "6.属于四类过程性信息",
    ]


def test_blocks_of_table2_have_their_own_heads() -> None:
    table = {row: dict.fromkeys(columns, Cell(0)) for row, columns in Y2021.shape("table2").items()}
    table["charges"]["amount"] = Cell(9)
    root = page(Report(Y2021, table2=table))
    cell = next(cell for cell in root.iter("td") if cell.text_content() == "9")
    assert [root.get_element_by_id(name).text_content() for name in cell.get("headers").split()] == [
        "第二十条第（八）项",
        "本年收费金额（单位：万元）",
        "行政事业性收费",
    ]


def test_page_has_caption_language_and_no_inline_style_or_script() -> None:
    table = {row: dict.fromkeys(columns, Cell(0)) for row, columns in Y2021.shape("table4").items()}
    root = page(Report(Y2021, "甲局", 2024, table4=table))
    assert root.get("lang") == "zh-CN"
    assert [caption.text for caption in root.iter("caption")] == ["政府信息公开行政复议、行政诉讼情况"]
    assert not root.xpath("//script | //*[@style] | //@onclick | //*[@href or @src]")
    assert len(root.xpath("//thead/tr")) == 3
    assert len(root.xpath("//tbody//td")) == CASE_COLUMNS


def test_policy_allows_exactly_the_style_of_the_page() -> None:
    data = write(Report(Y2021)).decode()
    style = re.search(r"<style>(.*?)</style>", data, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in data
    assert "default-src 'none'" in data


def test_page_tags_say_what_is_known_and_nothing_else() -> None:
    def tags(root: html.HtmlElement) -> dict[str, str]:
        return {element.get("name"): element.get("content") for element in root.iter("meta") if element.get("name")}

    report = Report(Y2021, '甲"局"', 2024)
    plain = tags(page(report))
    assert (plain["ArticleTitle"], plain["ContentSource"]) == ('甲"局"2024年政府信息公开工作年度报告', '甲"局"')
    assert (plain["ColumnName"], plain["ColumnType"]) == ("政府信息公开年报", "政府信息公开年报")
    assert not {"SiteName", "SiteIDCode", "SiteDomain", "PubDate", "Url"} & plain.keys()
    known = tags(page(report, PageTags("五常市人民政府", "www.example.gov.cn", "2301840001", "2025-01-20 09:00")))
    assert (known["SiteName"], known["SiteIDCode"], known["PubDate"]) == (
        "五常市人民政府",
        "2301840001",
        "2025-01-20 09:00",
    )


def test_markup_in_a_report_stays_text() -> None:
    report = Report(Y2021, "<b>局", 2024, sections={"overview": "<script>alert(1)</script>&amp;"})
    assert "<script>alert(1)</script>&amp;" in [element.text_content() for element in page(report).iter("p")]
    assert b"<script" not in write(report)
