"""`gongkai publication scan`: what is printed, what is written, with which exit status."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from tests.support import word

from gongkai.cli.main import gongkai as root_command
from gongkai.cli.publication_places import sheet_of
from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph
from gongkai.formats.read.hidden import Aside

NUMBER = "230184198703051018"
NOTICE = f"某县某局公告\n经查，王小明（身份证号{NUMBER}）驾驶黑A12345。\n"


def call(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(root_command, ["publication", "scan", *map(str, arguments)], input=stdin)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "公告.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def document() -> Document:
    cells = [
        GridCell(0, 0, "姓名"), GridCell(0, 1, "证件"), GridCell(1, 0, "王小明"), GridCell(1, 1, f"居民\n{NUMBER}"), GridCell(2, 0, "第一行\n机密"),
    ]  # fmt: skip
    return Document([Paragraph("标题", page=1), Grid(cells, page=2), Paragraph("文末", page=3)], "pdf")


def test_a_document_becomes_one_text_and_every_character_knows_its_place() -> None:
    sheet = sheet_of(document())
    assert sheet.text == f"标题\n姓名\t证件\n王小明\t居民 {NUMBER}\n第一行\n机密\n文末"
    at = sheet.text.index(NUMBER)
    assert sheet.place(at).words(at) == "第2页第1张表第2行第2列第4字"
    assert sheet.place(at).plain(at) == {"page": 2, "table": 1, "row": 2, "column": 2, "offset": 3}
    last = sheet.text.index("文末")
    assert sheet.place(last).words(last + 1) == "第3页第2段第2字"
    assert sheet.place(last).plain(last) == {"page": 3, "paragraph": 2, "offset": 0}
    assert sheet_of(Document([], "pdf")).text == ""


def test_an_empty_table_takes_no_place() -> None:
    sheet = sheet_of(Document([Grid([]), Paragraph("文")], "docx"))
    assert (sheet.text, len(sheet.places)) == ("文", 1)


def test_what_stands_beside_the_body_has_its_place_behind_it() -> None:
    sheet = sheet_of(Document([Paragraph("文12")], "docx"), [Aside("页眉", "34"), Aside("批注", "机密")])
    assert (sheet.text, sheet.body) == ("文12\n\n34\n\n机密", 3)
    assert sheet.place(10).words(10) == "批注第2字"
    assert sheet.place(10).plain(10) == {"part": "批注", "offset": 1}


def in_word(part: str, root: str, text: str) -> bytes:
    other = f'<w:{root} xmlns:w="{word.WORD}">{word.text_paragraph(text)}</w:{root}>'
    main = word.document(word.text_paragraph("关于某事的通知"))
    return word.package({"word/document.xml": main, f"word/{part}.xml": other})


def in_body(*inner: str) -> bytes:
    return word.docx(word.text_paragraph("关于某事的通知") + word.paragraph(*inner))


def in_workbook(*, comment: bool) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet("公示")
        page.write(0, 0, "事项")
        if comment:
            page.write_comment("A1", f"身份证号{NUMBER}")
        else:
            hidden = workbook.add_worksheet("名单")
            hidden.write(4, 0, f"身份证号{NUMBER}")
            hidden.hide()
    return target.getvalue()


@pytest.mark.parametrize(("data", "where", "kind"), [
    (in_word("header1", "hdr", "机密★10年"), "页眉第1字：【机密★10年】", "国家秘密标志"), (in_word("footer1", "ftr", f"身份证号{NUMBER}"), "页脚第5字", "公民身份号码"),
    (in_word("comments", "comments", "手机13845678901"), "批注第3字", "手机号码"), (in_word("footnotes", "footnotes", NUMBER), "脚注第1字", "公民身份号码"),
    (in_body(word.run(NUMBER, "<w:vanish/>")), "隐藏的文字第1字", "公民身份号码"), (in_body(f"<w:del><w:r><w:delText>{NUMBER}</w:delText></w:r></w:del>"), "修订中删除的文字第1字", "公民身份号码"),
    (in_workbook(comment=False), "隐藏的工作表“名单”第5行第5字", "公民身份号码"), (in_workbook(comment=True), "工作表“公示”的批注（A1）第", "公民身份号码"),
], ids=["header", "footer", "comment", "footnote", "vanish", "deleted", "hidden sheet", "cell comment"])  # fmt: skip
def test_what_goes_out_with_the_file_is_found_wherever_it_stands(
    tmp_path: Path, data: bytes, where: str, kind: str
) -> None:
    path = tmp_path / "稿"
    path.write_bytes(data)
    answer = call(path)
    assert answer.exit_code == 1
    assert where in answer.stdout
    assert f"必须处理　{kind}　1处" in answer.stdout


def test_what_was_not_looked_into_is_said(tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    main = word.document(word.text_paragraph("关于某事的通知"))
    path.write_bytes(
        word.package({"word/document.xml": main, "word/media/image1.png": "1", "word/vbaProject.bin": "2"})
    )
    answer = call(path)
    assert answer.exit_code == 0
    assert (
        answer.stdout
        == f"{path}　查过的部分里没有发现个人信息和密级一类标志。\n  没有检查：1张图片里的字、宏。请另行人工检查。\n\n"
    )
    assert json.loads(call(path, "--format", "json").stdout)["unread"] == ["1张图片里的字", "宏"]


def test_masking_says_what_it_left(tmp_path: Path) -> None:
    path, output = tmp_path / "稿.docx", tmp_path / "出.txt"
    body = word.text_paragraph(
        f"救助对象王小明，身份证号{NUMBER}，联系电话13845678901，邮箱zhang@163.com，车辆黑A12345"
    )
    comment = f'<w:comments xmlns:w="{word.WORD}">{word.text_paragraph("手机13812345678")}</w:comments>'
    path.write_bytes(word.package({"word/document.xml": word.document(body), "word/comments.xml": comment}))
    answer = call(path, "--mask", "-o", output)
    assert (
        f"已遮盖2处，写到 {output}。\n另有2处请核实，没有遮盖；要一起遮盖，请加 --doubtful。\n正文以外的1处没有写进去；原文件里还有，请不要直接公开原文件。\n"
        in answer.stdout
    )
    assert (
        output.read_text("utf-8")
        == "救助对象王小明，身份证号230184***********8，联系电话138****8901，邮箱zhang@163.com，车辆黑A12345\n"
    )
    plain = json.loads(call(path, "--mask", "--doubtful", "-o", output, "--format", "json").stdout)
    assert plain["masked"] == {"covered": 4, "doubtful": 0, "outside": 1}
    assert "z****@163.com，车辆黑A****5" in output.read_text("utf-8")
    assert "请核实，没有遮盖" not in call(path, "--mask", "--doubtful", "-o", output).stdout


def test_a_mark_of_secrecy_in_a_header_forbids_masking(tmp_path: Path) -> None:
    path, output = tmp_path / "稿.docx", tmp_path / "出.txt"
    path.write_bytes(in_word("header1", "hdr", "机密★10年"))
    answer = call(path, "--mask", "-o", output)
    assert (answer.exit_code, output.exists()) == (3, False)


def test_marks_are_shown_in_their_line_with_reason_and_masked_form(notice: Path) -> None:
    answer = call(notice)
    assert answer.exit_code == 1
    assert "必须处理1处　请核实1处　提示0处" in answer.stdout
    assert f"第2段第12字：经查，王小明（身份证号【{NUMBER}】）驾驶黑A12345。　→　230184***********8" in answer.stdout
    assert "个人信息保护法第二十五条、第三十四条；政府信息公开条例（国务院令第711号）第十五条" in answer.stdout
    assert answer.stdout.index("公民身份号码") < answer.stdout.index("机动车号牌")
    assert "\x1b" not in answer.stdout


def test_json_tells_the_same(notice: Path) -> None:
    plain = json.loads(call(notice, "--format", "json").stdout)
    assert (plain["file"], plain["format"], plain["summary"]) == (
        str(notice),
        "text",
        {"must_mask": 1, "ask": 1, "hint": 0},
    )
    mark = plain["marks"][0]
    start = NOTICE.index(NUMBER)
    assert {key: mark[key] for key in ("kind", "label", "urgency", "start", "end", "text", "masked", "sure", "place", "where")} == {
        "kind": "identity_number", "label": "公民身份号码", "urgency": "must_mask", "start": start, "end": start + 18, "text": NUMBER,
        "masked": "230184***********8", "sure": "", "place": {"paragraph": 2, "offset": 11}, "where": "第2段第12字",
    }  # fmt: skip
    assert mark["cites"][0] == "个人信息保护法第二十五条"
    assert plain["marks"][1]["sure"] == "conv"


def test_nothing_found_is_said(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("全年主动公开信息51条，做好保密审查。", encoding="utf-8")
    answer = call(path)
    assert (answer.exit_code, answer.stdout.strip()) == (0, f"{path}　没有发现个人信息和密级一类标志。")


def test_what_only_a_person_can_decide_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_text("某县供水管理办法（征求意见稿）\n车辆黑A12345\n", encoding="utf-8")
    answer = call(path)
    assert answer.exit_code == 0
    assert "· 提示　稿本标注　1处" in answer.stdout
    assert "【征求意见稿】）\n" in answer.stdout
    assert call(path, "--format", "json").exit_code == 0


def test_many_of_a_kind_stand_together(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text("\n".join(f"车辆黑A123{number}" for number in range(40, 65)), encoding="utf-8")
    answer = call(path)
    assert "机动车号牌　25处" in answer.stdout
    assert "另有5处，用 --format json 看全部。" in answer.stdout


def test_a_number_broken_over_a_line_is_shown_on_one(tmp_path: Path) -> None:
    path = tmp_path / "断行.txt"
    path.write_text(f"证件{NUMBER[:10]}\n{NUMBER[10:]}，王某", encoding="utf-8")
    assert f"证件【{NUMBER[:10]}⏎{NUMBER[10:]}】，王某" in call(path).stdout


def test_a_folder_goes_on_past_a_bad_file(tmp_path: Path, notice: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    answer = call(tmp_path)
    assert answer.exit_code == 3
    assert NUMBER in answer.stdout
    assert "坏.docx" in answer.stderr
    plain = json.loads(call(tmp_path, "--format", "json").stdout)
    assert [entry["file"] for entry in plain["files"]] == [str(notice)]
    assert [Path(entry["file"]).name for entry in plain["unreadable"]] == ["坏.docx"]


def test_a_folder_in_order_ends_with_what_was_found(tmp_path: Path, notice: Path) -> None:
    (tmp_path / "甲.txt").write_text("没有要遮盖的。", encoding="utf-8")
    assert notice.exists()
    assert call(tmp_path).exit_code == 1
    assert call(tmp_path, "--format", "json").exit_code == 1


def test_standard_input_is_scanned() -> None:
    answer = call("-", stdin=NOTICE.encode())
    assert answer.exit_code == 1
    assert answer.stdout.startswith("标准输入　必须处理1处")


def test_masking_writes_the_text_and_leaves_the_file(tmp_path: Path, notice: Path) -> None:
    output = tmp_path / "遮盖.txt"
    answer = call(notice, "--mask", "-o", output)
    assert answer.exit_code == 1
    assert f"已遮盖1处，写到 {output}。" in answer.stdout
    assert "王小明（身份证号230184***********8）驾驶黑A12345。" in output.read_text("utf-8")
    assert notice.read_text("utf-8") == NOTICE
    answer = call(notice, "--mask", "--doubtful", "-o", output, "--format", "json")
    assert json.loads(answer.stdout)["summary"]["ask"] == 1
    assert "驾驶黑A****5。" in output.read_text("utf-8")


def test_a_mark_of_secrecy_is_not_painted_over(tmp_path: Path) -> None:
    path, output = tmp_path / "密.txt", tmp_path / "出.txt"
    path.write_text("机密★10年\n关于某事的通知\n", encoding="utf-8")
    answer = call(path, "--mask", "-o", output)
    assert answer.exit_code == 3
    assert "国家秘密标志“机密★10年”，不能靠遮盖后公开" in answer.stderr
    assert not output.exists()


def test_an_output_that_cannot_be_written_is_refused(tmp_path: Path, notice: Path) -> None:
    answer = call(notice, "--mask", "-o", tmp_path / "没有" / "出.txt")
    assert answer.exit_code == 3
    assert "请换一个位置" in answer.stderr


@pytest.mark.parametrize(("options", "why"), [
    (("--mask",), "--mask 和 -o 要一起写"), (("-o", "出.txt"), "--mask 和 -o 要一起写"), (("--doubtful",), "--doubtful 要与 --mask 一起用"),
])  # fmt: skip
def test_options_that_do_not_go_together(notice: Path, options: tuple[str, ...], why: str) -> None:
    answer = call(notice, *options)
    assert answer.exit_code == 2
    assert why in answer.stderr


def test_the_file_itself_and_many_files_are_no_output(tmp_path: Path, notice: Path) -> None:
    assert "不能写到原文件上" in call(notice, "--mask", "-o", notice).stderr
    answer = call(tmp_path, "--mask", "-o", tmp_path / "出.md")
    assert answer.exit_code == 2
    assert "一次只能遮盖一个文件" in answer.stderr
    assert notice.read_text("utf-8") == NOTICE
