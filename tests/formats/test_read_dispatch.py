"""Any file → its reader, or a sentence that names the file and the way out; the eighteen breaking pages end to end."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from tests.formats.test_sniff import CASES
from tests.support import breaks

from gongkai.core.errors import ReportUnreadable
from gongkai.core.report.plain import to_plain
from gongkai.formats.read import dispatch
from gongkai.formats.read.dispatch import read_document, read_report

REFUSED = {
    "zip": "先解压", "archive": "先解压", "xls": "另存为 xlsx", "rtf": "另存为 docx", "ofd": "导出为 pdf", "odf": "另存为 docx",
    "pptx": "不是年度报告", "locked": "密码", "ole": "另存为 docx", "gif": "png", "heic": "jpg", "xml": "另存为 docx", "empty": "是空的",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), REFUSED.items(), ids=REFUSED.keys())
def test_a_refusal_names_the_file_and_the_way_out(kind: str, words: str) -> None:
    for data in CASES[kind]:
        with pytest.raises(ReportUnreadable, match=words) as refusal:
            read_report(data, "甲局.bin")
        assert str(refusal.value).startswith("甲局.bin：")
        assert refusal.value.why.count("。") == 0


def test_a_file_beyond_all_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "MAX_BYTES", 10)
    with pytest.raises(ReportUnreadable, match="MB"):
        read_document(b"<p>12345678</p>")


def test_the_content_decides_not_the_name() -> None:
    assert read_document(breaks.source().encode("gbk"), "报告.doc").format == "html"


def test_only_the_needed_reader_is_loaded() -> None:
    code = (
        "import sys; from gongkai.formats.read.dispatch import read_report; import pathlib\n"
        "before = set(sys.modules)\n"
        f"read_report(pathlib.Path({str(breaks.GOLDEN / 'city-2025' / 'source.html')!r}).read_bytes())\n"
        "print([name for name in ('lxml', 'pypdfium2', 'numpy', 'docx', 'cv2', 'email.parser') if name in sys.modules])\n"
        "print([name for name in before if name.startswith(('selectolax', 'gongkai.formats.read.html', 'gongkai.formats.locate'))])"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.split("\n")[:2] == ["[]", "[]"]


def test_a_report_as_json_comes_back() -> None:
    report = read_report(breaks.source().encode())
    again = read_report(json.dumps(to_plain(report), ensure_ascii=False).encode())
    assert to_plain(again) == to_plain(report)


def _plain(data: bytes) -> dict[str, Any]:
    return to_plain(read_report(data), provenance=False)


ALL = breaks.BREAKS + breaks.MORE
NAMES = [case.name for case in ALL]
WANTED = ("agency", "year", "title", "preamble", "sections", "layout", "table2", "table3", "table4")


def test_the_unbroken_page() -> None:
    plain = _plain(breaks.source().encode())
    assert {key: plain[key] for key in WANTED} == {key: breaks.whole()[key] for key in WANTED}


def test_there_are_eighteen_and_each_changes_the_page() -> None:
    assert len(breaks.BREAKS) == 18
    assert len({case.change(breaks.source()) for case in ALL} | {breaks.source()}) == len(ALL) + 1


@pytest.mark.parametrize("case", ALL, ids=NAMES)
def test_a_golden_folder_is_what_its_change_makes(case: breaks.Break) -> None:
    folder = breaks.FOLDER / case.name
    assert (folder / "source.html").read_text(encoding="utf-8") == case.change(breaks.source())
    assert json.loads((folder / "expected.json").read_text(encoding="utf-8")) == breaks.expected(case)


@pytest.mark.parametrize("name", NAMES)
def test_a_breaking_page_reads_right(name: str) -> None:
    wanted = json.loads((breaks.FOLDER / name / "expected.json").read_text(encoding="utf-8"))
    report = read_report((breaks.FOLDER / name / "source.html").read_bytes(), name)
    plain = to_plain(report, provenance=False)
    for key in WANTED:
        assert plain[key] == wanted[key], wanted["_why"]
    for kind, cells in wanted["_tells"].items():
        assert {address: getattr(report.cell(address), kind) for address in cells} == cells


def _as_word_saves_it(page: str) -> str:
    """Split every cell over runs, with Word's unquoted attributes, conditional comments and last row of widths."""

    def cell(found: re.Match[str]) -> str:
        spans, text = (found[1] or "").replace('"', ""), found[2]
        style = 'style=\'width:31.7pt;font-family:"Times New Roman","serif"\''
        runs = f"<span\n  lang=EN-US>{text[:2]}</span><span>{text[2:]}<o:p></o:p></span>"
        return f"<td width=42{spans} valign=top\n  {style}>\n  <p class=MsoNormal>{runs}</p>\n  </td>"

    page = re.sub(r"<td( [^>]*)?>([^<]*)</td>", cell, page)
    widths = f"<![if !supportMisalignedColumns]>\n <tr height=0>{'<td width=42></td>' * 10}</tr>\n <![endif]></table>"
    return page.replace("</table>", widths).replace(
        "<p>", "<p class=MsoNormal><!--[if !supportLists]--><span> </span><!--[endif]-->"
    )


CHROME = "<nav>首页</nav><select><option>甲</option></select><p style='display:none'>藏</p><div>当前位置：首页 &gt; 年报</div>"
DRESSES: dict[str, Callable[[str], str]] = {
    "word": _as_word_saves_it,
    "capitals": lambda page: re.sub(r"</?[a-z0-9]+", lambda tag: tag[0].upper(), page),
    "no end tags in tables": lambda page: re.sub(r"</t[dr]>", "", page),
    "site": lambda page: page.replace("<body>", f"<body>{CHROME}").replace(
        "</body>", "<p>上一篇：无</p><p>版权所有</p></body>"
    ),
    "windows lines": lambda page: page.replace("\n", "\r\n"),
    "one line": lambda page: page.replace("\n", ""),
    "boxes": lambda page: page.replace("<p>", "<div>").replace("</p>", "</div>"),
    "breaks": lambda page: page.replace("<p>", "").replace("</p>", "<br>"),
    "indented": lambda page: page.replace("<td", "\n   <td").replace("</td>", "\n   </td>"),
}


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES.keys())
def test_the_same_report_in_other_dress(dress: Callable[[str], str]) -> None:
    plain = _plain(dress(breaks.source()).encode())
    assert {key: plain[key] for key in WANTED} == {key: breaks.whole()[key] for key in WANTED}
