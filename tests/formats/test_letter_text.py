"""A letter as plain text."""

from __future__ import annotations

from tests.support.letters import internal, letter

from gongkai.core.notices.letter import Grid, Paragraph
from gongkai.formats.write.letter_text import write


def test_a_letter_reads_as_on_paper():
    assert write(letter()).decode().splitlines() == [
        "某县自然资源局",
        "某自然资公开告〔2026〕3号",
        "政府信息公开申请部分公开告知书",
        "",
        "张某：",
        "　　您通过互联网提交的政府信息公开申请，本机关于2026年10月10日收到（登记号：2026-012）。",
        "　　一、办理情况",
        "　　（一）检索情况。本机关检索了档案室和办公系统。",
        "　　（二）征求意见情况",
        "　　本机关书面征求了第三方的意见。",
        "　　1.征地补偿安置方案的请示",
        "　　2.会议纪要",
        "提供和不予提供的信息",
        "序号｜信息名称｜文号｜处理结果",
        "1｜关于某路征地补偿安置方案的通知（第1部分）｜某政发〔2025〕1号｜予以公开",
        "2｜关于某路征地补偿安置方案的通知（第2部分）｜某政发〔2025〕2号｜予以公开",
        "3｜关于某路征地补偿安置方案的通知（第3部分）｜某政发〔2025〕3号｜予以公开",
        "　　二、答复意见",
        "　　经审查，本机关决定予以部分公开。",
        "　　如对本决定不服，可以自收到本告知书之日起60日内向某县人民政府申请行政复议。",
        "",
        "　　附件：1.征地补偿安置方案（摘录）",
        "　　　　　2.关于某路改造工程有关问题的会议纪要以及与该工程有关的其他材料的目录",
        "",
        "某县自然资源局（印章）",
        "2026年11月2日",
        "（联系人：李某　联系电话：0000-1234567）",
        "",
        "——————————（沿此线剪下）———————————",
        "",
        "收件回执",
        "某县自然资源局：",
        "　　告知书已收到。",
        "　　□ 同意　□ 不同意　　年　月　日",
    ]


def test_the_place_of_the_seal_may_be_left_out():
    assert "某县自然资源局\n2026年11月2日" in write(letter(), seal_marked=False).decode()


def test_what_is_not_there_leaves_no_line():
    told = write(
        letter(
            blocks=(Paragraph("甲"), Grid((), (("1\n2", "3"),))),
            number="",
            addressee="",
            attachments=(),
            contact="",
            seal=False,
        )
    )
    assert told.decode().splitlines() == [
        "某县自然资源局", "政府信息公开申请部分公开告知书", "", "　　甲", "12｜3", "", "某县自然资源局", "2026年11月2日",
    ]  # fmt: skip
    assert write(internal()).decode().startswith("某县自然资源局\n2026-012\n政府信息公开申请登记表\n\n申请人｜张某\n")
