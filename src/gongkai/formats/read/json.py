"""The JSON text of a report (`gongkai-report/1`) → the report."""

from __future__ import annotations

import json
from typing import Any

from gongkai.core.errors import InvalidReport, ReportUnreadable, UnknownLayout
from gongkai.core.report.model import Report
from gongkai.core.report.plain import from_plain

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_LONGEST_NUMBER = 40  # digits; no figure of a report is longer, and reading longer ones costs time


def read(data: bytes) -> Report:
    """Return the report told by JSON text in UTF-8, UTF-16, UTF-32 or GB18030, with or without a byte order mark.

    `ReportUnreadable` says in one Chinese sentence what is wrong and where: no JSON, cut short, or against the
    contract.

    >>> read(b'{"schema": "gongkai-report/1", "layout": "y2021", "year": 2024}').year
    2024
    """
    plain = _loaded(_decoded(data))
    if not isinstance(plain, dict):
        raise ReportUnreadable("JSON 最外层应是一个对象（{…}），请检查是不是年度报告的 JSON")
    try:
        return from_plain(plain)
    except (InvalidReport, UnknownLayout) as error:
        raise ReportUnreadable(f"JSON 不符合年度报告的格式：{error}。格式见 report schema") from error


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded_as(data, encoding)
    if b"\x00" in data[:4]:
        wide = "utf-32" if data[:4].count(0) == 3 else "utf-16"
        return _decoded_as(data, f"{wide}-{'be' if data[0] == 0 else 'le'}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_as(data, "gb18030")


def _decoded_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportUnreadable("JSON 的文字编码认不出，请另存为 UTF-8 再试") from error


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, parse_int=_integer, parse_constant=_refused)
    except json.JSONDecodeError as error:
        raise ReportUnreadable(f"JSON 第 {error.lineno} 行第 {error.colno} 列处写错或被截断，请修正后再试") from error
    except RecursionError as error:
        raise ReportUnreadable("JSON 嵌套太深，不是年度报告") from error


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ReportUnreadable(f"JSON 中有 {len(digits)} 位的整数，不是年度报告的数")
    return int(digits)


def _refused(word: str) -> None:
    raise ReportUnreadable(f"JSON 中有 {word}，不是年度报告的数，空格请写 null")
