"""Fixtures of tests in a real browser: pages that fail their test for any fault, signing in, axe, pictures."""

from __future__ import annotations

import os

import pytest
from PIL import Image
from tests.support.browser import CHROMIUM, Faults, session_cookie, violations

SCREENSHOTS = "GONGKAI_SCREENSHOTS"
"""Set to `docs`, the pictures that tests take are written into docs/images."""
COLOURS = 128
"""Of a picture that is kept: enough for letters on paper, and a third of the bytes."""
CONTEXTS = pytest.StashKey[list]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Take a picture of every open page of a test that failed, and tell where it is."""
    report = yield
    if call.when == "call" and report.failed:
        folder = item.config._tmp_path_factory.getbasetemp()
        pages = [page for context in item.stash.get(CONTEXTS, []) for page in context.pages]
        for number, page in enumerate(pages):
            path = folder / f"failed-{item.name}-{number}.png"
            page.screenshot(path=path)
            report.sections.append((f"picture of {page.url}", str(path)))
    return report


@pytest.fixture
def live(live_server):
    """Return the address of the site, served by threads of this process on the test's database."""
    return live_server.url


@pytest.fixture
def faults():
    """Collect what pages may not do; the test fails for each, unless it said `faults.expect(…)` before."""
    collected = Faults()
    yield collected
    assert collected.verdict() == []


@pytest.fixture
def opened(live, faults, request):
    """Return a function that opens an empty page of a kind (desktop, phone, plain), with the site's address as base."""
    contexts = request.node.stash.setdefault(CONTEXTS, [])

    def open_page(kind="desktop", *, user=None, **options):
        context = CHROMIUM.context(kind, base_url=live, **options)
        contexts.append(context)
        faults.watch(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live)])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(opened):
    """Open a page as on a desk: 1280 by 900."""
    return opened()


@pytest.fixture
def phone(opened):
    """Open a page as on a phone: 360 by 740, touched by fingers."""
    return opened("phone")


@pytest.fixture
def plain(opened):
    """Open a page that runs no script."""
    return opened("plain")


@pytest.fixture
def signed_in(opened):
    """Return a function that opens a page of its own on which `user` is signed in; several may be open at a time."""

    def sign_in(user, kind="desktop"):
        return opened(kind, user=user)

    return sign_in


@pytest.fixture
def accessible():
    """Return a function that fails the test for whatever axe-core calls serious or critical on a page."""

    def check(page):
        found = violations(page)
        assert found == [], "\n".join([page.url, *found])

    return check


@pytest.fixture(scope="session")
def pictures(tmp_path_factory, root):
    """Return where pictures go: docs/images where that is asked for, else a temporary folder."""
    return root / "docs" / "images" if os.environ.get(SCREENSHOTS) == "docs" else tmp_path_factory.mktemp("pictures")


@pytest.fixture
def shoot(pictures):
    """Return a function that keeps a picture of a page, whole or `full=False` as seen first, and returns its path."""

    def keep(page, name, *, full=True):
        path = pictures / f"{name}.png"
        page.screenshot(path=path, full_page=full, animations="disabled")
        drawn = Image.open(path).convert("RGB")
        drawn.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
        return path

    return keep
