"""The root is closed, nothing tells of a developer's machine, and versions agree."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from tests.architecture.sources import ROOT

from gongkai.cli.main import VERSION

AT_THE_ROOT = {
    ".ci",
    ".gitignore",
    ".importlinter",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "README.zh.md",
    "docs",
    "gongkai",
    "pyproject.toml",
    "requirements",
    "src",
    "tests",
    "tools",
}
GENERATED = {".coverage", ".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache"}
GENERATED |= {".venv", "__pycache__", "dist", "htmlcov", "var"}
TEXT = {
    ".cfg",
    ".css",
    ".html",
    ".in",
    ".json",
    ".lock",
    ".md",
    ".po",
    ".py",
    ".sh",
    ".toml",
    ".typ",
    ".txt",
    ".xml",
    "",
}
HOUSES = re.compile(r"(?<![\w.])/(?:home|Users|root|work|mnt)/\w+|[A-Z]:\\\\?Users|/tmp/\w")


def files():
    """Yield every file of the tree that is not generated."""
    for folder, names, found in os.walk(ROOT):
        names[:] = [name for name in names if name not in GENERATED]
        yield from (Path(folder) / name for name in found if name not in GENERATED)


def test_the_root_is_closed():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".coverage")}
    assert found - GENERATED - AT_THE_ROOT == set()


def test_nothing_is_missing_at_the_root():
    assert AT_THE_ROOT - {path.name for path in ROOT.iterdir()} == set()


def test_no_file_names_the_machine_of_a_developer():
    texts = ((path, path.read_text(encoding="utf-8", errors="ignore")) for path in files() if path.suffix in TEXT)
    own = {ROOT / "tests" / "architecture" / "test_repository.py"}
    assert [
        f"{path.relative_to(ROOT)}: {HOUSES.search(text)[0]}"
        for path, text in texts
        if path not in own and HOUSES.search(text)
    ] == []


@pytest.mark.parametrize("path", ["gongkai", ".ci/run"])
def test_scripts_run_and_parse(path):
    assert os.access(ROOT / path, os.X_OK)
    assert subprocess.run(["/bin/sh", "-n", str(ROOT / path)], check=False).returncode == 0


def test_ci_only_runs_the_tests():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines == ["#!/bin/sh", 'cd "$(dirname "$0")/.." && exec ./gongkai test']


def test_the_version_is_told_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_rule_is_switched_off_by_the_file():
    """An exception names its rule and its line; whole files are not excused."""
    excused = re.compile(r"^# (?:ruff: noqa|mypy: ignore-errors|type: ignore)|#\s*noqa\s*$", re.MULTILINE)
    assert [
        str(path.relative_to(ROOT))
        for path in files()
        if path.suffix == ".py" and excused.search(path.read_text(encoding="utf-8"))
    ] == []


def test_shipped_fonts_carry_their_licence():
    folders = {path.parent for path in files() if path.suffix in {".otf", ".ttf", ".ttc", ".woff2"}}
    assert [folder.name for folder in folders if not list(folder.glob("OFL*.txt"))] == []
