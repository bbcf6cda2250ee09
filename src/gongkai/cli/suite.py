"""`gongkai test`: every check there is, one line for each, pytest's own summary last."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import click

from gongkai.cli.environment import ROOT, NotPrepared, prepare

UNPREPARED = 4
WAIT = 600
FAST = "not slow and not office and not ocr and not browser"
SELECTIONS = {
    "fast": ["-m", FAST],
    "all": [],
    "coverage": ["--cov", "--cov-report=term-missing:skip-covered"],
}


class Step(NamedTuple):
    """A check that passes or fails: its name as printed and its command."""

    name: str
    command: tuple[str, ...]


class Program(NamedTuple):
    """A program of the system that some tests need: how to call it, the Debian package, what it is for."""

    command: str
    package: str
    purpose: str


STEPS = (
    Step("ruff check", ("-m", "ruff", "check", "--output-format=concise", ".")),
    Step("ruff format", ("-m", "ruff", "format", "--check", "--output-format=concise", ".")),
    Step("mypy", ("-m", "mypy")),
    Step("lint-imports", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
)
PROGRAMS = (
    Program("soffice", "libreoffice-writer", "用 LibreOffice 生成和打开 .doc、.docx 的测试"),
    Program("pdftotext", "poppler-utils", "用 poppler 核对 PDF 的测试"),
)


@click.command(context_settings={"ignore_unknown_options": True, "max_content_width": 100})
@click.argument("selection", type=click.Choice([*SELECTIONS]), default="all", metavar="[fast|all|coverage]")
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED, metavar="[-- PYTEST参数…]")
@click.pass_context
def suite(ctx: click.Context, selection: str, pytest_arguments: tuple[str, ...]) -> None:
    """运行测试：ruff、mypy、import-linter、pytest，有一项不过，退出码就不是 0。

    fast 只跑快的（一分钟以内）；all 是全部，也是默认；coverage 另外统计覆盖率。

    \b
    ./gongkai test
    ./gongkai test fast
    ./gongkai test all -- -k table3
    """
    try:
        prepare("test")
    except NotPrepared as error:
        click.echo(str(error), err=True)
        ctx.exit(UNPREPARED)
    if selection != "fast":
        provide(PROGRAMS)
    passed = [run(step) for step in STEPS]
    sys.stdout.flush()
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "worksteal",
        *SELECTIONS[selection],
        *pytest_arguments,
    ]
    tests = subprocess.run(command, cwd=ROOT, env=_environment(), check=False)  # noqa: S603 — our own words
    ctx.exit(tests.returncode or (0 if all(passed) else 1))


def run(step: Step) -> bool:
    """Run `step`, print its line (and what it said where it failed), and return whether it passed."""
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603 — our own words
        [sys.executable, *step.command],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    if not passed:
        click.echo(done.stdout.rstrip())
    mark = click.style("通过", fg="green") if passed else click.style("未过", fg="red", bold=True)
    click.echo(f"{mark} {step.name}（{time.monotonic() - began:.1f} 秒）")
    return passed


def provide(programs: tuple[Program, ...]) -> None:
    """Install missing `programs` where that is ours to do (root on Debian); say what stays untested otherwise."""
    missing = [program for program in programs if shutil.which(program.command) is None]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        click.echo(f"正在安装测试要用的 {'、'.join(program.package for program in missing)}……", err=True)
        _install([program.package for program in missing])
        missing = [program for program in missing if shutil.which(program.command) is None]
    for program in missing:
        click.echo(f"没有 {program.command}（{program.package}），略过{program.purpose}。")


def _install(packages: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        try:
            subprocess.run(command, env=quiet, capture_output=True, timeout=WAIT, check=True)  # noqa: S603 — our own words
        except (subprocess.SubprocessError, OSError):
            return


def _environment() -> dict[str, str]:
    """Return the environment of a step: the same examples from hypothesis every time, no word of the caller's pytest."""
    kept = {key: value for key, value in os.environ.items() if key not in {"PYTEST_ADDOPTS", "PYTHONPATH", "MYPYPATH"}}
    path = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", os.defpath)))
    return {**kept, "PATH": path, "HYPOTHESIS_PROFILE": "steady"}
