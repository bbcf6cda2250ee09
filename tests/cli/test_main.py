"""The root of the command line: words, exit statuses, and what is not imported."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.cli.lazy import Entry
from gongkai.cli.main import COMMANDS, gongkai
from gongkai.core.errors import GongkaiError, ReportUnreadable

CATALOGUE = Path(main.__file__).parent / "locale" / "zh" / "LC_MESSAGES"
HEAVY = {
    "lxml",
    "numpy",
    "cv2",
    "rapidocr",
    "onnxruntime",
    "PIL",
    "pypdfium2",
    "typst",
    "xlsxwriter",
    "rich",
    "selectolax",
}


@pytest.fixture
def failing(monkeypatch):
    """Return a caller of a command that raises what it is given."""

    def call(error):
        @click.command()
        def fail():
            raise error

        module = type(sys)("failing_command")
        module.fail = fail
        monkeypatch.setitem(sys.modules, "failing_command", module)
        monkeypatch.setitem(COMMANDS, "fail", Entry("failing_command:fail", "…"))
        return CliRunner().invoke(gongkai, ["fail"])

    return call


def run(*arguments, **options):
    command = [sys.executable, "-P", "-m", "gongkai", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


@pytest.mark.parametrize("error", [GongkaiError("这份文件打不开。"), ReportUnreadable("这份文件打不开。")])
def test_an_error_of_ours_is_one_sentence_and_exit_3(failing, error):
    result = failing(error)
    assert (result.exit_code, result.stdout, result.stderr) == (3, "", "这份文件打不开。\n")


def test_an_interrupt_is_quiet_and_exit_130(failing):
    result = failing(KeyboardInterrupt())
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


def test_a_fault_of_ours_is_a_traceback(failing):
    assert isinstance(failing(ZeroDivisionError()).exception, ZeroDivisionError)


TALKING = """
import sys, types, click
from gongkai.cli.lazy import Entry
from gongkai.cli.main import COMMANDS, gongkai
module = sys.modules["talking"] = types.ModuleType("talking")
module.talk = click.command()(lambda: [click.echo("一行" * 100) for _ in range(1000)])
COMMANDS["talk"] = Entry("talking:talk", "")
gongkai(sys.argv[1:])
"""


@pytest.mark.parametrize(("word", "status"), [("talk", 141), ("--help", 1)])
def test_a_pipe_that_nobody_reads_is_quiet(word, status):
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-P", "-c", TALKING, word]
    result = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (result.returncode, result.stderr) == (status, "")


def test_output_without_room_is_one_sentence_and_exit_3():
    command = [sys.executable, "-P", "-c", TALKING, "talk"]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == 3
    assert result.stderr.startswith("写不出去（")
    assert result.stderr.count("\n") == 1


def test_what_else_the_system_refuses_is_a_traceback(failing):
    assert isinstance(failing(OSError(2, "No such file or directory")).exception, FileNotFoundError)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["rep"], "错误：没有命令 'rep'。"),
        (["--nein"], "错误：没有选项 '--nein'。"),
        (["dev", "lock", "x"], "错误：多出了参数（x）"),
        (["test", "slow"], "不在可选的 'fast', 'all', 'browser', 'postgresql', 'coverage' 之中"),
    ],
)
def test_a_wrong_call_is_exit_2_and_chinese(arguments, sentence):
    result = CliRunner().invoke(gongkai, arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""
    assert "Error" not in result.stderr


def test_without_a_command_the_help_is_shown_and_the_call_is_wrong():
    result = CliRunner().invoke(gongkai, [])
    assert result.exit_code == 2
    assert "用法" in result.output


@pytest.mark.parametrize("language", ["en_US.UTF-8", "C", "zh_CN.UTF-8"])
def test_help_is_chinese_whatever_the_terminal_speaks(language):
    result = run("--help", env={**os.environ, "LANG": language, "LC_ALL": language, "LANGUAGE": "en"})
    assert result.returncode == 0
    assert "显示这段说明" in result.stdout
    assert all(f"  {name} " in result.stdout for name in COMMANDS)


def test_help_imports_no_library_it_does_not_need():
    script = "import sys; from gongkai.cli.main import gongkai; gongkai(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    names = {name.split(".")[0] for name in loaded}
    assert names & HEAVY == set()
    assert "click" in names
    assert not any(name.startswith(("gongkai.formats", "gongkai.cli.report")) for name in loaded)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_of_the_table_loads(name):
    command = gongkai.get_command(click.Context(gongkai), name)
    assert isinstance(command, click.Command)


def test_a_folder_of_the_caller_does_not_shadow_the_program(tmp_path):
    (tmp_path / "click.py").write_text("raise SystemExit(9)", encoding="utf-8")
    assert run("--version", cwd=tmp_path).stdout == f"公开 {main.VERSION}\n"


def messages(catalogue):
    """Return the words of a catalogue; those with a plural go by their tuple."""
    pairs = ((message.id, message.string) for message in catalogue if message.id)
    return {_frozen(said): _frozen(told) for said, told in pairs}


def _frozen(words):
    return words if isinstance(words, str) else tuple(words)


def test_the_compiled_words_are_those_written():
    with (CATALOGUE / "messages.po").open("rb") as written, (CATALOGUE / "messages.mo").open("rb") as compiled:
        assert messages(read_po(written)) == messages(read_mo(compiled)), "run ./gongkai dev docs"


def test_every_word_keeps_its_places():
    with (CATALOGUE / "messages.po").open("rb") as written:
        for msgid, string in messages(read_po(written, locale="zh")).items():
            said = msgid[-1] if isinstance(msgid, tuple) else msgid
            told = string[0] if isinstance(string, tuple) else string
            assert told
            assert {word.split("}")[0] for word in told.split("{")[1:]} <= {
                word.split("}")[0] for word in said.split("{")[1:]
            }


def test_every_sentence_click_shows_has_words():
    """The words of a new click are asked for here, not found out by a user."""
    with (CATALOGUE / "messages.po").open("rb") as written:
        known = {msgid[0] if isinstance(msgid, tuple) else msgid for msgid in messages(read_po(written))}
    asked: set[str] = set()
    original = gettext.gettext

    def record(message):
        asked.add(message)
        return original(message)

    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        assert getattr(module, "_", None) in {gettext.gettext, None}
    with pytest.MonkeyPatch.context() as patch:
        for module in (click.core, click.decorators, click.exceptions, click.formatting, click.types):
            patch.setattr(module, "_", record, raising=False)
        for arguments in (
            ["--help"],
            ["--nein"],
            ["rep"],
            ["test", "--help"],
            ["test", "slow"],
            ["dev", "lock", "--upgrade=1"],
        ):
            CliRunner().invoke(gongkai, arguments)
    assert len(asked) > 5
    assert asked - known == set()
