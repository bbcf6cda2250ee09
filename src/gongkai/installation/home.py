"""Where an installation keeps everything: `GONGKAI_HOME`, by default `var/` in the project's root."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def home() -> Path:
    """Return the home folder; it may not exist yet."""
    return Path(os.environ.get("GONGKAI_HOME") or ROOT / "var").resolve()
