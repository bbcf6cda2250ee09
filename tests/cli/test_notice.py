"""`gongkai notice …`: documents from files, what is missing, the list, the examples."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from gongkai.cli.main import gongkai
from gongkai.core.notices.examples import example, example_names
from gongkai.core.notices.templates import templates

WHOLE = example("D06")
LACKING = "\n".join(line for line in WHOLE.splitlines() if not line.startswith(("number", "places")))


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path / "home"))


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a caller of `notice …` in a folder that has 申请.toml and 缺.toml."""
    folder = tmp_path / "案卷"
    folder.mkdir()
    (folder / "申请.toml").write_text(WHOLE, encoding="utf-8")
    (folder / "缺.toml").write_text(LACKING, encoding="utf-8")

    def call(*arguments, **more):
        return CliRunner().invoke(gongkai, ["notice", *arguments], catch_exceptions=False, **more)

    monkeypatch.chdir(folder)
    return call


def names():
    return sorted(path.name for path in Path().iterdir())


def test_a_document_is_printed(run):
    made = run("draft", "申请.toml")
    assert made.exit_code == 0
    lines = made.stdout.splitlines()
    assert lines[:3] == ["某县某局", "某商公开告〔2025〕3号", "政府信息不存在告知书"]
    assert "（印章）" in made.stdout
    assert names() == ["申请.toml", "缺.toml"]


def test_several_files_are_written_at_once(run):
    made = run(
        "draft", "申请.toml", "-o", "告知书.docx", "-o", "告知书.pdf", "-o", "告知书.html", "--output", "告知书.txt"
    )
    assert made.exit_code == 0
    assert made.stdout == ""
    assert "写好：告知书.docx、告知书.pdf、告知书.html、告知书.txt" in made.stderr
    assert Document("告知书.docx").core_properties.title == "政府信息不存在告知书"
    assert Path("告知书.pdf").read_bytes().startswith(b"%PDF")
    assert len(names()) == 6


def test_code_number_and_day_stand_before_the_file(run):
    made = run("draft", "申请.toml", "--number", "12", "--at", "2025-06-20")
    assert "某商公开告〔2025〕12号" in made.stdout
    assert "2025年6月19日与" in run("draft", "申请.toml", "--at", "2025-06-19").stderr
    assert "某商公开告〔2025〕1号" in run("draft", "申请.toml", "--number", "某商公开告(2025)第01号").stdout
    assert "P01政府信息公开申请登记表还缺" in run("draft", "申请.toml", "--code", "p01").stderr


@pytest.mark.parametrize("number", ["某商公开补〔2025〕3号", "别的局〔2025〕3号", "<b>告〔2025〕3号", "9" * 5000, "0"])
def test_a_number_of_another_kind_is_refused_in_a_sentence(run, number):
    made = run("draft", "申请.toml", "--number", number, "-o", "告知书.txt")
    assert (made.exit_code, made.stdout) == (3, "")
    assert made.stderr.count("\n") == 1
    assert "文号" in made.stderr
    assert "告知书.txt" not in names()


def test_another_code_drops_a_variant_it_does_not_have(run):
    Path("撤回.toml").write_text(example("D17-inquiry"), encoding="utf-8")
    assert "经过里写的答复是O24" in run("check", "撤回.toml", "--code", "D06").stderr
    assert "D17咨询类便民告知书内容齐全" in run("check", "撤回.toml", "--code", "d17").stdout
    Path("列表.toml").write_text(WHOLE.replace("[notice]", "[notice]\nvariant = []", 1), encoding="utf-8")
    assert "D05" in run("check", "列表.toml", "--code", "D05").output
    Path("补正.toml").write_text(example("D15-note"), encoding="utf-8")
    assert "D16逾期未缴费终止处理备案笺还缺" in run("check", "补正.toml", "--code", "D16").stdout


def test_the_items_of_a_list_end_with_their_stops(run):
    Path("主动公开.toml").write_text(
        example("D01") + '\n[[notice.published]]\ntitle = "另一文件"\nplace = "某县人民政府网站"\n', encoding="utf-8"
    )
    lines = run("draft", "主动公开.toml").stdout.splitlines()
    listed = [line for line in lines if line.strip("　")[:2] in {"1.", "2.", "3."}]
    assert len(listed) >= 2
    assert [line[-1] for line in listed] == ["；"] * (len(listed) - 1) + ["。"]


def test_the_words_of_the_application_keep_their_lines_and_hidden_marks_are_left_out(run):
    told = 'wanted = """1.“甲”的名单。\n2.张\\u202e某\\u200b的记录。"""'
    lines = [told if line.startswith("wanted = ") else line for line in WHOLE.splitlines()]
    Path("原文.toml").write_text("\n".join(lines), encoding="utf-8")
    made = run("draft", "原文.toml").stdout
    assert "内容为：“1.‘甲’的名单。\n　　2.张某的记录”。" in made


def test_the_place_of_the_seal_may_be_left_unmarked(run):
    assert run("draft", "申请.toml", "-o", "甲.txt", "-o", "甲.docx", "--no-seal").exit_code == 0
    assert "（印章）" not in Path("甲.txt").read_text(encoding="utf-8")
    assert "（印章）" not in run("draft", "申请.toml", "--no-seal").stdout


def test_a_name_no_file_can_have_and_a_file_named_twice_are_refused(run):
    assert "不能用这个文件名" in run("draft", "申请.toml", "-o", f"{'长' * 300}.pdf").stderr
    assert "请只写一次" in run("draft", "申请.toml", "-o", "甲.txt", "-o", "./甲.txt").stderr
    assert names() == ["申请.toml", "缺.toml"]


