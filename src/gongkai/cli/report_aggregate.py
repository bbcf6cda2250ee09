"""`gongkai report aggregate`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from gongkai.cli.report_check import plain_finding
from gongkai.cli.report_convert import ENDINGS
from gongkai.cli.report_input import (
    STDIN,
    Command,
    Intake,
    common,
    name_of,
    path_type,
    print_json,
    refuse,
    report_at,
    report_files,
    terminal,
    wants_text,
)
from gongkai.core.aggregate.contribution import Contribution, contribution
from gongkai.core.aggregate.totals import Aggregate, Lack, sum_up
from gongkai.core.checks.run import check
from gongkai.core.report.plain import to_plain
from gongkai.formats.write.dispatch import write_report

EXAMPLES = """gongkai report aggregate 全市年报/ --agency 五常市人民政府 --year 2024 -o 汇总.docx
gongkai report aggregate 全市年报/ --agency 五常市人民政府 --year 2024 --expect 应报单位.txt"""


@click.command(cls=Command, epilog=EXAMPLES)
@report_files
@click.option("--agency", required=True, metavar="名称", help="汇总单位，例如“五常市人民政府”。")
@click.option("--year", required=True, type=click.IntRange(2008, 2100), metavar="年", help="报告年度。")
@click.option("-o", "--out", type=path_type, metavar="文件", help="汇总报告写到哪里，扩展名决定格式。")
@click.option("--expect", type=path_type, metavar="名单", help="应报单位名单：文本文件，一行一个。")
@common
def aggregate(
    *,
    files: tuple[Path, ...],
    agency: str,
    year: int,
    out: Path | None,
    expect: Path | None,
    form: str | None,
    jobs: int,
) -> None:
    """把多份年度报告加成一份，文字部分留给作者写。

    没有数字的格子不当作零：缺报、缺表、空格、重报、年度不符、勾稽有误的单位都列出来。
    """
    if out is not None and out.suffix.lower().lstrip(".") not in ENDINGS:
        refuse(f"不知道要写成什么格式：“{out.name}”的扩展名应是 {'、'.join(ENDINGS)} 之一")
    expected = _names(expect)
    intake = Intake.of(files, jobs)
    if out is not None and out.resolve() in {file.resolve() for file in intake.files}:
        refuse(f"输出 {out} 就是输入文件之一，请换一个输出名")
    found = sum_up((child for _, child in intake.each(child_at)), agency, year, expected)
    if out is not None and found.counted:
        write_report(found.report, out)
    if wants_text(form):
        terminal().draw_aggregate(found, out)
    else:
        print_json({**plain_aggregate(found), "unreadable": intake.unreadable()})
    if not found.counted and not intake.failures:
        intake.fail(files[0], f"没有一份{year}年的报告可以汇总，没有写出文件；请检查文件和 --year")
    intake.finish(errors=is_wanting(found))


def child_at(path: Path) -> Contribution:
    """Read and check one file, and return what it brings to the sum."""
    report = report_at(path)
    return contribution(report, check(report), name_of(path))


def is_wanting(found: Aggregate) -> bool:
    """Say whether the sum is not to be relied on: a child is missing, left out for its numbers, or inconsistent."""
    missing = any(missing.lack is not Lack.NO_NUMBER for missing in found.missing)
    left_out = any(left.differs or left.year != found.report.year for left in found.left_out)
    return missing or left_out or bool(found.inconsistent)


def plain_aggregate(found: Aggregate) -> dict[str, Any]:
    """Return the answer of `report aggregate --format json`."""
    return {
        "report": to_plain(found.report, provenance=False),
        "counted": list(found.counted),
        "missing": [
            {
                "agency": missing.agency,
                "lack": missing.lack.value,
                "places": list(missing.places),
                "message": missing.message,
                "file": missing.source or None,
            }
            for missing in found.missing
        ],
        "inconsistent": [
            {"agency": child.agency, "file": child.source, "findings": [plain_finding(each) for each in child.findings]}
            for child in found.inconsistent
        ],
        "left_out": [
            {"agency": left.agency, "year": left.year, "file": left.source, "message": left.message}
            for left in found.left_out
        ],
        "unexpected": list(found.unexpected),
        "notes": list(found.notes),
    }


def _names(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        data = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except OSError as error:
        refuse(f"打不开应报单位名单 {path}（{error.strerror}）")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            lines = data.decode(encoding).splitlines()
        except UnicodeDecodeError:
            continue
        return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    refuse(f"应报单位名单 {path} 不是文本文件，请存成一行一个单位的 txt")
    return None
