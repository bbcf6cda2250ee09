"""Serve the installation from this process: worker processes that answer, and one that does what is due."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.workers.base import Worker

from gongkai.core.errors import GongkaiError
from gongkai.web.configuration import configuration

LOOPBACK = "127.0.0.1"
WAIT = 10
PATIENCE = 3
LOOK = 1.0
"""How often, in seconds, a worker without work looks whether its server still lives: one that was killed leaves none behind."""


class PortTaken(GongkaiError):
    """The service can't listen where it should: something else does, or this machine doesn't let it."""


class Service(BaseApplication):
    """The web server with our settings; it calls `ready` once it answers, and takes the process of jobs with it."""

    def __init__(self, host: str, port: int, workers: int, ready: str) -> None:
        self.place, self.workers, self.ready = f"{host}:{port}", workers, ready
        self.jobs: subprocess.Popen[bytes] | None = None
        super().__init__()

    def load_config(self) -> None:
        """Tell the server what we want of it."""
        settings: dict[str, Any] = {
            "bind": [self.place],
            "workers": self.workers,
            "worker_class": "sync",
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 5,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "limit_request_line": 8_190,
            "loglevel": "warning",
            "control_socket_disable": True,
            "pre_fork": _share_no_connection,
            "post_fork": _look_often,
            "when_ready": self._when_ready,
            "on_exit": self._on_exit,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """Return what answers, with all its pages loaded: what can't be loaded ends the start, not every answer."""
        from django.urls import get_resolver  # noqa: PLC0415 — after the settings are known

        from gongkai.web.wsgi import application  # noqa: PLC0415 — as above

        get_resolver().check()
        return application

    def _when_ready(self, server: object) -> None:  # noqa: ARG002 — the server's signature
        self.jobs = subprocess.Popen(  # noqa: S603 — our own words
            [sys.executable, "-P", "-m", "gongkai.web.jobs", str(os.getpid())],
            process_group=0,  # Ctrl-C reaches the server only, which ends this one itself
        )
        sys.stdout.write(f"{self.ready}\n")
        sys.stdout.flush()

    def _on_exit(self, server: object) -> None:  # noqa: ARG002 — the server's signature
        if self.jobs is not None and self.jobs.poll() is None:
            self.jobs.send_signal(signal.SIGTERM)
            try:
                self.jobs.wait(WAIT)
            except subprocess.TimeoutExpired:
                self.jobs.kill()


def _share_no_connection(server: object, worker: object) -> None:  # noqa: ARG001 — the server's signature
    """Close what the server itself has asked the database by: two processes on one connection read each other's answers."""
    from django.db import connections  # noqa: PLC0415 — after the settings are known

    connections.close_all()


def _look_often(server: object, worker: Worker) -> None:  # noqa: ARG001 — the server's signature
    worker.timeout = LOOK


def require_port(host: str, port: int) -> None:
    """Refuse to start with `PortTaken` where another program listens there; one that is just ending is waited for."""
    latest = time.monotonic() + PATIENCE
    while error := _why_taken(host, port):
        if error.errno != errno.EADDRINUSE:
            raise PortTaken(f"不能在{host}:{port}上监听：请检查 --host 是不是本机的地址、端口能不能用。") from error
        if time.monotonic() > latest:
            raise PortTaken(f"{host}:{port}已经有程序在用：请先停掉它，或者用 --port 换一个端口。") from error
        time.sleep(0.1)


def _why_taken(host: str, port: int) -> OSError | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error
    return None


def serve(host: str, port: int, ready: str) -> None:
    """Serve until interrupted; `PortTaken` where another program listens there."""
    require_port(host, port)
    Service(host, port, configuration().workers, ready).run()
