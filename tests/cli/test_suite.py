"""`gongkai test`: one line for each step, every database its own run, and a failure that can't be missed."""

from __future__ import annotations

import ast
import re
import subprocess
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from tests.architecture.sources import ROOT, modules

from gongkai.cli import suite as module
from gongkai.cli.environment import NotPrepared
from gongkai.cli.suite import DATABASE_PLACES, PROGRAMS, SELECTIONS, STEPS, Step, environment, run, suite
from gongkai.cli.suite_postgresql import NoCluster

GOOD = Step("good", ("-c", "print('quiet')"))
BAD = Step("bad", ("-c", "print('what was wrong'); raise SystemExit(1)"))
ADDRESS = "postgresql://gongkai:secret@127.0.0.1:5555/postgres"


@contextmanager
def cluster():
    yield ADDRESS


@contextmanager
def broken():
    raise NoCluster("PostgreSQL 启动不了：磁盘满了。请检查它的安装，再运行一次。")
    yield


@pytest.fixture
def call(monkeypatch):
    """Return a function that calls the command with everything slow replaced; it returns the result and the calls."""

    def invoke(*arguments, steps=(GOOD,), statuses=(0, 0), postgresql=cluster, version="15.18"):
        original, left, called = subprocess.run, list(statuses), []

        def fake(command, **options):
            if "pytest" not in command:
                return original(command, **options)
            called.append((command, options["env"]))
            return subprocess.CompletedProcess(command, left.pop(0))

        monkeypatch.setattr(module, "prepare", lambda _: None)
        monkeypatch.setattr(module, "provide", lambda _: None)
        monkeypatch.setattr(module, "STEPS", steps)
        monkeypatch.setattr(module, "private_cluster", postgresql)
        monkeypatch.setattr(module, "version", lambda: version)
        monkeypatch.setattr(subprocess, "run", fake)
        return CliRunner().invoke(suite, arguments), called

    return invoke


def test_a_step_that_passes_is_one_line(capsys, tmp_path):
    assert run(GOOD, str(tmp_path))
    (line,) = capsys.readouterr().out.splitlines()
    assert "通过 good" in line
    assert "quiet" not in line


def test_a_step_that_fails_says_why(capsys, tmp_path):
    assert not run(BAD, str(tmp_path))
    why, line = capsys.readouterr().out.splitlines()
    assert (why, "未过 bad" in line) == ("what was wrong", True)


@pytest.mark.parametrize(
    ("steps", "tests", "status"),
    [([GOOD], 0, 0), ([BAD], 0, 1), ([GOOD, BAD, GOOD], 0, 1), ([GOOD], 1, 1), ([BAD], 2, 2), ([GOOD], 5, 5)],
)
def test_the_status_tells_of_any_failure(call, steps, tests, status):
    result, called = call("fast", "--", "-k", "table3", steps=steps, statuses=(tests,))
    assert result.exit_code == status
    ((command, _),) = called
    assert command[-2:] == ["-k", "table3"]
    assert "not slow" in " ".join(command)


@pytest.mark.parametrize(
    ("statuses", "status"), [((0, 0), 0), ((1, 0), 1), ((0, 1), 1), ((1, 3), 1), ((0, 5), 5), ((0, 4), 4)]
)
def test_everything_runs_on_sqlite_and_what_keeps_data_on_postgresql(call, statuses, status):
    result, called = call(statuses=statuses)
    (first, its_environment), (second, other_environment) = called
    assert result.exit_code == status
    assert "DATABASE_URL" not in its_environment
    assert other_environment["DATABASE_URL"] == ADDRESS
    assert "-m" not in first[first.index("pytest") :]
    chosen = second[second.index("pytest") :]
    assert chosen[chosen.index("-m") + 1] == "database"
    assert result.stdout.splitlines()[-2:] == ["SQLite", "PostgreSQL 15.18"]


def test_the_caller_may_choose_tests_that_keep_no_data(call):
    result, called = call("all", "--", "-k", "table3", statuses=(0, 5))
    assert (result.exit_code, len(called)) == (0, 2)


def test_who_interrupts_the_first_run_does_not_wait_for_the_second(call):
    result, called = call(statuses=(2,))
    assert (result.exit_code, len(called)) == (2, 1)


@pytest.mark.parametrize(
    ("selection", "databases"),
    [
        ("fast", ["SQLite"]),
        ("browser", ["SQLite"]),
        ("coverage", ["SQLite"]),
        ("postgresql", ["PostgreSQL 15.18"]),
        ("all", ["SQLite", "PostgreSQL 15.18"]),
    ],
)
def test_each_selection_has_its_databases(call, selection, databases):
    result, called = call(selection)
    assert result.stdout.splitlines()[1:] == databases
    assert len(called) == len(databases)


def test_every_selection_says_what_it_needs():
    assert set(PROGRAMS) == set(SELECTIONS)


@pytest.mark.parametrize(
    ("selection", "runs", "status"), [("all", 1, 0), ("postgresql", 0, 4)], ids=["left out", "asked for"]
)
def test_without_postgresql_its_run_is_left_out(call, selection, runs, status):
    result, called = call(selection, version="")
    assert (result.exit_code, len(called)) == (status, runs)


def test_a_postgresql_that_does_not_start_is_told_of_before_the_tests(call):
    result, called = call(postgresql=broken)
    assert (result.exit_code, len(called)) == (0, 1)
    assert result.stdout.splitlines()[0] == (
        "PostgreSQL 启动不了：磁盘满了。请检查它的安装，再运行一次。略过在 PostgreSQL 上再跑一遍的测试。"
    )


def test_without_tools_nothing_is_said_to_have_passed(monkeypatch):
    def fail(_):
        raise NotPrepared("连不上软件包索引。")

    monkeypatch.setattr(module, "prepare", fail)
    result = CliRunner().invoke(suite, ["fast"])
    assert (result.exit_code, result.stderr, result.stdout) == (4, "连不上软件包索引。\n", "")


def test_the_steps_come_in_order():
    assert [step.name for step in STEPS] == ["ruff check", "ruff format", "mypy", "lint-imports"]


def test_no_check_sees_the_callers_installation(monkeypatch):
    for name in ("GONGKAI_HOME", "GONGKAI_HTTPS", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTEST_ADDOPTS"):
        monkeypatch.setenv(name, "mine")
    monkeypatch.setenv("GONGKAI_SCREENSHOTS", "docs")
    made = environment("elsewhere")
    assert made["GONGKAI_HOME"] == "elsewhere"
    assert made["GONGKAI_SCREENSHOTS"] == "docs"
    assert "mine" not in made.values()


ASKS = re.compile(r"^(?:db|transactional_db|live_server|live|installation|client|admin_client|django_user_model)$")


def test_whatever_keeps_data_is_where_the_second_run_looks():
    strangers = [
        found.path
        for found in modules(ROOT / "tests")
        if not found.path.startswith((*DATABASE_PLACES, "tests/support", "tests/conftest.py")) and _asks(found.tree)
    ]
    assert strangers == []


def _asks(tree):
    """Return whether a module of tests asks for the database: by pytest-django's mark or by one of its fixtures."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr="django_db"):
                return True
            case ast.FunctionDef(name=name, args=told) if name.startswith("test_"):
                if any(ASKS.match(argument.arg) for argument in told.args):
                    return True
    return False
