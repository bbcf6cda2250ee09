"""Load on a server of this machine: so many requests a second, or as many as it bears; every answer is looked at."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import quote

HOST = "127.0.0.1"
TIMEOUT = 30
GOOD = b" 200 "


@dataclass
class Load:
    """What came of a load: milliseconds of every request, from when it was due; and answers that were not good."""

    times: list[float] = field(default_factory=list)
    bad: int = 0
    seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """Return the milliseconds that a share of the requests took at most."""
        ordered = sorted(self.times)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0

    @property
    def rate(self) -> float:
        """Return the requests answered a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0


def fetch(port: int, path: str) -> bytes:
    """Return the whole answer to one request, head and body, as it came."""
    told = f"GET {quote(path, safe='/?=&%:.-_~')} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\r\n"
    with socket.create_connection((HOST, port), TIMEOUT) as connection:
        connection.sendall(told.encode("ascii"))
        received = []
        while piece := connection.recv(65536):
            received.append(piece)
    return b"".join(received)


def steady(port: int, paths: Sequence[str], rate: float, seconds: float, threads: int = 12) -> Load:
    """Send requests at a rate whether or not earlier ones have been answered; a late start counts as waiting."""
    load, lock, began = Load(), threading.Lock(), time.perf_counter() + 0.05
    due = iter(enumerate(path for path, _ in zip(cycle(paths), range(int(rate * seconds)), strict=False)))

    def work() -> None:
        while True:
            with lock:
                number, path = next(due, (-1, ""))
            if number < 0:
                return
            moment = began + number / rate
            time.sleep(max(moment - time.perf_counter(), 0))
            _ask(load, lock, port, path, moment)

    _run(work, threads)
    load.seconds = time.perf_counter() - began
    return load


def saturated(port: int, paths: Sequence[str], seconds: float, threads: int = 8) -> Load:
    """Send as many requests as are answered, each thread one after the other."""
    load, lock = Load(), threading.Lock()
    began = time.perf_counter()
    addresses = _endless(paths)

    def work() -> None:
        while (moment := time.perf_counter()) - began < seconds:
            with lock:
                path = next(addresses)
            _ask(load, lock, port, path, moment)

    _run(work, threads)
    load.seconds = time.perf_counter() - began
    return load


def _ask(load: Load, lock: threading.Lock, port: int, path: str, moment: float) -> None:
    try:
        good = GOOD in fetch(port, path)[:20]
    except OSError:
        good = False
    spent = (time.perf_counter() - moment) * 1000
    with lock:
        load.times.append(spent)
        load.bad += not good


def _run(work: Callable[[], None], threads: int) -> None:
    started = [threading.Thread(target=work) for _ in range(threads)]
    for each in started:
        each.start()
    for each in started:
        each.join()


def _endless(paths: Sequence[str]) -> Iterator[str]:
    return cycle(paths)
