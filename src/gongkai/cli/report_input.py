"""What all commands over report files share: their arguments, reading past bad files, progress, and the exit status."""

from __future__ import annotations

import importlib
import json
import sys
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from gongkai.core.errors import InvalidReport, ReportUnreadable, UnknownLayout
from gongkai.corpus.files import Selection, select
from gongkai.corpus.parallel import Done, each
from gongkai.corpus.reading import read_file
from gongkai.formats.read.dispatch import read_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from gongkai.core.report.model import Report

Result = TypeVar("Result")

FOUND_ERRORS = 1
WRONG_CALL = 2
UNREADABLE = 3
STDIN = Path("-")
STDIN_NAME = "标准输入"
NAMED_AT_MOST = 20

path_type = click.Path(path_type=Path, allow_dash=True)
report_files = click.argument("files", nargs=-1, required=True, type=path_type, metavar="文件或文件夹…")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    help="json：给程序；text：给人看。不写时用 text（只有 report read 在不显示到终端时用 json）。",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(min=0), default=0, metavar="数", help="同时用几个进程；不写时按处理器个数。"
)


class Command(click.Command):
    """A command whose epilog is examples, one a line, printed as they stand."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 — click's signature
        """Write the examples, one a line."""
        formatter.write("\n例：\n")
        for line in (self.epilog or "").splitlines():
            formatter.write(f"  {line}\n")


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that all of them have: `--format`, handed over as `form`, and `--jobs`."""
    return format_option(jobs_option(command))


def terminal() -> Any:
    """Return the module that draws with rich; it is heavy, so only what draws asks for it."""
    return importlib.import_module("gongkai.cli.terminal")


def wants_text(form: str | None) -> bool:
    """Say whether a person is to read the answer: yes, unless json was asked for."""
    return form != "json"


def report_at(path: Path) -> Report:
    """Return the report in a file, or on standard input for `-`."""
    if path != STDIN:
        return read_file(path)
    data = sys.stdin.buffer.read()
    report = read_report(data, STDIN_NAME)
    report.source = STDIN_NAME
    return report


def name_of(path: Path) -> str:
    """Return the file as the user gave it, in words for standard input."""
    return STDIN_NAME if path == STDIN else str(path)


def print_json(value: object) -> None:
    """Print one JSON value, readable, with Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def one_line(value: object) -> str:
    """Return one JSON value on one line."""
    return json.dumps(value, ensure_ascii=False, default=str)


def refuse(sentence: str) -> NoReturn:
    """End with status 2: the call is wrong."""
    raise click.UsageError(sentence, click.get_current_context(silent=True))


@dataclass(slots=True)
class Intake:
    """The files of one call, and what could not be read of them.

    `single` says that one file was named: its answer is printed alone, and its failure is the call's.
    """

    selection: Selection
    single: bool
    jobs: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, paths: tuple[Path, ...], jobs: int = 0) -> Intake:
        """Find the files at `paths`; what does not exist is the first failure."""
        if STDIN in paths:
            if len(paths) > 1:
                refuse("“-”（标准输入）只能单独给，不能和其他文件一起")
            return cls(Selection([STDIN], {STDIN: STDIN}), single=True)
        selection = select(paths)
        single = len(paths) == 1 and not paths[0].is_dir()
        intake = cls(selection, single, jobs)
        for path, sentence in selection.unfound:
            intake.fail(path, sentence)
        if not selection.files and not selection.unfound:
            intake.fail(paths[0], "这个文件夹里没有可以读的文件，请检查是否选错")
        return intake

    @property
    def files(self) -> list[Path]:
        """The files to read, in order."""
        return self.selection.files

    def fail(self, path: Path, sentence: str) -> None:
        """Keep what is wrong with a file for the end."""
        self.failures.append((name_of(path), sentence))

    def each(self, work: Callable[[Path], Result]) -> Iterator[tuple[Path, Result]]:
        """Yield file and answer of every file that could be read, with progress on a terminal; failures are kept."""
        with self._progress() as advance:
            for done in self._done(work):
                advance()
                if done.failure is not None:
                    self.fail(done.file, done.failure)
                else:
                    yield done.file, done.value  # type: ignore[misc]  # no failure: the value is work's

    def _done(self, work: Callable[[Path], Result]) -> Iterator[Done[Result]]:
        if not self.single:
            return each(work, self.files, self.jobs)
        return self._only(work)

    def _only(self, work: Callable[[Path], Result]) -> Iterator[Done[Result]]:
        """Do the one file here, so that a fault of the program is a traceback and not a sentence."""
        for file in self.files:
            try:
                yield Done(file, work(file))
            except ReportUnreadable as error:
                yield Done(file, failure=error.why)
            except (InvalidReport, UnknownLayout) as error:
                yield Done(file, failure=str(error))

    def _progress(self) -> AbstractContextManager[Callable[[], None]]:
        if self.single or len(self.files) < 2 or not sys.stderr.isatty():
            return nullcontext(lambda: None)
        progress: AbstractContextManager[Callable[[], None]] = terminal().progress(len(self.files))
        return progress

    def finish(self, *, errors: bool = False) -> NoReturn:
        """Tell what could not be read, and end with the exit status of the contract."""
        for name, sentence in self.failures[: NAMED_AT_MOST if len(self.failures) > 1 else 1]:
            click.echo(f"{name}：{sentence}", err=True)
        if len(self.failures) > 1:
            click.echo(f"共{len(self.files)}个文件，其中{len(self.failures)}个读不了。", err=True)
        passed_over = self.selection.passed_over
        if passed_over:
            names = "、".join(path.name for path in passed_over[:3])
            click.echo(f"另有{len(passed_over)}个文件看扩展名不是文档，没有读：{names}…", err=True)
        status = UNREADABLE if self.failures else FOUND_ERRORS if errors else 0
        raise click.exceptions.Exit(status)

    def unreadable(self) -> list[dict[str, str]]:
        """Return what could not be read, for JSON."""
        return [{"file": name, "message": sentence} for name, sentence in self.failures]
