"""The measurements of `bench portal`: the real server over a growing county, on SQLite and on PostgreSQL.

Every figure is of whole requests through the web server, as a browser sends them. `毫秒` are p99 at a steady rate unless the
row says otherwise; a request that had to wait for its turn is counted from when it was due. Answers that are not what they
should be are counted beside the times.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.cli.bench_load import Load, fetch, saturated, steady
from gongkai.cli.environment import ROOT
from gongkai.cli.suite_postgresql import private_cluster, programs
from gongkai.core.errors import OutputRefused

START = 120
WORDS = (
    ("二字常见", ("工作", "通知", "单位", "部门", "群众", "服务", "项目", "检查")),
    ("二字一般", ("消费", "养老", "防汛", "就业", "审批", "供热", "图书", "种子")),
    ("二字少见", ("缝纫", "围棋", "邮轮", "蜂蜜", "陶瓷", "滑雪", "皮影", "盆景")),
    ("四字", ("安全生产", "乡村振兴", "营商环境", "政务服务", "医疗保障", "食品安全", "公共服务", "招商引资")),
    ("多词", ("乡村 项目 资金", "就业 培训 企业", "安全 检查 隐患", "医保 参保 缴费", "项目 进展 资金")),
)
LIMITS = {"列表页": 60.0, "正文页": 40.0, "检索": 60.0}
BYPASS = "?unkept=1"
"""Any question keeps a page from being answered out of memory."""


class Row(NamedTuple):
    """One measurement: a figure in a unit, what was aimed at ("" for nothing), and how many answers were wrong."""

    where: str
    items: int
    what: str
    figure: float
    unit: str
    wanted: str = ""
    wrong: int = 0

    def line(self) -> str:
        """Return the row as a line of text."""
        wrong = f"　{self.wrong} 个回答不对" if self.wrong else ""
        wanted = f"　目标 {self.wanted}" if self.wanted else ""
        return f"{self.where:<10} {self.items:>7} 条  {self.what}  {self.figure:.1f} {self.unit}{wanted}{wrong}"


@dataclass(frozen=True)
class Site:
    """An installation under measurement."""

    where: str
    environment: dict[str, str]
    home: Path

    def inside(self, *words: str) -> dict[str, Any]:
        """Do something in the installation, in a process of its own; return what it answers."""
        command = [sys.executable, "-P", "-m", "gongkai.cli.bench_portal_site", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)  # noqa: S603 — our own words
        if done.returncode:
            raise OutputRefused(f"测量用的平台出了错：{done.stderr.strip()[-600:]}")
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer

    @contextmanager
    def server(self) -> Iterator[int]:
        """Serve the installation; yield the port."""
        port = random.randint(20_000, 40_000)  # noqa: S311 — any port
        command = [sys.executable, "-P", "-m", "gongkai", "serve", "--port", str(port)]
        server = subprocess.Popen(  # noqa: S603 — our own words
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        try:
            _await(server, port)
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


def measure(sizes: Sequence[int], databases: Sequence[str], seconds: float, rate: float) -> Iterator[Row]:
    """Yield the measurements, each as soon as it is made: every size on every database."""
    for name in databases:
        with _installation(name) as site:
            for size in sizes:
                yield from _of_size(site, size, seconds, rate)


@contextmanager
def _installation(name: str) -> Iterator[Site]:
    home = Path(tempfile.mkdtemp(prefix="gongkai-bench-"))
    environment = {**os.environ, "GONGKAI_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    try:
        if name == "sqlite":
            yield Site("SQLite", environment, home)
        elif programs() is None:
            raise OutputRefused("没有找到 PostgreSQL：请先安装，或者只测 --databases sqlite。")
        else:
            with private_cluster() as address:
                yield Site("PostgreSQL", {**environment, "DATABASE_URL": address}, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _of_size(site: Site, size: int, seconds: float, rate: float) -> Iterator[Row]:
    filled = site.inside("fill", str(size))
    items = filled["items"]
    if filled["added"]:
        yield Row(site.where, items, "移入", filled["added"] / filled["seconds"], "条/秒")
    with site.server() as port:
        filled["lists"] = [path for path in filled["lists"] if b" 200 " in fetch(port, path)[:20]]
        for what, paths in _pages(filled):
            steady(port, paths[:20], rate, 2)
            yield _p99(site, items, what, steady(port, paths, rate, seconds))
        for label, words in WORDS:
            yield _p99(site, items, f"检索 {label}，按时间", _searched(port, words, "newest", rate, seconds))
            yield _p99(site, items, f"检索 {label}，按相关度", _searched(port, words, "ranked", rate, seconds), 150.0)
        yield from _saturation(site, items, port, filled, seconds)
        yield from _freshness(site, items, port)
    yield from _export(site, items)


def _pages(filled: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Return the pages to ask for; with a question, so that each is made anew."""
    pick = random.Random(1)  # noqa: S311 — the same every time
    archived = [f"{base}{pick.randint(1, pages)}/{BYPASS}" for base, pages in filled["archived"] for _ in range(20)]
    lists = [f"{base}{BYPASS}" for base in filled["lists"]] * 5 + archived
    details = [f"/item/{key}/{BYPASS}" for key in filled["keys"]]
    for paths in (lists, details):
        pick.shuffle(paths)
    yield "列表页 每次现做", lists
    yield "正文页 每次现做", details
    yield "列表页", [path.removesuffix(BYPASS) for path in lists]
    yield "正文页", [path.removesuffix(BYPASS) for path in details]


