"""`gongkai test`: every check there is, one line for each; the tests on SQLite, then what keeps data on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import click

from gongkai.cli.environment import ROOT, NotPrepared, prepare
from gongkai.cli.suite_postgresql import NoCluster, private_cluster, version
from gongkai.cli.suite_programs import CHINESE, CHROMIUM, LIBREOFFICE, POPPLER, POSTGRESQL, Program, provide

UNPREPARED = 4
INTERRUPTED = 2
"""pytest's status where somebody stopped it."""
NOTHING = 5
"""pytest's status where no test was chosen."""
FAST = "not slow and not office and not ocr and not browser and not postgresql"
SELECTIONS = {
    "fast": ["-m", FAST],
    "all": [],
    "browser": ["-m", "browser"],
    "postgresql": [],
    "coverage": ["--cov", "--cov-report=term-missing:skip-covered"],
}
ON_POSTGRESQL = {"all", "postgresql"}
DATABASE = ["-m", "database"]
"""What keeps data; tests/conftest.py gives the mark to every test that asks for the database."""
DATABASE_PLACES = ("tests/apps", "tests/architecture/test_migrations.py", "tests/browser", "tests/cli", "tests/web")
"""Where such tests are, so that the rest need not be collected a second time; a test holds the list complete."""
PROGRAMS: dict[str, tuple[Program, ...]] = {
    "fast": (),
    "all": (LIBREOFFICE, POPPLER, CHROMIUM, CHINESE, POSTGRESQL),
    "browser": (CHROMIUM, CHINESE),
    "postgresql": (POSTGRESQL, CHROMIUM, CHINESE),
    "coverage": (LIBREOFFICE, POPPLER, CHROMIUM, CHINESE),
}
KEPT = {"GONGKAI_SCREENSHOTS"}
"""The one setting of the caller's own that tests listen to; data and configuration of an installation are not theirs."""
FOREIGN = {"PYTEST_ADDOPTS", "PYTHONPATH", "MYPYPATH", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}


class Step(NamedTuple):
    """A check that passes or fails: its name as printed and its command."""

    name: str
    command: tuple[str, ...]


STEPS = (
    Step("ruff check", ("-m", "ruff", "check", "--output-format=concise", ".")),
    Step("ruff format", ("-m", "ruff", "format", "--check", "--output-format=concise", ".")),
    Step("mypy", ("-m", "mypy")),
    Step("lint-imports", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
)


@click.command(context_settings={"ignore_unknown_options": True, "max_content_width": 100})
@click.argument(
    "selection", type=click.Choice([*SELECTIONS]), default="all", metavar="[fast|all|browser|postgresql|coverage]"
)
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED, metavar="[-- PYTEST参数…]")
@click.pass_context
def suite(ctx: click.Context, selection: str, pytest_arguments: tuple[str, ...]) -> None:
    """运行测试：ruff、mypy、import-linter、pytest，有一项不过，退出码就不是 0。

    all 是全部，也是默认：先在 SQLite 上跑，存取数据的测试再在 PostgreSQL 上跑一遍。
    fast 只跑快的（一分钟以内）；browser 只跑用浏览器做的；postgresql 只跑在 PostgreSQL 上的那一遍；coverage 另外统计覆盖率。

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
    provide(PROGRAMS[selection])
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="gongkai-"))
        databases = _databases(selection, stack)
        passed = [run(step, home) for step in STEPS]
        status = tests(databases, selection, pytest_arguments, home)
    ctx.exit(status or (0 if all(passed) else 1))


def _databases(selection: str, stack: ExitStack) -> dict[str, str]:
    """Return the databases to run on, by name, each with its `DATABASE_URL`; SQLite needs none."""
    chosen = {} if selection == "postgresql" else {"SQLite": ""}
    if selection in ON_POSTGRESQL and version():
        try:
            chosen[f"PostgreSQL {version()}"] = stack.enter_context(private_cluster())
        except NoCluster as error:
            click.echo(f"{error}{POSTGRESQL.without}。")
    return chosen


def run(step: Step, home: str) -> bool:
    """Run `step`, print its line (and what it said where it failed), and return whether it passed."""
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603 — our own words
        [sys.executable, *step.command],
        cwd=ROOT,
        env=environment(home),
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


def tests(databases: dict[str, str], selection: str, arguments: tuple[str, ...], home: str) -> int:
    """Run pytest once for each database; return the first status that is not 0."""
    statuses = []
    for name, address in databases.items():
        click.echo(name)
        if address:
            status = _pytest(
                [*DATABASE, *_places(arguments), *arguments], {**environment(home), "DATABASE_URL": address}
            )
            statuses.append(0 if status == NOTHING and arguments else status)  # the caller chose none of these
        else:
            statuses.append(_pytest([*SELECTIONS[selection], *arguments], environment(home)))
        if statuses[-1] == INTERRUPTED:
            break
    return next(filter(None, statuses), 0 if statuses else UNPREPARED)


def _places(arguments: tuple[str, ...]) -> list[str]:
    return [] if arguments else [place for place in DATABASE_PLACES if (ROOT / place).exists()]


def _pytest(arguments: list[str], surroundings: dict[str, str]) -> int:
    sys.stdout.flush()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *arguments]
    return subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode  # noqa: S603 — our own words


def environment(home: str) -> dict[str, str]:
    """Return the environment of a step: the same examples from hypothesis every time, no word of the caller's own.

    `home` stands for the folder of an installation, so that no check can read or write a real one.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in FOREIGN and (name in KEPT or not name.startswith("GONGKAI_"))
    }
    path = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", os.defpath)))
    return {**kept, "PATH": path, "HYPOTHESIS_PROFILE": "steady", "GONGKAI_HOME": home}
