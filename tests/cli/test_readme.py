"""What the READMEs show is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.cli.main import gongkai

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```console\n\$ \./gongkai ([^\n]+)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_output_shown_is_the_output_printed(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    blocks = BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert len(blocks) == 2
    for command, shown in blocks:
        printed = CliRunner().invoke(gongkai, command.split(), env={"COLUMNS": "100"}).output
        assert printed.startswith(shown.rstrip("\n"))
