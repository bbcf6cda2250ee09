"""Starting and ending the service, as its own process: what can't work is told in a sentence, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.installation.home import ROOT

pytestmark = pytest.mark.slow
WAIT = 60


def command(*words):
    return [sys.executable, "-P", "-m", "gongkai", *words]


def run(environment, *words):
    return subprocess.run(command(*words), cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def small(tmp_path):
    """Return the environment of an installation with a database file of its own."""
    return {**os.environ, "GONGKAI_HOME": str(tmp_path / "home"), "DATABASE_URL": ""}


@pytest.fixture
def taken():
    """Return a port on which something else listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("name", ["serve", "demo"])
def test_a_taken_port_is_told_before_anything_is_prepared(small, taken, name):
    done = run(small, name, "--port", str(taken))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.strip() == f"127.0.0.1:{taken}已经有程序在用：请先停掉它，或者用 --port 换一个端口。"
    assert not Path(small["GONGKAI_HOME"]).exists()


def test_an_address_of_another_machine_is_not_taken_for_a_busy_port(small, free):
    done = run(small, "serve", "--host", "192.0.2.7", "--port", str(free))
    assert done.returncode == 3
    assert done.stderr.startswith(f"不能在192.0.2.7:{free}上监听")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "mysql://localhost/gongkai", "DATABASE_URL 看不懂"),
        ("DATABASE_URL", "postgresql://localhost:port/gongkai", "DATABASE_URL 看不懂"),
        ("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/gongkai", "连不上数据库"),
        ("GONGKAI_WORKERS", "many", "环境变量 GONGKAI_WORKERS 写成了“many”"),
        ("GONGKAI_HTTPS", "ja", "环境变量 GONGKAI_HTTPS 写成了“ja”"),
    ],
)
def test_a_variable_that_makes_no_sense_is_named(small, free, name, value, told):
    done = run({**small, name: value}, "serve", "--port", str(free))
    assert done.returncode == 3
    assert done.stderr.startswith(told)


def test_a_damaged_database_and_an_unusable_home_are_told_in_a_sentence(small):
    home = Path(small["GONGKAI_HOME"])
    home.write_text("a file")
    told = run(small, "audit", "verify")
    assert (told.returncode, told.stderr.split("：")[0]) == (3, f"数据文件夹 {home} 不能用")
    home.unlink()
    home.mkdir()
    (home / "gongkai.sqlite3").write_bytes(b"x" * 8192)
    told = run(small, "audit", "verify")
    assert told.returncode == 3
    assert told.stderr.startswith(f"数据库文件 {home / 'gongkai.sqlite3'} 打不开、写不进或者已经损坏")


def of_session(leader):
    """Return the processes of a session that still run."""
    found = []
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                words = (each / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(words[3]) == leader and words[0] != "Z":
                found.append(int(each.name))
    return found


class Serving:
    """`gongkai serve` in a session of its own."""

    def __init__(self, environment, port):
        self.process = subprocess.Popen(
            command("serve", "--port", str(port)),
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        for line in self.process.stdout:
            if f"http://127.0.0.1:{port}/（" in line:
                return
        pytest.fail("the service ended before it answered")

    def wait(self):
        """Wait until nothing of it runs; return its exit status and what it printed."""
        latest = time.monotonic() + WAIT
        while of_session(self.process.pid):
            self.process.poll()
            assert time.monotonic() < latest, of_session(self.process.pid)
            time.sleep(0.1)
        with self.process.stdout as printed:
            return self.process.wait(), printed.read()


def test_it_ends_with_all_its_processes_however_it_is_ended_and_starts_again_at_once(small, free):
    serving = Serving(small, free)
    assert Path(small["GONGKAI_HOME"], "gongkai.sqlite3").stat().st_mode & 0o077 == 0
    os.killpg(serving.process.pid, signal.SIGINT)  # Ctrl-C, as a terminal sends it, before the jobs have loaded
    assert serving.wait() == (0, "")
    serving = Serving(small, free)
    serving.process.terminate()
    assert serving.wait() == (0, "")
    serving = Serving(small, free)
    serving.process.kill()
    assert serving.wait()[0] == -signal.SIGKILL
    serving = Serving(small, free)
    serving.process.terminate()
    assert serving.wait() == (0, "")


def test_a_live_address_that_is_none_is_refused(small, tmp_path):
    done = run(small, "portal", "export", str(tmp_path / "site"), "--live", "zwgk.example")
    assert done.returncode == 2
    assert "--live" in done.stderr
    assert not (tmp_path / "site").exists()
