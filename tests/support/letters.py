"""Letters to lay out: one with every kind of block, and the changes tests make to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.core.notices.letter import Grid, Heading, Letter, Listing, Paragraph, Slip

LONG_NAME = "某某市某某区市场监督管理和知识产权局"
HOSTILE = "#panic() *粗* _斜_ $x$ `x` \\ <a> &amp; @b [c] ]]> // /* = + - \"q\" 'q' {body} {title} 𠮷\x07\x00"
REMEDY = "如对本决定不服，可以自收到本告知书之日起60日内向某县人民政府申请行政复议。"


def table(rows: int) -> Grid:
    """Return a table of so many rows, each with words of its own."""
    return Grid(
        ("序号", "信息名称", "文号", "处理结果"),
        tuple(
            (str(number), f"关于某路征地补偿安置方案的通知（第{number}部分）", f"某政发〔2025〕{number}号", "予以公开")
            for number in range(1, rows + 1)
        ),
        "提供和不予提供的信息",
    )


def letter(**changed: Any) -> Letter:
    """Return a letter with every kind of block, with the given fields changed."""
    plain = Letter(
        agency="某县自然资源局",
        title="政府信息公开申请部分公开告知书",
        number="某自然资公开告〔2026〕3号",
        addressee="张某",
        blocks=(
            Paragraph("您通过互联网提交的政府信息公开申请，本机关于2026年10月10日收到（登记号：2026-012）。"),
            Heading("一、办理情况"),
            Paragraph("（一）检索情况。本机关检索了档案室和办公系统。"),
            Paragraph("（二）征求意见情况\n本机关书面征求了第三方的意见。"),
            Listing(("征地补偿安置方案的请示", "会议纪要")),
            table(3),
            Heading("二、答复意见"),
            Paragraph("经审查，本机关决定予以部分公开。"),
            Paragraph(REMEDY),
            Slip("收件回执", ("某县自然资源局：", "　　告知书已收到。", "　　□ 同意　□ 不同意　　年　月　日")),
        ),
        attachments=("征地补偿安置方案（摘录）", "关于某路改造工程有关问题的会议纪要以及与该工程有关的其他材料的目录"),
        contact="联系人：李某　联系电话：0000-1234567",
        signature="某县自然资源局",
        day=date(2026, 11, 2),
        seal=True,
        internal=False,
    )
    return replace(plain, **changed)


def internal() -> Letter:
    """Return a paper of the file: a form without addressee and seal."""
    form = Grid((), (("申请人", "张某"), ("联系方式", "0000-1234567"), ("申请内容", "某路征地补偿安置方案" * 30)))
    return letter(
        title="政府信息公开申请登记表", number="2026-012", addressee="", blocks=(form,), attachments=(), contact="",
        seal=False, internal=True,
    )  # fmt: skip
