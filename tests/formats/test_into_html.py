"""Files from outside become bodies: no word lost, title, number and day told, on real documents."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.support import word
from tests.support.pages import set_page
from tests.support.small_files import page_objects, pdf, picture, with_parts, workbook, zipped

from gongkai.core.errors import ReportUnreadable, UploadRefused
from gongkai.core.publication.visible import visible
from gongkai.formats.blocks import Document, Grid
from gongkai.formats.into_html import Imported, into_html
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.rich_text import clean_html, text_of

SAMPLES = [
    "city-2025/source.html", "donghu-street-2023-part/source.txt", "hongze-2023/source.pdf", "huiyi-town-2021-part/source.txt",
    "official-form-2021-blank/source.docx", "pingtan-culture-2022/source.txt", "pingtan-finance-2014/source.txt",
    "pingtan-market-2021/source.txt", "pingtan-resources-2019/source.txt", "shanghai-office-2025/source.md",
    "shuyang-reform-2023/source.html", "wuchang-commerce-2024/source.txt", "word/city-2025.doc", "word/city-2025.docx",
    "word/filled-form.doc", "word/filled-form.docx", "word/odd.doc", "word/odd.docx",
]  # fmt: skip


def letters(document: Document) -> str:
    return visible(
        "".join(
            "".join(cell.text for cell in block.cells) if isinstance(block, Grid) else block.text
            for block in document.blocks
        )
    )


def hold(data: bytes, imported: Imported) -> None:
    """Hold that nothing the reader sees is lost, and that the html is what an item may hold."""
    seen = visible(imported.title + text_of(imported.html))
    # The label of a crawler's first line (标题：…) is the only thing that is left out.
    assert Counter(letters(read_document(data)).replace("标题:", "").replace("标题：", "")) - Counter(seen) == Counter()
    assert clean_html(imported.html) == imported.html


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_of_a_real_document_is_lost(name: str, root: Path) -> None:
    path = root / "tests/golden" / name
    data = path.read_bytes()
    hold(data, into_html(path.name, data))


@pytest.mark.parametrize(("name", "title", "day"), [
    ("hongze-2023/source.pdf", "洪泽区人民政府2023年政府信息公开工作年度报告", None),
    ("official-form-2021-blank/source.docx", "政府信息公开工作年度报告格式模板", None),
    ("shanghai-office-2025/source.md", "2025年上海市人民政府办公厅政府信息公开工作年度报告", None),
    ("huiyi-town-2021-part/source.txt", "会仪镇人民政府2021年信息公开年度报告", None),
    ("shuyang-reform-2023/source.html", "沭阳县发展和改革局2023年政府信息公开年度报告-沭阳县发改局", date(2024, 1, 17)),
    ("word/odd.doc", "某市政府信息公开工作年度报告", None),
])  # fmt: skip
def test_titles_and_days_of_real_documents(name: str, title: str, day: date | None, root: Path) -> None:
    path = root / "tests/golden" / name
    imported = into_html(path.name, path.read_bytes())
    assert (imported.title, imported.formed_on) == (title, day)


NOTICE = """清禾县人民政府办公室文件
清政办发〔2026〕12号
清禾县人民政府办公室
关于印发农村公路养护管理办法的通知
各乡镇人民政府，县直各部门：
现将《办法》印发给你们，请认真执行。
一、总体要求
（一）指导思想
坚持以人民为中心。
（二）加强领导。各单位要负起责任。
二、工作任务
清禾县人民政府办公室
2026年3月5日
（此件公开发布）
清禾县人民政府办公室 2026年3月6日印发
"""


def test_a_notice_in_plain_text() -> None:
    imported = into_html("通知.txt", NOTICE.encode("gbk"))
    assert imported.title == "清禾县人民政府办公室关于印发农村公路养护管理办法的通知"
    assert (imported.document_number, imported.formed_on) == ("清政办发〔2026〕12号", date(2026, 3, 5))
    assert imported.html == (
        "<p>清禾县人民政府办公室文件</p><p>清政办发〔2026〕12号</p><p>各乡镇人民政府，县直各部门：</p><p>现将《办法》印发给你们，请认真执行。</p>"
        "<h2>一、总体要求</h2><h3>（一）指导思想</h3><p>坚持以人民为中心。</p><p>（二）加强领导。各单位要负起责任。</p><h2>二、工作任务</h2>"
        "<p>清禾县人民政府办公室</p><p>2026年3月5日</p><p>（此件公开发布）</p><p>清禾县人民政府办公室 2026年3月6日印发</p>"
    )
    assert imported.remarks == ()


def test_a_workbook_becomes_a_table_with_heads() -> None:
    data = workbook(["项目", "数量"], ["公路", 12], ["桥梁", 3])
    imported = into_html("项目表.xlsx", data)
    assert '<thead><tr><th scope="col">项目</th><th scope="col">数量</th></tr></thead>' in imported.html
    assert '<tr><th scope="row">公路</th><td>12</td></tr>' in imported.html
    assert imported.title == "项目表"
    assert imported.remarks[-1].startswith("没有认出标题")
    hold(data, imported)


def test_a_pdf_has_its_lines_joined() -> None:
    long = "坚持以人民为中心，认真落实农村公路养护管理的各项要求，" * 4
    data = set_page(f"#align(center)[关于养护公路的通知]\n\n{long}。\n\n二、任务")
    imported = into_html("通知.pdf", data)
    assert imported.title == "关于养护公路的通知"
    assert imported.html.count("<p>") == 1
    assert "<h2>二、任务</h2>" in imported.html
    hold(data, imported)


@pytest.mark.parametrize(("name", "data", "error", "why"), [
    ("图.png", picture(), UploadRefused, "没有可以导入的正文"), ("包.zip", zipped({"a.txt": "x"}), UploadRefused, "没有可以导入的正文"),
    ("通知.docx", with_parts(word.docx("x"), {"word/vbaProject.bin": b"x"}), UploadRefused, "宏"),
    ("通知.docx", word.docx(""), ReportUnreadable, "没有文字"), ("通知.docx", with_parts(word.docx("x"), {"word/document.xml": "<a"}), ReportUnreadable, "已损坏"),
    ("通知.pdf", pdf(page_objects("")), ReportUnreadable, "没有读到文字"), ("程序.docx", b"MZ\0" + bytes(80), UploadRefused, "程序"),
    ("深.html", b"<!DOCTYPE html><p>x" + b"<div>" * 5000, Exception, "嵌套|一层套一层"),
])  # fmt: skip
def test_what_cannot_come_in_is_told_with_its_name(name: str, data: bytes, error: type[Exception], why: str) -> None:
    with pytest.raises(error, match=why) as refusal:
        into_html(name, data)
    assert str(refusal.value).startswith(f"{name}：")
