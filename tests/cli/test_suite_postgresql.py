"""The PostgreSQL of a test run is its own, and gone when whoever asked for it is gone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from gongkai.cli import suite_postgresql as module
from gongkai.cli.suite_postgresql import NoCluster, private_cluster, programs, version

pytestmark = pytest.mark.postgresql
PARENT = """
import sys
from gongkai.cli.suite_postgresql import private_cluster
with private_cluster() as address:
    print(address, flush=True)
    sys.stdin.read()
"""


def listening(address):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(address).port)) == 0


def gone(address, within=90):
    latest = time.monotonic() + within
    while listening(address) and time.monotonic() < latest:
        time.sleep(0.05)
    return not listening(address)


def folder_of(address):
    with psycopg.connect(address) as connection:
        (folder,) = connection.execute("SHOW data_directory").fetchone()
    return Path(folder).parent


def test_a_cluster_answers_in_utf8_keeps_nothing_safe_and_leaves_nothing():
    with private_cluster() as address:
        with psycopg.connect(address) as connection:
            shown = connection.execute(
                "SELECT current_setting('server_encoding'), current_setting('fsync'), '公开' COLLATE \"C\" < '开'"
            ).fetchone()
        folder = folder_of(address)
        assert shown == ("UTF8", "off", True)
        assert folder.exists()
    assert gone(address)
    assert not folder.exists()


def test_nobody_enters_without_the_password():
    with private_cluster() as address:
        stranger = address.replace(urlsplit(address).password, "guess")
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(stranger)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_who_asked_for_it(number):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with parent:
        address = parent.stdout.readline().strip()
        folder = folder_of(address)
        os.kill(parent.pid, number)
        parent.wait(90)
    assert gone(address)
    latest = time.monotonic() + 90
    while folder.exists() and time.monotonic() < latest:
        time.sleep(0.05)
    assert not folder.exists()


def test_an_error_inside_ends_it_too():
    addresses = []

    def fail():
        with private_cluster() as address:
            addresses.append(address)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gone(*addresses)


def test_the_version_is_the_servers():
    assert int(version().split(".")[0]) >= 9


def test_without_postgresql_there_is_no_version_and_no_cluster(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(module, "DEBIAN", tmp_path)
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    monkeypatch.setattr(module.signal, "signal", lambda *_: None)
    assert (programs(), version()) == (None, "")
    assert module.keep() == 1
    assert capsys.readouterr().out == "没有找到 initdb\n"


def test_the_newest_version_is_taken(monkeypatch, tmp_path):
    for name in ("9.6", "15", "13"):
        for program in ("initdb", "postgres"):
            path = tmp_path / name / "bin" / program
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    monkeypatch.setattr(module, "DEBIAN", tmp_path)
    assert programs() == tmp_path / "15" / "bin"


def test_what_it_says_when_it_cannot_start_is_passed_on(monkeypatch):
    monkeypatch.setattr(module.sys, "executable", "/bin/echo")
    with pytest.raises(NoCluster, match="PostgreSQL 启动不了：-P -m gongkai"), private_cluster():
        pass


def test_a_server_that_will_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(module, "STOP", 0.5)
    stubborn = subprocess.Popen(
        ["/bin/sh", "-c", "trap '' INT; echo deaf; while :; do sleep 0.1; done"], stdout=subprocess.PIPE
    )
    with stubborn:
        stubborn.stdout.readline()
        module._stop(stubborn)
    assert stubborn.returncode in {-signal.SIGQUIT, -signal.SIGKILL}  # the last where the machine is slow
