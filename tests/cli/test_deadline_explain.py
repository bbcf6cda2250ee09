"""`deadline explain` prints the contract's answer, and a sentence for everything that can't be."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from gongkai.cli.main import gongkai

ONLINE = """[application]
channel = "online"
applicant = "natural_person"
agency_kind = "department"

[[event]]
kind = "submitted"
on = 2025-06-02

[[event]]
kind = "confirmed"
on = 2025-06-03
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "申请.toml").write_text(ONLINE, encoding="utf-8")

    def call(*arguments, input=None):  # noqa: A002 — click's name
        return CliRunner().invoke(gongkai, ["deadline", "explain", *arguments], input=input)

    return call


def test_json_is_the_contract(run):
    answer = run("申请.toml", "--format", "json")
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.output)
    assert (told["received"], told["reply_deadline"], told["workdays_left"]) == ("2025-06-03", "2025-07-01", 20)
    assert set(told) == {
        "received", "state", "clock", "reply_deadline", "workdays_left", "late", "provisional", "duties", "table3_row",
        "reconsideration_first", "allowed", "refused", "steps",
    }  # fmt: skip


def test_another_day(run):
    told = json.loads(run("申请.toml", "--at", "2025-07-02", "--format", "json").output)
    assert (told["late"], told["workdays_left"]) == (True, -1)


def test_every_day_on_demand(run):
    told = json.loads(run("申请.toml", "--days", "--format", "json").output)
    assert told["days"][0] == {"on": "2025-06-04", "kind": "counted", "number": 1, "why": ""}
    assert told["days"][-1]["number"] == 20


def test_standard_input_with_a_byte_order_mark(run):
    answer = run("-", "--format", "json", input="\ufeff" + ONLINE)
    assert json.loads(answer.output)["state"] == "handling"


def test_many_files_make_a_list_and_a_bad_one_stops_nothing(run, tmp_path):
    (tmp_path / "坏.toml").write_text("[application", encoding="utf-8")
    answer = run("申请.toml", "坏.toml", "申请.toml", "--format", "json")
    assert answer.exit_code == 3
    first, bad, _ = json.loads(answer.stdout)
    assert (first["file"], first["state"]) == ("申请.toml", "handling")
    assert bad == {"file": "坏.toml", "error": "文件末尾不合TOML的写法，请对照样本改正。"}
    assert "坏.toml：文件末尾不合TOML的写法" in answer.stderr


def test_a_bad_file_alone_prints_nothing_on_standard_output(run, tmp_path):
    (tmp_path / "坏.toml").write_text("[application", encoding="utf-8")
    assert run("坏.toml", "--format", "json").stdout == ""


def test_the_text_tells_the_day_the_steps_and_what_may_be_done(run):
    answer = run("申请.toml", "--days")
    assert answer.exit_code == 0, answer.output
    for words in (
        "办理中",
        "2025年7月1日（周二）",
        "20个工作日",
        "第20日",
        "现在可以",
        "告知补正、",
        "没有告知过补正",
        "第三十三条",
    ):
        assert words in answer.output


def test_the_text_of_many_files_names_them(run):
    assert run("申请.toml", "申请.toml").output.count("申请.toml  2025年6月3日") == 2


@pytest.mark.parametrize(
    ("more", "arguments", "words"),
    [
        ('[[event]]\nkind = "replied"\non = 2025-07-03\noutcome = "O13"\n', (), "可以复议，也可以直接起诉"),
        ('[[event]]\nkind = "replied"\non = 2025-07-03\noutcome = "O13"\n', (), "逾期"),
        ('[[event]]\nkind = "rectification_requested"\non = 2025-06-04\n', (), "待定"),
        ('[[event]]\nkind = "third_party_consulted"\non = 2025-09-10\n', ("--at", "2025-09-20"), "已逾期"),
        ('[[event]]\nkind = "third_party_consulted"\non = 2025-06-10\n', ("--days",), "暂停"),
        ('[[event]]\nkind = "third_party_consulted"\non = 2025-09-10\n', ("--days",), "逾期51日"),
    ],
)
def test_the_text_of_other_courses(run, tmp_path, more, arguments, words):
    (tmp_path / "另.toml").write_text(ONLINE + more, encoding="utf-8")
    assert words in run("另.toml", *arguments).output


def test_the_text_before_receipt(run, tmp_path):
    (tmp_path / "未.toml").write_text(ONLINE.rsplit("[[event]]", 1)[0], encoding="utf-8")
    assert "尚未收到" in run("未.toml").output


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "不是UTF-8编码"),
        (b"a = ?", "第1行第5列不合TOML的写法"),
        (b"a = " + b"1" * 5000, "数字过长"),
        (b"a = " + b"[" * 5000, "括号套得过深"),
        (b"", "缺少[application]"),
        (ONLINE.encode() + b'[[event]]\nkind = "replied"\non = 2025-06-01\noutcome = "O02"\n', "还没有提交申请"),
        (ONLINE.encode().replace(b"2025-06-03", b"9999-06-03"), "9999"),
        (ONLINE.encode().replace(b"2025-06", b"2007-06"), "2007"),
    ],
)
def test_the_impossible_is_told_in_one_sentence(run, tmp_path, content, words):
    (tmp_path / "错.toml").write_bytes(content)
    answer = run("错.toml")
    assert answer.exit_code == 3
    assert words in answer.stderr
    assert answer.stderr.strip().count("\n") == 0
    assert answer.stdout == ""


def test_a_file_that_is_not_there(run, tmp_path):
    assert "没有这个文件" in run("没有.toml").stderr
    (tmp_path / "夹").mkdir()
    assert "这是文件夹" in run("夹").stderr


def test_a_wrong_day_is_a_wrong_call(run):
    assert run("申请.toml", "--at", "明天").exit_code == 2
