"""Settings of every test: steady examples, and what the machine lacks said in one line."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# What is drawn is as wide as in a pipe, whatever the terminal or the test runner says of itself.
os.environ.pop("COLUMNS", None)
NEEDED = {"office": ("soffice", "LibreOffice")}

# The time of one example says nothing on a shared machine. `steady` (in `./gongkai test`) tries the same examples
# every time; without it hypothesis looks for new ones.
settings.register_profile("searching", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", parent=settings.get_profile("searching"), derandomize=True, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "searching"))


def _absent():
    return {marker: name for marker, (command, name) in NEEDED.items() if shutil.which(command) is None}


def pytest_collection_modifyitems(config, items):
    absent = _absent()
    left_out = [item for item in items if any(item.get_closest_marker(marker) for marker in absent)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_report_header(config):
    del config
    return [f"left out: tests marked {marker}, this machine has no {name}" for marker, name in _absent().items()]


@pytest.fixture(scope="session")
def root():
    """Return the folder of the repository."""
    return Path(__file__).resolve().parents[1]
