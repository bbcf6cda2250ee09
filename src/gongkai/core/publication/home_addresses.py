"""Addresses of homes: behind a label, behind "住", or known by unit and room; an office's address is public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.publication.marks import Kind, Mark, Urgency, either
from gongkai.core.publication.passage import HAN, Passage

_COUNT = "[0-9一二三四五六七八九十百]{1,5}"
_REST = r"([^,;。\n\t*()《》“”、:]{3,60})"
_LABELLED = re.compile(either("address_labels") + r"\)?(?:\(?是|在|为|于|[:\t ]){0,3}" + _REST)
_LIVING = re.compile(
    rf"[,。;、 \n](?:现|家|暂)?住(?![房建宅院宿户所])(?:在|于|址)?[: ]{{0,2}}(?=[{HAN}]{{1,9}}[省市县区旗乡镇村屯路街])"
    + _REST
)
_DOOR = re.compile(rf"{_COUNT} ?(?:号楼|号院|号|室|栋|幢|座|单元|组|户|队|弄|门)")
_PLACE = re.compile(r"(?:村|屯|小区|花园|家园|公寓|新村|苑)(?!民|委|镇|级|干)")
_ROOM = re.compile(
    rf"{_COUNT} ?(?:号楼|栋|幢|座|号) ?{_COUNT} ?单元 ?[0-9]{{2,4}} ?[室号户]?|[村屯]{_COUNT}[组社队] ?[0-9]{{1,4}}号"
)
_GAP = re.compile(rf"(?s).*(?:[^{HAN}A-Za-z0-9-]|住(?![宅房])|[在于])")
_OFFICE = re.compile(either("office_words"))
_OFFICE_ADDRESS = re.compile(r"(?:地址|地点|位于|场所|坐落|处|受理)(?:[:\t 于在为]{0,3})$")
_COUNTY = re.compile(r"^.*?[省市](?:.{1,8}?[市县区旗](?!院))?|^.{1,8}?[县区旗]")
_ENDS = re.compile(r"[^0-9A-Za-z一-鿿]+$")
_NO_HOME = re.compile(r"派出所|委员会|居委会|政府|服务中心|办事处受理")
REACH = 30


def find_home_addresses(passage: Passage) -> Iterator[Mark]:
    """Yield addresses where somebody lives, down to the door where they are sure."""
    if "住" in passage.plain or "户" in passage.plain:
        for pattern in (_LABELLED, _LIVING):
            for match in pattern.finditer(passage.plain):
                yield from _weighed(passage, match)
    for match in _ROOM.finditer(passage.plain):
        yield from _unlabelled(passage, match)


def _weighed(passage: Passage, match: re.Match[str]) -> Iterator[Mark]:
    address = _ENDS.sub("", match[1])
    span = match.start(1), match.start(1) + len(address)
    if _NO_HOME.search(address):
        return
    if passage.before(match.start(), 3) == "住所(":
        reason = "“住所（住址）”一栏企业和自然人共用，企业的住所可以公开，自然人的不可以"
        yield passage.mark(Kind.HOME_ADDRESS, span, reason, urgency=Urgency.ASK, masked=_masked(passage, span))
    elif _DOOR.search(address):
        yield passage.mark(
            Kind.HOME_ADDRESS, span, "写明是住址，并且写到了门牌、单元或者村组", masked=_masked(passage, span)
        )
    elif _PLACE.search(address) and _COUNTY.match(address):
        reason = "写明是住址，写到了村屯或者小区"
        yield passage.mark(Kind.HOME_ADDRESS, span, reason, urgency=Urgency.ASK, masked=_masked(passage, span))


def _unlabelled(passage: Passage, match: re.Match[str]) -> Iterator[Mark]:
    start = _beginning(passage, match.start())
    if _OFFICE.search(passage.line(start)) or _OFFICE_ADDRESS.search(passage.before(start)):
        return
    span = start, match.end()
    reason = "写到了单元、室或者村组门牌，像是住址"
    yield passage.mark(Kind.HOME_ADDRESS, span, reason, urgency=Urgency.ASK, masked=_masked(passage, span))


def _beginning(passage: Passage, door: int) -> int:
    """Return where the address begins whose door stands at `door`: after a sign, or after the verb of living there."""
    start = max(0, door - REACH)
    gap = _GAP.match(passage.plain, start, door)
    return gap.end() if gap else start


def _masked(passage: Passage, span: tuple[int, int]) -> str:
    county = _COUNTY.match(passage.plain[slice(*span)])
    return passage.text[span[0] : span[0] + (county.end() if county else 0)] + "***"
