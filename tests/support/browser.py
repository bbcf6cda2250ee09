"""Real Chromium, driven by Playwright: started when a test wants it, stopped when one comes that does not."""

from __future__ import annotations

import os
import re
from importlib import import_module
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from gongkai.cli.suite_programs import browser as executable

HOSTS = {"127.0.0.1", "localhost"}
NEARBY = {"", "data", "blob", "about"}
"""Schemes that fetch nothing from anywhere."""
# Nothing but this machine can be found, whatever a page asks for.
LONELY = "--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
UNSAFE = "DJANGO_ALLOW_ASYNC_UNSAFE"
SERIOUS = {"serious", "critical"}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
PLAIN = {**DESKTOP, "java_script_enabled": False}
KINDS = {"desktop": DESKTOP, "phone": PHONE, "plain": PLAIN}
PATIENCE = 10_000
"""Milliseconds that a step may take on a busy machine before the test fails."""
expect.set_options(timeout=PATIENCE)


class Chromium:
    """The one browser of this process.

    While Playwright's driver runs, an event loop is marked as running in this thread; Django then refuses to touch
    the database, and `asyncio.run` refuses to start. So Django is told that it is meant, and the driver is stopped
    before the next test that has nothing to do with a browser.
    """

    def __init__(self):
        self._driver: Playwright | None = None
        self._browser: Browser | None = None

    def context(self, kind: str, **options) -> BrowserContext:
        """Return a fresh context (its own cookies and storage) of a kind in `KINDS`."""
        if self._browser is None:
            os.environ[UNSAFE] = "true"
            self._driver = sync_playwright().start()
            self._browser = self._driver.chromium.launch(executable_path=executable(), args=[LONELY])
        told = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "reduced_motion": "reduce"}
        context = self._browser.new_context(**{**told, **KINDS[kind], **options})
        context.set_default_timeout(PATIENCE)
        return context

    def stop(self) -> None:
        """End browser and driver; the next context starts them again."""
        browser, driver = self._browser, self._driver
        self._browser = self._driver = None
        if browser is not None:
            browser.close()
        if driver is not None:
            driver.stop()
            del os.environ[UNSAFE]


CHROMIUM = Chromium()


class Faults:
    """What a page may not do, collected while a test runs: errors in the console or in a script, words to strangers.

    The console also tells of whatever the content security policy refused and of every answer that is an error.
    """

    def __init__(self):
        self._found: list[str] = []
        self._expected: dict[str, bool] = {}

    def watch(self, context: BrowserContext) -> None:
        """Collect the faults of every page of `context`."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self._add(f"error in a script: {error.error}"))
        context.on("request", self._request)

    def expect(self, pattern: str) -> None:
        """Ask for a fault: one that matches the regular expression has to come, and is none then."""
        self._expected[pattern] = False

    def verdict(self) -> list[str]:
        """Return what is wrong: every fault nobody asked for, and every one asked for that did not come."""
        missing = [f"did not come: {pattern}" for pattern, came in self._expected.items() if not came]
        return [*self._found, *missing]

    def _add(self, fault: str) -> None:
        wanted = [pattern for pattern in self._expected if re.search(pattern, fault)]
        self._expected |= dict.fromkeys(wanted, True)
        if not wanted:
            self._found.append(fault)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._add(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in NEARBY and address.hostname not in HOSTS:
            self._add(f"asks a stranger: {request.url}")


def violations(page: Page) -> list[str]:
    """Return what axe-core finds serious or critical on `page`: rule, what to do, where; one line for each.

    The script is given to the page by the browser's own door, which the content security policy does not close.
    """
    answer = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{found['impact']} {found['id']}: {found['help']} at {' '.join(map(str, node['target']))}\n    {node['html']}"
        for found in answer["violations"]
        if found["impact"] in SERIOUS
        for node in found["nodes"]
    ]


def session_cookie(user, address: str) -> dict:
    """Return the cookie of a session that `user` has at `address`, made without going through the form."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = user._meta.pk.value_to_string(user)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": address, "httpOnly": True}
