"""Serve the installation from this process: worker processes that answer, and one that does what is due."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from gongkai.core.errors import GongkaiError

LOOPBACK = "127.0.0.1"
WAIT = 10


class PortTaken(GongkaiError):
    """Something else listens where the service should."""


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
        self.jobs = subprocess.Popen([sys.executable, "-P", "-m", "gongkai.web.jobs", str(os.getpid())])  # noqa: S603 — our own words
        sys.stdout.write(f"{self.ready}\n")
        sys.stdout.flush()

    def _on_exit(self, server: object) -> None:  # noqa: ARG002 — the server's signature
        if self.jobs is not None and self.jobs.poll() is None:
            self.jobs.send_signal(signal.SIGTERM)
            try:
                self.jobs.wait(WAIT)
            except subprocess.TimeoutExpired:
                self.jobs.kill()


def serve(host: str, port: int, ready: str) -> None:
    """Serve until interrupted; `PortTaken` where another program listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(f"{host}:{port}已经有程序在用：请先停掉它，或者用 --port 换一个端口。") from error
    Service(host, port, int(os.environ.get("GONGKAI_WORKERS") or 2), ready).run()
