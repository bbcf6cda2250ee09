"""Telephones, mailboxes, papers, plates and homes, each by its detector alone."""

from __future__ import annotations

import pytest

from gongkai.core.publication.home_addresses import find_home_addresses
from gongkai.core.publication.marks import Kind, Urgency
from gongkai.core.publication.papers import find_papers, find_plates
from gongkai.core.publication.passage import Passage
from gongkai.core.publication.scan import settled
from gongkai.core.publication.telephones import find_emails, find_home_telephones, find_mobile_numbers

MUST, ASK = Urgency.MUST_MASK, Urgency.ASK


@pytest.mark.parametrize(("text", "found"), [
    ("13812345678", [("13812345678", MUST)]), ("+8613812345678", [("+8613812345678", MUST)]), ("86 13812345678", [("86 13812345678", MUST)]),
    ("138-1234 5678", []), ("0451-13812345678", []), ("138123456789", []), ("13812345678.5", []), ("12012345678", []), ("13812345678人次", []),
    ("值班手机：13812345678", [("13812345678", ASK)]), ("当事人联系电话13812345678", [("13812345678", MUST)]), ("第13812345678号", []),
    ("咨询电话：0451-53512345 13812345678", [("13812345678", ASK)]), ("13812345678*", []),
    ("户主王小明，联系电话13812345678", [("13812345678", MUST)]), ("身份证230184198703051018，联系电话13812345678", [("13812345678", MUST)]), ("联系电话13812345678，现住某县某镇某村2组15号", [("13812345678", MUST)]),
    ("户籍地某县某村，联系电话13812345678", [("13812345678", ASK)]), ("现住某县某村2组15号。\n联系电话13812345678", [("13812345678", ASK)]), ("救助对象王某，监督电话13812345678", [("13812345678", ASK)]),
    ("编号：HT/13812345678", []), ("HT-13812345678-2024", []), ("HT-13812345678", [("13812345678", MUST)]), ("13812345678-2024", [("13812345678", MUST)]),
    ("www.example.com/13812345678", []), ("a.gov.cn/13812345678.html", []), ("https://a.example/?tel=13812345678", [("13812345678", MUST)]),
    ("见www.example.com 13812345678", [("13812345678", MUST)]), ("见www.example.com/，13812345678", [("13812345678", MUST)]), ("a@163.com/13812345678", [("13812345678", MUST)]),
])  # fmt: skip
def test_mobile_numbers(text: str, found: list[tuple[str, Urgency]]) -> None:
    assert [(mark.text, mark.urgency) for mark in find_mobile_numbers(Passage(text))] == found


@pytest.mark.parametrize(("text", "found"), [
    ("家庭电话（0451）53523789", []), ("家庭电话：045153523789", ["045153523789"]), ("宅电 5352378", ["5352378"]), ("家庭电话13812345678", []), ("电话：53523789", []),
])  # fmt: skip
def test_home_telephones(text: str, found: list[str]) -> None:
    assert [mark.text for mark in find_home_telephones(Passage(text))] == found


@pytest.mark.parametrize(("text", "found"), [
    ("zhang@QQ.com", [("zhang@QQ.com", ASK, "z****@QQ.com")]), ("本人zhang@139.com", [("zhang@139.com", MUST, "z****@139.com")]), ("zhang@company.example", []), ("@qq.com", []),
    ("邮编150200，zhang@qq.com", []), ("救助对象王小明，联系电话，zhang@qq.com", [("zhang@qq.com", ASK, "z****@qq.com")]), ("zhang@qq", []),
])  # fmt: skip
def test_mailboxes(text: str, found: list[tuple[str, Urgency, str]]) -> None:
    assert [(mark.text, mark.urgency, mark.masked) for mark in find_emails(Passage(text))] == found


@pytest.mark.parametrize(("text", "kind", "found"), [
    ("护照号：G12345678", Kind.PASSPORT, "G12345678"), ("护照123456789", Kind.PASSPORT, "123456789"), ("通行证：C12345678", Kind.TRAVEL_PERMIT, "C12345678"),
    ("回乡证H1234567890", Kind.TRAVEL_PERMIT, "H1234567890"), ("士兵证：1234567", Kind.SERVICE_CERTIFICATE, "1234567"),
])  # fmt: skip
def test_papers(text: str, kind: Kind, found: str) -> None:
    assert [(mark.kind, mark.text) for mark in find_papers(Passage(text))] == [(kind, found)]


@pytest.mark.parametrize(
    "text", ["护照E1234", "护照办理123件", "E12345678", "通行证1234", "护照E12345678901", "无关文字"]
)
def test_papers_without_a_number(text: str) -> None:
    assert list(find_papers(Passage(text))) == []


@pytest.mark.parametrize(("text", "found"), [
    ("黑A12345", ["黑A12345"]), ("黑AD12345", ["黑AD12345"]), ("粤Z1234港", ["粤Z1234港"]), ("黑A1234警", ["黑A1234警"]), ("黑AABCDE", []), ("黑AI2345", []), ("黑A1234567", []),
])  # fmt: skip
def test_plates(text: str, found: list[str]) -> None:
    assert [mark.text for mark in find_plates(Passage(text))] == found


@pytest.mark.parametrize(("text", "found"), [
    ("现住址：某省某市某区某街1号", [("某省某市某区某街1号", MUST, "某省某市***")]), ("户籍地是某县某村", [("某县某村", ASK, "某县***")]), ("户籍地：某村", []),
    ("家庭住址：某县某镇，电话", []), ("住址：某县派出所12号", []), ("，暂住在某县某镇某街5号", [("某县某镇某街5号", MUST, "某县***")]), ("，住宅用地5号", []),
    ("住所（住址）：某县某街12号", [("某县某街12号", ASK, "某县***")]), ("位于某花园3栋2单元501室", []), ("王小明住某花园3栋2单元501室", [("某花园3栋2单元501室", ASK, "***")]), ("某花园3栋2单元501", [("某花园3栋2单元501", ASK, "***")]), ("某花园3栋2单元501室，邮编150200", []),
    ("现住某县某镇某村2组15号 -", [("某县某镇某村2组15号", MUST, "某县***")]),
])  # fmt: skip
def test_homes(text: str, found: list[tuple[str, Urgency, str]]) -> None:
    assert [(mark.text, mark.urgency, mark.masked) for mark in settled(find_home_addresses(Passage(text)))] == found
