"""The inside of `bench portal`: fill an installation and publish in it, as its own process; one JSON line on stdout.

Items go in by the service that takes over former publications, each through its whole review and the triggers.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from typing import Any

from gongkai.web.preparation import mark_demonstration, prepare, start_django

SEEDED = 0.01
PUBLISHED = 25


def fill(count: int) -> dict[str, Any]:
    """Grow the installation to so many public items; return how long it took and which pages there are to ask for."""
    from gongkai.apps.demonstration import seed_bulk  # noqa: PLC0415 — after Django
    from gongkai.apps.demonstration.seed import prepare_county  # noqa: PLC0415 — as above
    from gongkai.apps.publishing.selectors.public import Shelf, total, walk  # noqa: PLC0415 — as above

    mark_demonstration()
    prepare_county(SEEDED)
    began = time.monotonic()
    added = seed_bulk.fill(count)
    spent = time.monotonic() - began
    keys = [row.key for row in walk()]
    step = max(len(keys) // 1_000, 1)
    return {"items": total(Shelf()), "added": added, "seconds": spent, "keys": keys[::step], **_lists()}


def publish() -> dict[str, Any]:
    """Publish some items one after the other; return the median milliseconds of the last act, and one key and title."""
    from gongkai.apps.demonstration.seed_papers import draft_and_review  # noqa: PLC0415 — after Django
    from gongkai.apps.demonstration.seed_papers import publish as publish_one  # noqa: PLC0415 — as above

    times = []
    for number in range(PUBLISHED):
        key = draft_and_review("commerce", f"测量用的通知第{number}件")
        began = time.perf_counter()
        publish_one("commerce", key)
        times.append((time.perf_counter() - began) * 1000)
    return {"publish_ms": statistics.median(times), "key": key}


def withdraw(key: str) -> dict[str, Any]:
    """Withdraw an item."""
    from gongkai.apps.demonstration.seed_papers import withdraw as withdraw_one  # noqa: PLC0415 — after Django

    withdraw_one("commerce", key)
    return {}


def _lists() -> dict[str, Any]:
    from gongkai.apps.portal.export_lists import Lists  # noqa: PLC0415 — after Django

    lists = [(each.base, len(each.pages())) for each in Lists()]
    deep = sorted(lists, key=lambda each: -each[1])[:40]
    return {"lists": [base for base, _ in deep], "archived": [[base, pages] for base, pages in deep if pages]}


def main(name: str, *arguments: str) -> None:
    """Do one thing and print what came of it."""
    start_django()
    prepare()
    if name == "fill":
        answer = fill(int(arguments[0]))
    elif name == "publish":
        answer = publish()
    else:
        answer = withdraw(arguments[0])
    sys.stdout.write(f"{json.dumps(answer, ensure_ascii=False)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
