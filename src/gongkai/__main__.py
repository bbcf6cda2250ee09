"""`python -m gongkai` is the command line."""

from __future__ import annotations

from gongkai.cli.main import gongkai

gongkai(prog_name="gongkai")
