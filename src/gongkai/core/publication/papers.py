"""Numbers of personal papers that are known by their label (passport, permit, certificate), and number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.publication.marks import Kind, Mark
from gongkai.core.publication.passage import HAN, Passage

_NUMBER = r"(?:号码?|编号|证号)?[:\t 为是(]{0,3}"
_LABELLED = (
    (Kind.PASSPORT, "护照", re.compile(rf"护照{_NUMBER}([A-Za-z]{{1,2}}[0-9]{{7,8}}|[0-9]{{9}})(?![0-9A-Za-z*])")),
    (
        Kind.TRAVEL_PERMIT,
        "通行证、台胞证",
        re.compile(rf"(?:通行证|台胞证|回乡证){_NUMBER}([HMCWLhmcwl]{{0,2}}[0-9]{{8,10}})(?![0-9A-Za-z*])"),
    ),
    (
        Kind.SERVICE_CERTIFICATE,
        "军官证、警官证一类证件",
        re.compile(
            rf"(?:军官证|士兵证|文职干部证|文职人员证|警官证|人民警察证){_NUMBER}"
            rf"([{HAN}]{{1,4}}字第?[0-9]{{4,10}}号?|[0-9]{{6,10}})(?![0-9*])"
        ),
    ),
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. -]?"
    r"(?=[A-HJ-NP-Z]{0,3}[0-9][A-HJ-NP-Z0-9]{0,3}[0-9])[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])"
)


def find_papers(passage: Passage) -> Iterator[Mark]:
    """Yield the numbers of passports, travel permits and service certificates that stand behind their label."""
    for kind, label, pattern in _LABELLED:
        if "证" in passage.plain or "护照" in passage.plain:
            for match in pattern.finditer(passage.plain):
                yield passage.mark(kind, match.span(1), f"写明是{label}的号码")


def find_plates(passage: Passage) -> Iterator[Mark]:
    """Yield number plates of motor vehicles."""
    for match in _PLATE.finditer(passage.plain):
        yield passage.mark(Kind.PLATE, match.span(), "是机动车号牌的式样")
