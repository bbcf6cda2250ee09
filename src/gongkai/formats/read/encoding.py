"""Bytes of a text (txt, md, html) → str, whatever they say they are.

What a page declares is often wrong (utf-8 pages in GBK and the reverse), so the bytes decide: a byte order mark,
then strict UTF-8, then strict GB18030 that plainly is Chinese, then the candidate that reads most like Chinese prose.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")
_SAMPLE = 200_000
_COMMON = frozenset(
    "的一是在不了有和人中大为上个国以要他时来用们生到作地于出就分对成会主发年动同工也能下过子说产种面而方后多定行"
    "学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解"
    "问意建月公无系军很情最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少"
    "府信息申请依据报告处理规章范性收费许可强罚复议诉讼维持纠转接续办受答予部件区县市镇街道局委厅主动方面存在改进其他需要事项"
    "　。，、；：？！“”（）《》0123456789０１２３４５６７８９"
)
_TRADITIONAL = frozenset("資訊開請處關務機動條項報應總計規費許強訴訟復議維繫結轉還說對會個國們來時經過發現實")
_WRONG = re.compile("[\x01-\x08\x0e-\x19\x1c\x1d\x1f\x80-\x9f\ue000-\uf8ff\ufffd]")
_WIDE = re.compile("[^\0-\x7f]{6,24}")
_GLANCE = 16  # longer stretches of wide characters (no menu) that are looked at before a strict GB18030 is believed
_ENOUGH = 20  # wide characters that tell anything
_BINARY = (
    "文件内容不是文字（可能是损坏或加密的文件），无法识别编码；请用原来的软件打开后另存为 docx、pdf 或 UTF-8 文本再试"
)
_BIG5 = "文件是繁体中文 Big5 编码，本程序不读；请用文本编辑器打开后另存为 UTF-8 编码再试"


class Decoded(NamedTuple):
    """A text with the encoding it was read in; `damaged` counts the characters that could not be read."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes) -> str:
    """Return the text of `data` without byte order mark and NULs; `ReportUnreadable` where there is no text.

    >>> decode("政府信息公开".encode("gbk"))
    '政府信息公开'
    """
    return decoded(data).text


def decoded(data: bytes) -> Decoded:
    """Return the text of `data` and how it was encoded: UTF-8, GB18030 (GBK, GB2312) or UTF-16, marked or not."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    if 0 not in data or data.count(0) * 20 <= len(data):
        found = _strict(data, "utf-8")
        if found is None:
            found = _strict(data, "gb18030")
            found = found if found and _is_chinese(found.text) else None
        if found is not None:
            return _checked(found, data)
    return _checked(_likeliest(data), data)


def _strict(data: bytes, name: str) -> Decoded | None:
    """Return the text where every byte of it is right in this encoding."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    return Decoded(_clean(text) if 0 in data or "\ufeff" in text else text, name)


def _is_chinese(text: str) -> bool:
    """Say whether most of the first wide characters are common Chinese; another encoding read as GB18030 has few."""
    sample = "".join([found[0] for found in islice(_WIDE.finditer(text), _GLANCE)])
    common = sum(map(_COMMON.__contains__, sample))
    return len(sample) >= _ENOUGH and common * 2 >= len(sample) and not _WRONG.search(sample)


def _clean(text: str) -> str:
    """Drop what no author typed: NULs and byte order marks inside the text (files glued together)."""
    if "\0" in text:
        text = text.replace("\0", "")
    return text.replace("\ufeff", "") if "\ufeff" in text else text


def _lenient(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    return _checked(Decoded(_clean(text), name, text.count("\ufffd")), data)


def _likeliest(data: bytes) -> Decoded:
    """Choose among the candidates by how much of the text is common Chinese or ASCII."""
    head = data[:_SAMPLE]
    scores = {name: _score(head.decode(name, "replace"), len(head)) for name in _CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    if best == "big5":
        raise ReportUnreadable(_BIG5)
    text = data.decode(best, "replace")
    return Decoded(_clean(text), best, text.count("\ufffd"))


def _score(text: str, size: int) -> float:
    """Say how much `text` reads like a Chinese document; every candidate is weighed on the same bytes."""
    counts = Counter(text)
    common = sum(count for char, count in counts.items() if char in _COMMON)
    traditional = sum(count for char, count in counts.items() if char in _TRADITIONAL)
    ascii_text = sum(count for char, count in counts.items() if " " <= char < "\x7f" or char in "\r\n\t")
    wrong = sum(count for char, count in counts.items() if _WRONG.match(char))
    return (2 * common + 2 * traditional + ascii_text - 4 * wrong) / max(size, 1)


def _checked(found: Decoded, data: bytes) -> Decoded:
    """Refuse what is no text: too many control or unreadable characters in the first part of it."""
    sample = found.text[:4000]
    if _may_be_wrong(sample) and len(_WRONG.findall(sample)) * 10 > len(sample):
        raise ReportUnreadable(_BINARY)
    if data and not found.text:
        raise ReportUnreadable(_BINARY)
    return found


def _may_be_wrong(sample: str) -> bool:
    """Say whether a sample could hold control, private or unreadable characters (cheap, may be a false alarm)."""
    plain = sample.replace("\n", "").replace("\r", "").replace("\t", "").replace("\u3000", "")
    return not plain.isprintable() or "\ufffd" in plain
