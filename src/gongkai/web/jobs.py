"""The process beside the web server that does what is due: planned publications. It ends when the server does."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from types import FrameType

from gongkai.web.preparation import start_django

PAUSE = 0.5
logger = logging.getLogger(__name__)


def run(server: int) -> None:
    """Do what is due, again and again, while the process `server` lives."""
    start_django()
    from django.db import DatabaseError, close_old_connections  # noqa: PLC0415 — after the settings are known

    from gongkai.apps.publishing.services.schedule import publish_due  # noqa: PLC0415 — as above

    while os.getppid() == server:
        try:
            publish_due()
        except DatabaseError:
            logger.exception("jobs: the database doesn't answer")
            close_old_connections()
            time.sleep(PAUSE * 10)
        time.sleep(PAUSE)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 — a handler's signature
    sys.exit(0)  # no error that what it does might catch


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    run(int(sys.argv[1]))
