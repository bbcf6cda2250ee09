"""Bank cards and accounts (Luhn check, issuer's range), and accounts of chat services."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.publication.marks import Kind, Mark, Urgency, either
from gongkai.core.publication.passage import Passage

_WHOLE = re.compile(r"(?<![0-9*.])[1-9][0-9]{11,18}(?![0-9*.]|/[0-9])")
_GROUPED = re.compile(r"(?<![0-9*])(?=([1-9][0-9]{3}([ -])[0-9]{4}\2[0-9]{4}\2[0-9]{4}(?:\2[0-9]{1,3})?)(?![0-9*]))")
_ISSUED = re.compile(either("card_ranges"))
_LABEL = re.compile(r"(?:银行卡|卡号|一卡通|存折|银行账户|账号|帐号|银行账号|账户)[^\n0-9,;。]{0,10}$")
_OFFICE = re.compile(
    either("office_words") + "|(?:户名|名称)[:\t ]{0,2}[^,;。\n]{0,30}(?:局|委|办|中心|公司|学校|医院|政府|厅|所)"
)
_NO_CARD = re.compile(
    either("code_labels") + r"[^\n0-9]{0,6}$|(?:编号|流水号|序列号|单号|案号|标识码|登记号|许可证号|条码)[^\n0-9]{0,3}$"
)
_CHAT = re.compile(
    r"(?:微信号?|QQ号?|qq号?|扣扣号?)(?:[:\t ]|号码|为|是){1,3}([A-Za-z][A-Za-z0-9_-]{5,19}|[1-9][0-9]{4,11})(?![A-Za-z0-9_-])"
)
_OFFICE_CHAT = re.compile(r"(?:政务|官方|公众|工作|单位|企业|本局|我局)$")


def is_card_number(digits: str) -> bool:
    """Say whether the digits pass Luhn's check, as bank cards do (ISO/IEC 7812).

    >>> is_card_number("6222021234567890128"), is_card_number("6222021234567890127")
    (True, False)
    """
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(int(digit) for digit in digits[::-2]) + sum(doubled)) % 10 == 0


def find_bank_cards(passage: Passage) -> Iterator[Mark]:
    """Yield card numbers that pass Luhn's check in an issuer's range, and what is labelled a card or an account."""
    for match in _WHOLE.finditer(passage.plain):
        yield from _weighed(passage, match.span(), match[0])
    for match in _GROUPED.finditer(passage.plain):
        yield from _weighed(passage, match.span(1), re.sub(r"[ -]", "", match[1]))


def _weighed(passage: Passage, span: tuple[int, int], digits: str) -> Iterator[Mark]:
    before = passage.before(span[0])
    if _NO_CARD.search(before):
        return
    labelled = _LABEL.search(before) is not None
    card = 16 <= len(digits) <= 19 and _ISSUED.match(digits) is not None and is_card_number(digits)
    if not (labelled or card) or (labelled and not card and len(digits) == 18 and digits[6:8] in {"19", "20"}):
        return
    if _OFFICE.search(passage.line(span[0])):
        if card:
            yield passage.mark(Kind.BANK_CARD, span, "校验码对得上，但同一行像是单位的账户", urgency=Urgency.ASK)
    elif card and (labelled or digits.startswith("62")):
        yield passage.mark(Kind.BANK_CARD, span, "发卡行标识和校验码都对得上，是银行卡号")
    elif card:
        yield passage.mark(Kind.BANK_CARD, span, "校验码对得上，可能是银行卡号，前后没有写明", urgency=Urgency.ASK)
    else:
        yield passage.mark(Kind.BANK_CARD, span, "标明是卡号或者账号，校验码不能确认", urgency=Urgency.ASK)


def find_chat_accounts(passage: Passage) -> Iterator[Mark]:
    """Yield accounts of chat services after their label; public accounts and groups are no person's."""
    for match in _CHAT.finditer(passage.plain):
        if not _OFFICE_CHAT.search(passage.before(match.start())):
            yield passage.mark(Kind.CHAT_ACCOUNT, match.span(1), "写明是微信号或者QQ号")
