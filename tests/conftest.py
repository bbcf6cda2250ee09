"""Settings of every test: steady examples, and what the machine lacks said in one line."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from gongkai.cli.suite_postgresql import programs
from gongkai.cli.suite_programs import browser

# What is drawn is as wide as in a pipe, whatever the terminal or the test runner says of itself.
os.environ.pop("COLUMNS", None)
NEEDED = {
    "office": ("LibreOffice", lambda: shutil.which("soffice")),
    "browser": ("Chromium", browser),
    "postgresql": ("PostgreSQL", programs),
}
# Loaded once, by Django; looked into for examples it would be loaded again and make a second home.
collect_ignore = ["support/settings.py"]
IN_A_BROWSER = Path(__file__).parent / "browser"
REAL = {"transactional_db", "live_server"}
"""Fixtures that give a test the database with transactions that are really ended."""
DATABASE = REAL | {"db", "installation"}

# The time of one example says nothing on a shared machine. `steady` (in `./gongkai test`) tries the same examples
# every time; without it hypothesis looks for new ones.
settings.register_profile("searching", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", parent=settings.get_profile("searching"), derandomize=True, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "searching"))


def _absent():
    return {marker: name for marker, (name, found) in NEEDED.items() if not found()}


@pytest.hookimpl(tryfirst=True)  # before marks are chosen by
def pytest_collection_modifyitems(config, items):
    for item in items:
        if IN_A_BROWSER in item.path.parents:
            item.add_marker("browser")
        if item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")
    absent = _absent()
    left_out = [item for item in items if any(item.get_closest_marker(marker) for marker in absent)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_report_header(config):
    del config
    return [f"left out: tests marked {marker}, this machine has no {name}" for marker, name in _absent().items()]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Stop the browser of the tests before; see `tests.support.browser.Chromium`."""
    support = sys.modules.get("tests.support.browser")
    if support is not None and IN_A_BROWSER not in item.path.parents:
        support.CHROMIUM.stop()


def pytest_sessionfinish(session):
    del session
    support = sys.modules.get("tests.support.browser")
    if support is not None:
        support.CHROMIUM.stop()


@pytest.fixture(autouse=True)
def _empty_cache(request):
    """Forget counters of sign-ins after a test whose transactions were real; the others are rolled back."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if REAL & set(request.fixturenames) or (marker and marker.kwargs.get("transaction")):
        from django.core.cache import cache

        cache.clear()


@pytest.fixture
def installation(tmp_path):
    """Return the environment of an installation of its own, for programs that a test starts: an empty home and database."""
    from tests.support.postgresql import empty_database

    with empty_database() as address:
        yield {**os.environ, "GONGKAI_HOME": str(tmp_path / "home"), "DATABASE_URL": address}


@pytest.fixture(scope="session")
def root():
    """Return the folder of the repository."""
    return Path(__file__).resolve().parents[1]
