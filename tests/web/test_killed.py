"""The real service, killed (kill −9) in the middle of its work again and again: what is there afterwards fits together."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

from gongkai.installation.home import ROOT

pytestmark = pytest.mark.slow
READY = 15
ROUNDS = 3
TOKEN = "a" * 32
COUNTY = """
import json, sys
from gongkai.web.preparation import prepare, start_django
start_django(); prepare()
from django.test import Client
from gongkai.apps.accounts.models import User
from tests.support.publishing import Office, agency
office = Office(agency())
items = [office.reviewed(office.draft(f"第{number}号通知")) for number in range(int(sys.argv[1]))]
client = Client()
client.force_login(User.objects.get(pk=office.publisher.id), backend="allauth.account.auth_backends.AuthenticationBackend")
told = [[each.key, each.latest.digest, each.edition] for each in items]
print(json.dumps({"session": client.cookies["sessionid"].value, "items": told}))
"""
LOOK = """
import json
from gongkai.web.preparation import start_django
start_django()
from gongkai.apps.publishing.models import PublicItem
from tests.support.soundness import faults
print(json.dumps({"faults": faults(), "online": sorted(PublicItem.objects.values_list("key", flat=True))}))
"""


class Service:
    """`gongkai serve` as a process of its own, with whatever it starts."""

    def __init__(self, environment, port):
        command = [sys.executable, "-P", "-m", "gongkai", "serve", "--port", str(port)]
        self.log = Path(environment["GONGKAI_HOME"]) / "serve.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.address = f"http://127.0.0.1:{port}"

    def wait(self):
        """Return once it answers."""
        for _ in range(600):
            try:
                if requests.get(f"{self.address}/healthz", timeout=5).status_code == 200:
                    return
            except requests.RequestException:
                time.sleep(0.1)
        pytest.fail(self.log.read_text("utf-8", errors="replace")[-2000:])

    def workers(self):
        """Return the ids of the processes that answer, and of the one that does what is due."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(each) for each in path.read_text().split()]

    def kill(self, *, whole=False):
        """Kill the processes that answer, or the service with all of them, as a cut of the power would."""
        for number in [*([self.process.pid] if whole else []), *self.workers()]:
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if whole:
            self.process.wait(30)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill(whole=True)


def run(environment, code, *arguments):
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def publish(service, session, item):
    """Send what the button sends; None where nobody answered."""
    key, content, edition = item
    data = {"csrfmiddlewaretoken": TOKEN, "published-content": content, "published-edition": edition}
    cookies = {"sessionid": session, "csrftoken": TOKEN}
    address = f"{service.address}/desk/items/{key}/acts/published/"
    try:
        return requests.post(address, data, cookies=cookies, allow_redirects=False, timeout=30).status_code
    except requests.RequestException:
        return None


@pytest.fixture
def environment(installation):
    places = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return {**installation, "PYTHONPATH": places, "GONGKAI_WORKERS": "2", "GONGKAI_SECOND_FACTOR": "optional"}


def test_what_is_killed_in_the_middle_of_publishing_leaves_nothing_half_done(environment):
    told = run(environment, COUNTY, str(READY))
    left, done, cut = list(told["items"]), set(), 0
    port = free_port()
    service = Service(environment, port)
    try:
        for turn in range(ROUNDS):
            service.wait()
            batch, left = left[: READY // ROUNDS], left[READY // ROUNDS :]
            answers = {}

            def send(mine, service=service, answers=answers):
                for item in mine:
                    answers[item[0]] = publish(service, told["session"], item)

            threads = [threading.Thread(target=send, args=(batch[number::2],)) for number in range(2)]
            for thread in threads:
                thread.start()
            while not answers:  # somebody is being answered now
                time.sleep(0.005)
            for _ in range(3):
                service.kill(whole=turn == ROUNDS - 1)
                if turn == ROUNDS - 1:
                    break
                time.sleep(0.15)
            for thread in threads:
                thread.join(120)
            assert set(answers.values()) <= {302, 409, None}, service.log.read_text("utf-8", errors="replace")[-3000:]
            done |= {key for key, status in answers.items() if status == 302}
            cut += sum(status is None for status in answers.values())
            looked = run(environment, LOOK)
            assert looked["faults"] == []
            assert done <= set(looked["online"]), "what was answered as done stays done"
        assert cut, "nothing was killed in the middle"
        service = Service(environment, port)
        service.wait()
        for item in told["items"]:
            assert publish(service, told["session"], item) in {302, 409}
    finally:
        service.stop()
    looked = run(environment, LOOK)
    assert looked == {"faults": [], "online": sorted(key for key, _, _ in told["items"])}
    proof = [sys.executable, "-P", "-m", "gongkai", "audit", "verify"]
    assert subprocess.run(proof, cwd=ROOT, env=environment, capture_output=True, check=False).returncode == 0
