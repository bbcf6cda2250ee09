"""What tests need of the system is installed by root on Debian, and told of in one line elsewhere."""

from __future__ import annotations

import subprocess

import pytest

from gongkai.cli import suite_programs as module
from gongkai.cli.suite_programs import POSTGRESQL, Program, browser, provide

WANTED = Program("no-such-program", "a-package", "略过某项测试")


@pytest.fixture
def debian(monkeypatch, tmp_path):
    """Make this machine one where we are root on Debian; return the calls of apt-get."""
    called = []

    def fake(command, **options):
        assert options["timeout"] <= 600
        rules = sorted(path.read_text() for path in (tmp_path / "clusters").glob("*"))
        called.append((command, rules))

    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    monkeypatch.setattr(module.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(module, "CLUSTERS", tmp_path / "clusters")
    monkeypatch.setattr(subprocess, "run", fake)
    return called


def test_a_missing_program_is_told_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    provide((WANTED,))
    assert capsys.readouterr().out == "没有 no-such-program（a-package），略过某项测试。\n"


def test_root_on_debian_installs_what_is_missing(debian, capsys):
    provide((WANTED,))
    update, install = (command for command, _ in debian)
    assert update[:2] == ["apt-get", "update"]
    assert install[-1] == "a-package"
    assert "略过某项测试" in capsys.readouterr().out


@pytest.mark.parametrize("failure", [subprocess.TimeoutExpired("apt-get", 1), OSError("no apt")])
def test_an_installation_that_fails_is_told_of(debian, monkeypatch, capsys, failure):
    def fail(*_, **__):
        raise failure

    monkeypatch.setattr(subprocess, "run", fail)
    provide((WANTED,))
    assert debian == []
    assert "略过某项测试" in capsys.readouterr().out


def test_installing_postgresql_makes_no_database_of_the_system(debian, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "programs", lambda: None)
    provide((POSTGRESQL,))
    assert [rules for _, rules in debian] == [["create_main_cluster = false\n"]] * 2
    assert list((tmp_path / "clusters").iterdir()) == []


def test_installing_anything_else_leaves_no_word_for_postgresql(debian, tmp_path):
    provide((WANTED,))
    assert [rules for _, rules in debian] == [[], []]
    assert not (tmp_path / "clusters").exists()


def test_a_present_program_is_not_told_of(capsys):
    provide((Program("sh", "dash", "略过某项测试"),))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("present", "found"), [({"google-chrome"}, "google-chrome"), (set(), None)])
def test_any_chromium_will_do(monkeypatch, present, found):
    monkeypatch.setattr(module.shutil, "which", lambda name: name if name in present else None)
    assert browser() == found
