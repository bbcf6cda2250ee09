"""`gongkai dev`: which tools are run, and what is said when one fails."""

from __future__ import annotations

import subprocess

import pytest
from click.testing import CliRunner

from gongkai.cli import dev as module
from gongkai.cli.environment import NotPrepared
from gongkai.cli.main import gongkai


@pytest.fixture
def tools(monkeypatch):
    """Record the tools called in place of running them; `status` is what they end with."""

    class Tools:
        status = 0

    Tools.calls = []

    def fake(command, **options):
        assert options["cwd"].name == "requirements"
        Tools.calls.append(command[2:])
        return subprocess.CompletedProcess(command, Tools.status)

    monkeypatch.setattr(module, "prepare", lambda _: None)
    monkeypatch.setattr(subprocess, "run", fake)
    return Tools


@pytest.mark.parametrize(("arguments", "upgraded"), [([], False), (["--upgrade"], True)])
def test_lock_compiles_every_group_with_hashes_and_no_address(tools, arguments, upgraded):
    result = CliRunner().invoke(gongkai, ["dev", "lock", *arguments])
    assert result.exit_code == 0
    assert [call[-1] for call in tools.calls] == ["runtime.in", "test.in", "bench.in"]
    for call in tools.calls:
        assert {"--generate-hashes", "--universal", "--no-emit-index-url", "--no-header"} <= set(call)
        assert ("--upgrade" in call) is upgraded


def test_a_failing_tool_stops_with_a_sentence(tools):
    tools.status = 1
    result = CliRunner().invoke(gongkai, ["dev", "lock"])
    assert (result.exit_code, result.stdout, len(tools.calls)) == (3, "", 1)
    assert "uv 没有成功" in result.stderr


def test_missing_tools_are_told(monkeypatch):
    def fail(_):
        raise NotPrepared("连不上软件包索引。")

    monkeypatch.setattr(module, "prepare", fail)
    result = CliRunner().invoke(gongkai, ["dev", "lock"])
    assert (result.exit_code, result.stderr) == (3, "连不上软件包索引。\n")


def test_docs_writes_every_page(tools, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(module, "PAGES", {"a.md": lambda: "# 甲\n", "b.md": lambda: "# 乙\n"})
    (tmp_path / "docs").mkdir()
    result = CliRunner().invoke(gongkai, ["dev", "docs"])
    assert result.exit_code == 0
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "docs" / "generated").iterdir()} == {
        "a.md": "# 甲\n",
        "b.md": "# 乙\n",
    }
    assert tools.calls[0][0] == "babel.messages.frontend"
