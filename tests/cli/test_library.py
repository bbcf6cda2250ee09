from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import gongkai


def test_every_public_name_is_there_and_listed() -> None:
    for name in gongkai.__all__:
        assert getattr(gongkai, name).__doc__, name
        assert name in dir(gongkai)
    assert set(gongkai._HOME_OF) == set(gongkai.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        gongkai.nothing  # noqa: B018


def test_importing_costs_nothing() -> None:
    code = "import sys, gongkai; print([name for name in sys.modules if name.startswith('gongkai.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_version_is_the_project_s() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == gongkai.__version__
