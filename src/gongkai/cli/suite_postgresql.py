"""A PostgreSQL of its own for a run of tests: in a temporary folder, reachable from this machine only, gone afterwards.

A small process keeps the cluster. It waits for the end of its input, which comes when whoever started it leaves,
whatever way that happens; then it ends the server and removes the folder. So Ctrl-C and `kill -9` leave nothing behind.
"""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.core.errors import GongkaiError

DEBIAN = Path("/usr/lib/postgresql")
OWNER = "gongkai"
ADDRESS = "postgresql://"
START = 60
"""Seconds until a cluster must answer."""
STOP = 10
"""Seconds between one way of ending a server and the next, less patient one."""
ATTEMPTS = 3
"""The free port may be taken by another program between looking and listening."""
STATUS_LINE = 7
"""Where `postmaster.pid` tells whether the server answers."""
FAST = {
    "fsync": "off",  # nobody needs these data after a power cut
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "256MB",
    "max_connections": "60",
}


class NoCluster(GongkaiError):
    """PostgreSQL is there and does not start; the sentence has its own words."""


def programs() -> Path | None:
    """Return the folder that holds the newest PostgreSQL server of this machine; None where there is none."""
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: _version(path.parents[1].name), reverse=True)
    on_path = shutil.which("initdb")
    found = [*versions, *([Path(on_path).resolve()] if on_path else [])]
    return next((path.parent for path in found if (path.parent / "postgres").exists()), None)


def version() -> str:
    """Return what the server found calls itself, "15.18"; empty where there is none."""
    folder = programs()
    if folder is None:
        return ""
    said = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False)  # noqa: S603 — our own words
    number = re.search(r"\d+(?:\.\d+)*", said.stdout)
    return number[0] if number else ""


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", name))


@contextmanager
def private_cluster() -> Iterator[str]:
    """Run a fresh, empty PostgreSQL and yield its `DATABASE_URL`; raises `NoCluster`."""
    command = [sys.executable, "-P", "-m", "gongkai.cli.suite_postgresql"]
    keeper = subprocess.Popen(  # noqa: S603 — our own words
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    with keeper:  # leaving it closes the keeper's input and waits for its end
        said = keeper.stdout.readline().strip() if keeper.stdout else ""
        if not said.startswith(ADDRESS):
            raise NoCluster(f"PostgreSQL 启动不了：{said or '没有说明原因'}。请检查它的安装，再运行一次。")
        yield said


def keep() -> int:
    """Start a cluster, print its address, wait for the end of the input, clear everything away."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, _leave)
    folder = Path(tempfile.mkdtemp(prefix="gongkai-", dir=_reachable()))
    server = None
    try:
        server, address = _start(folder)
        print(address, flush=True)
        sys.stdin.read()
    except (NoCluster, OSError) as error:
        print(str(error).replace("\n", " "), flush=True)
        return 1
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _leave(number: int, _: object) -> None:
    sys.exit(128 + number)


def _reachable() -> str:
    """Return a folder for temporary files that another user can enter, too."""
    usual = Path(tempfile.gettempdir())
    places = (usual, Path("/tmp"), Path("/var/tmp"))  # noqa: S108 — mkdtemp makes a folder of its own below it
    open_to_all = (place for place in places if all(part.stat().st_mode & 0o001 for part in (place, *place.parents)))
    return str(next(open_to_all, usual))


def _start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    binaries = programs()
    if binaries is None:
        raise NoCluster("没有找到 initdb")
    user = _user()
    password = secrets.token_hex(16)
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    if user is not None:
        for path in (folder, secret):
            os.chown(path, user.pw_uid, user.pw_gid)
    initialise = [
        *(str(binaries / "initdb"), "--no-sync", "--no-instructions", "--encoding=UTF8", "--locale=C.UTF-8"),
        *(f"--username={OWNER}", f"--pwfile={secret}", "--auth-local=trust", "--auth-host=scram-sha-256"),
        *("-D", str(folder / "data")),
    ]
    made = _run(initialise, folder, user)
    if made.wait():
        raise NoCluster(_last_words(folder))
    for _ in range(ATTEMPTS):
        port = _free_port()
        settings = {**FAST, "listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": str(folder)}
        told = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        server = _run([str(binaries / "postgres"), "-D", str(folder / "data"), *told], folder, user)
        if _answers(server, folder / "data" / "postmaster.pid"):
            return server, f"{ADDRESS}{OWNER}:{password}@127.0.0.1:{port}/postgres"
        _stop(server)
    raise NoCluster(_last_words(folder))


def _user() -> pwd.struct_passwd | None:
    """Return who runs the server where we are root, whom it refuses to serve."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _run(command: list[str], folder: Path, user: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 — our own words
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=None if user is None else user.pw_uid,
            group=None if user is None else user.pw_gid,
            extra_groups=None if user is None else [],
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _answers(server: subprocess.Popen[bytes], status: Path) -> bool:
    """Wait until the server says in its status file that it is ready; False where it ended or takes too long."""
    latest = time.monotonic() + START
    while server.poll() is None and time.monotonic() < latest:
        try:
            lines = status.read_text(encoding="utf-8").splitlines()
        except OSError:
            lines = []
        if len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready":
            return True
        time.sleep(0.05)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the server: first as one does (SIGINT: PostgreSQL's fast shutdown), then at once."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(number)
        try:
            server.wait(STOP)
        except subprocess.TimeoutExpired:
            continue


def _last_words(folder: Path) -> str:
    said = (folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()
    return "；".join(said[-3:])


if __name__ == "__main__":
    sys.exit(keep())
