"""Programs of the system that tests need: installed where that is ours to do, told of in one line where it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

import click

from gongkai.cli.suite_postgresql import programs

WAIT = 600
"""Seconds that one call of apt-get may take."""
CLUSTERS = Path("/etc/postgresql-common/createcluster.d")
"""Where Debian's PostgreSQL reads whether installing it makes a database of its own and starts it."""
NO_CLUSTER = "create_main_cluster = false\n"
FONTS = Path("/usr/share/fonts/opentype/noto")
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class Program(NamedTuple):
    """A program that some tests need: what it is called, the Debian package, how it is without it, how it is found."""

    name: str
    package: str
    without: str
    found: Callable[[], bool] | None = None

    @property
    def missing(self) -> bool:
        """Whether this machine does not have it."""
        return not self.found() if self.found else shutil.which(self.name) is None


def browser() -> str | None:
    """Return the Chromium of this machine; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


LIBREOFFICE = Program("soffice", "libreoffice-writer", "略过用 LibreOffice 生成和打开 .doc、.docx 的测试")
POPPLER = Program("pdftotext", "poppler-utils", "略过用 poppler 核对 PDF 的测试")
CHROMIUM = Program("chromium", "chromium", "略过用浏览器做的测试", lambda: browser() is not None)
CHINESE = Program(
    "中文字体",
    "fonts-noto-cjk",
    "浏览器截图里的汉字可能显示不出来",
    lambda: any(FONTS.glob("Noto*CJK*")) or shutil.which("fc-list") is None,
)
POSTGRESQL = Program("PostgreSQL", "postgresql", "略过在 PostgreSQL 上再跑一遍的测试", lambda: programs() is not None)


def provide(wanted: tuple[Program, ...]) -> None:
    """Install what of `wanted` is missing where that is ours to do (root on Debian); say what stays untested else."""
    missing = [program for program in wanted if program.missing]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        click.echo(f"正在安装测试要用的 {'、'.join(program.package for program in missing)}……", err=True)
        with _no_cluster_made() if POSTGRESQL in missing else nullcontext():
            _install([program.package for program in missing])
        missing = [program for program in missing if program.missing]
    for program in missing:
        click.echo(f"没有 {program.name}（{program.package}），{program.without}。")


def _install(packages: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        try:
            subprocess.run(command, env=quiet, capture_output=True, timeout=WAIT, check=True)  # noqa: S603 — our own words
        except (subprocess.SubprocessError, OSError):
            return


@contextmanager
def _no_cluster_made() -> Iterator[None]:
    """Let PostgreSQL's package install programs only: no database of the system, no service that is started."""
    rule = CLUSTERS / "gongkai.conf"
    try:
        CLUSTERS.mkdir(parents=True, exist_ok=True)
        rule.write_text(NO_CLUSTER, encoding="ascii")
    except OSError:
        yield
        return
    try:
        yield
    finally:
        rule.unlink(missing_ok=True)
