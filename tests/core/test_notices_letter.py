from datetime import date

from gongkai.core.notices.letter import Grid, Heading, Letter, Listing, Paragraph, Slip


def test_a_letter_reads_as_lines():
    letter = Letter(
        agency="某县某局",
        title="告知书",
        number="某商公开告〔2025〕3号",
        addressee="张某",
        blocks=(
            Heading("一、内容"),
            Paragraph("正文。"),
            Listing(("甲", "乙")),
            Grid(("项", "值"), (("登记号", "1"),), "登记表"),
            Slip("回执", ("收到日期：",)),
        ),
        attachments=("清单",),
        contact="联系电话：0000",
        signature="某县某局",
        day=date(2025, 7, 1),
        seal=True,
        internal=False,
    )
    assert letter.text.splitlines() == [
        "某县某局",
        "告知书",
        "某商公开告〔2025〕3号",
        "张某：",
        "一、内容",
        "正文。",
        "1.甲",
        "2.乙",
        "登记表",
        "项　值",
        "登记号　1",
        "回执",
        "收到日期：",
        "附件：",
        "1.清单",
        "联系电话：0000",
        "某县某局",
        "2025年7月1日",
    ]


def test_what_is_not_there_takes_no_line():
    letter = Letter("某县某局", "登记表", "", "", (), (), "", "某县某局", date(2025, 7, 1), seal=False, internal=True)
    assert letter.text.splitlines() == ["某县某局", "登记表", "某县某局", "2025年7月1日"]
