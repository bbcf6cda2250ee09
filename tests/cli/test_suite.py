"""`gongkai test`: one line for each step, and a failure that can't be missed."""

from __future__ import annotations

import subprocess

import pytest
from click.testing import CliRunner

from gongkai.cli import suite as module
from gongkai.cli.environment import NotPrepared
from gongkai.cli.suite import STEPS, Program, Step, provide, run, suite

GOOD = Step("good", ("-c", "print('quiet')"))
BAD = Step("bad", ("-c", "print('what was wrong'); raise SystemExit(1)"))


def test_a_step_that_passes_is_one_line(capsys):
    assert run(GOOD)
    (line,) = capsys.readouterr().out.splitlines()
    assert "通过 good" in line
    assert "quiet" not in line


def test_a_step_that_fails_says_why(capsys):
    assert not run(BAD)
    why, line = capsys.readouterr().out.splitlines()
    assert (why, "未过 bad" in line) == ("what was wrong", True)


@pytest.mark.parametrize(
    ("steps", "tests", "status"),
    [([GOOD], 0, 0), ([BAD], 0, 1), ([GOOD, BAD, GOOD], 0, 1), ([GOOD], 1, 1), ([BAD], 2, 2)],
)
def test_the_status_tells_of_any_failure(monkeypatch, steps, tests, status):
    original = subprocess.run
    called = []

    def fake(command, **options):
        if "pytest" in command:
            called.append(command)
            return subprocess.CompletedProcess(command, tests)
        return original(command, **options)

    monkeypatch.setattr(module, "prepare", lambda _: None)
    monkeypatch.setattr(module, "STEPS", steps)
    monkeypatch.setattr(subprocess, "run", fake)
    result = CliRunner().invoke(suite, ["fast", "--", "-k", "table3"])
    assert result.exit_code == status
    assert len(called) == 1
    assert called[0][-2:] == ["-k", "table3"]
    assert "not slow" in " ".join(called[0])


def test_without_tools_nothing_is_said_to_have_passed(monkeypatch):
    def fail(_):
        raise NotPrepared("连不上软件包索引。")

    monkeypatch.setattr(module, "prepare", fail)
    result = CliRunner().invoke(suite, ["fast"])
    assert (result.exit_code, result.stderr, result.stdout) == (4, "连不上软件包索引。\n", "")


def test_a_missing_program_is_told_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    provide((Program("no-such-program", "a-package", "某项测试"),))
    assert capsys.readouterr().out == "没有 no-such-program（a-package），略过某项测试。\n"


@pytest.mark.parametrize("failure", [None, subprocess.TimeoutExpired("apt-get", 1), OSError("no apt")])
def test_root_on_debian_installs_what_is_missing(monkeypatch, capsys, failure):
    called = []

    def fake(command, **options):
        called.append(command)
        assert options["timeout"] <= 600
        if failure:
            raise failure

    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    monkeypatch.setattr(module.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(subprocess, "run", fake)
    provide((Program("no-such-program", "a-package", "某项测试"),))
    assert called[0][:2] == ["apt-get", "update"]
    assert (called[-1][-1] == "a-package") is (failure is None)
    assert "略过某项测试" in capsys.readouterr().out


def test_a_present_program_is_not_told_of(capsys):
    provide((Program("sh", "dash", "某项测试"),))
    assert capsys.readouterr().out == ""


def test_the_steps_come_in_order():
    assert [step.name for step in STEPS] == ["ruff check", "ruff format", "mypy", "lint-imports"]