def test_the_head_of_a_letter_is_an_option(run):
    assert run("draft", "申请.toml", "-o", "甲.docx").exit_code == 0
    assert run("draft", "申请.toml", "-o", "乙.docx", "--masthead", "letter").exit_code == 0
    first = [Document(name).sections[0].different_first_page_header_footer for name in ("甲.docx", "乙.docx")]
    assert first == [False, True]


def test_what_is_missing_is_told_line_by_line_and_nothing_is_written(run):
    made = run("draft", "缺.toml", "-o", "告知书.docx")
    assert made.exit_code == 3
    assert made.stdout == ""
    assert made.stderr.splitlines() == [
        "D06政府信息不存在告知书还缺2项，补齐后再制作：", "  · 文号", "  · 检索的范围（在哪里找的）",
    ]  # fmt: skip
    assert names() == ["申请.toml", "缺.toml"]


def test_a_file_that_is_there_stays_unless_forced(run):
    Path("告知书.txt").write_text("旧", encoding="utf-8")
    refused = run("draft", "申请.toml", "-o", "告知书.docx", "-o", "告知书.txt")
    assert refused.exit_code == 3
    assert "已经有这个文件" in refused.stderr
    assert "告知书.docx" not in names()
    assert run("draft", "申请.toml", "-o", "告知书.txt", "--force").exit_code == 0
    assert Path("告知书.txt").read_text(encoding="utf-8").startswith("某县某局")


def test_an_unknown_ending_is_a_wrong_call(run):
    made = run("draft", "申请.toml", "-o", "告知书.odt")
    assert made.exit_code == 2
    assert "扩展名应是 .docx、.pdf" in made.stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[notice\n", "不合TOML的写法"),
        ("甲".encode("gb18030"), "不是UTF-8"),
        (b"", "缺少"),
        (b"notice = 3", "缺少"),
    ],
)
def test_a_file_that_can_not_be_read_is_told_in_a_sentence(run, content, sentence):
    Path("坏.toml").write_bytes(content)
    for command in ("draft", "check"):
        made = run(command, "坏.toml", "--number", "1")
        assert made.exit_code == 3
        assert sentence in made.stderr


def test_a_file_that_is_not_there_or_a_folder_is_told(run):
    assert "没有这个文件" in run("draft", "没有.toml").stderr
    assert "打不开" in run("draft", ".").stderr


def test_the_file_may_come_on_standard_input(run):
    assert "政府信息不存在告知书" in run("draft", "-", input=WHOLE).stdout
    assert "标准输入" in run("draft", "-", input="[").stderr


def test_check_tells_what_is_missing_and_writes_nothing(run):
    made = run("check", "缺.toml")
    assert made.exit_code == 1
    assert made.stdout.splitlines() == ["D06政府信息不存在告知书还缺2项：", "  · 文号", "  · 检索的范围（在哪里找的）"]
    whole = run("check", "申请.toml")
    assert (whole.exit_code, whole.stdout) == (0, "D06政府信息不存在告知书内容齐全，可以制作。\n")
    assert names() == ["申请.toml", "缺.toml"]


def test_check_answers_programs(run):
    assert json.loads(run("check", "缺.toml", "--format", "json").stdout) == {
        "code": "D06",
        "label": "政府信息不存在告知书",
        "missing": ["文号", "检索的范围（在哪里找的）"],
        "cautions": [],
    }


def test_what_the_law_leaves_open_is_told_beside_the_document(run):
    Path("查询.toml").write_text(example("D05"), encoding="utf-8")
    assert "注意：O12" in run("draft", "查询.toml").stderr
    assert "注意：O12" in run("check", "查询.toml").stdout


def test_the_list_has_every_document(run):
    told = json.loads(run("list", "--format", "json").stdout)["notices"]
    assert {(one["code"], one["variant"]) for one in told} == {(one.code, one.variant) for one in templates()}
    assert all(one["label"] and one["to"] and one["cites"] and one["when"] for one in told)
    (absent,) = [one for one in told if one["code"] == "D06"]
    assert absent == {
        "code": "D06",
        "variant": "",
        "label": "政府信息不存在告知书",
        "to": "申请人",
        "cites": ["政府信息公开条例（国务院令第711号）第三十六条第四项"],
        "when": "经检索没有所申请公开的信息",
        "outcomes": ["O13"],
    }
    drawn = run("list", env={"COLUMNS": "120"}).stdout
    assert all(one.code in drawn for one in templates())
    assert "条例第三十六条第四项" in drawn


def test_examples_are_listed_and_printed_as_they_are(run):
    assert run("example").stdout.splitlines() == list(example_names())
    printed = run("example", "d06").stdout
    assert tomllib.loads(printed) == tomllib.loads(WHOLE)
    assert "# 检索的范围（在哪里找的）\nplaces = " in printed
    unknown = run("example", "D77")
    assert unknown.exit_code == 3
    assert "D06" in unknown.stderr


@pytest.mark.parametrize("name", example_names())
def test_every_example_drafts_as_it_is(run, name):
    Path("样本.toml").write_text(run("example", name).stdout, encoding="utf-8")
    made = run("draft", "样本.toml", "-o", "样本.docx", "-o", "样本.txt")
    assert made.exit_code == 0, made.stderr
    assert {"样本.docx", "样本.txt"} < set(names())


def test_help_shows_the_way(run):
    told = run("--help").stdout
    assert "gongkai notice example D06 > 申请17号.toml" in told
    assert all(name in told for name in ("draft", "check", "list", "example"))