def _searched(port: int, words: Sequence[str], order: str, rate: float, seconds: float) -> Load:
    return steady(port, [f"/search/?q={each}&order={order}" for each in words], rate, seconds)


def _p99(site: Site, items: int, what: str, load: Load, limit: float = 0.0) -> Row:
    wanted = limit or next(limit for name, limit in LIMITS.items() if what.startswith(name))
    return Row(site.where, items, f"{what} p99", load.percentile(0.99), "毫秒", f"≤ {wanted:.0f}", load.bad)


def _saturation(site: Site, items: int, port: int, filled: dict[str, Any], seconds: float) -> Iterator[Row]:
    kept = [*filled["lists"][:20], *(f"/item/{key}/" for key in filled["keys"][:80])]
    for path in kept * 3:
        fetch(port, path)
    made = saturated(port, [f"{path}{BYPASS}" for path in kept], seconds)
    from_memory = saturated(port, kept, seconds)
    yield Row(site.where, items, "最多 每次现做", made.rate, "次/秒", "", made.bad)
    yield Row(site.where, items, "最多", from_memory.rate, "次/秒", "", from_memory.bad)
    yield Row(site.where, items, "从内存答与现做之比", from_memory.rate / made.rate if made.rate else 0.0, "倍", "≥ 5")


def _freshness(site: Site, items: int, port: int) -> Iterator[Row]:
    """Publish and withdraw from another process, and see after how long every place knows."""
    places = (
        "/a/commerce/",
        "/a/commerce/latest/",
        "/c/latest/",
        "/feeds/latest.atom",
        "/search/?q=测量用的通知&order=newest",
    )
    for path in places:
        fetch(port, path)
    told = site.inside("publish")
    key = told["key"]
    yield Row(site.where, items, "发布一条（中位数）", told["publish_ms"], "毫秒")
    yield Row(
        site.where, items, "发布后处处可见", _until(port, (*places, f"/item/{key}/"), key, there=True), "毫秒", "≤ 1000"
    )
    site.inside("withdraw", key)
    yield Row(site.where, items, "撤下后处处不见", _until(port, places, key, there=False), "毫秒", "≤ 1000")


def _until(port: int, places: Sequence[str], key: str, *, there: bool) -> float:
    """Return the milliseconds until every place shows an item, or none does any more; each is asked of all workers."""
    began = time.perf_counter()
    told = f"/item/{key}/".encode()
    for path in places:
        seen = 0
        while seen < 6:
            answer = fetch(port, path)
            right = (told in answer) is there if path != f"/item/{key}/" else b" 200 " in answer[:20]
            seen = seen + 1 if right else 0
            if time.perf_counter() - began > START:
                raise OutputRefused(f"{path}一直没有反映发布或者撤下：{answer[:200]!r}")
    return (time.perf_counter() - began) * 1000


def _export(site: Site, items: int) -> Iterator[Row]:
    folder = site.home / "exported"
    first = _exported(site, folder)
    yield Row(site.where, items, "静态导出", first["written"] / first["seconds"], "页/秒", "≥ 300")
    site.inside("publish")
    again = _exported(site, folder)
    yield Row(site.where, items, f"改动后再导出（{again['written']} 个文件）", again["seconds"], "秒", "≤ 1")
    shutil.rmtree(folder)


def _exported(site: Site, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", "gongkai", "portal", "export", str(folder), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=True)  # noqa: S603 — our own words
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _await(server: subprocess.Popen[str], port: int) -> None:
    """Wait until a server says that it answers, and does."""
    line = server.stdout.readline() if server.stdout else ""
    if not re.search(rf":{port}/", line):
        raise OutputRefused("测量用的服务没有启动。")
    began = time.monotonic()
    while time.monotonic() - began < START:
        try:
            if b" 200 " in fetch(port, "/healthz")[:20]:
                return
        except OSError:
            time.sleep(0.1)
    raise OutputRefused("测量用的服务没有回答。")
