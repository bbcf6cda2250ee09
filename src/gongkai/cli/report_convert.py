"""`gongkai report convert`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.report_input import STDIN, Command, Intake, jobs_option, path_type, refuse, report_at
from gongkai.core.errors import OutputRefused
from gongkai.formats.write.dispatch import write_report

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDINGS = ("docx", "pdf", "html", "xlsx", "json")


EXAMPLES = """gongkai report convert 年报.html 年报.docx
gongkai report convert 年报文件夹/ 输出文件夹/ --to pdf"""


@click.command(cls=Command, epilog=EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=path_type, metavar="文件或文件夹… 输出")
@click.option("--to", "ending", type=click.Choice(ENDINGS), help="输出到文件夹时的格式。")
@jobs_option
def convert(files: tuple[Path, ...], ending: str | None, jobs: int) -> None:
    """把年度报告转成官方格式：docx、pdf、html、xlsx 或 json，由输出文件的扩展名决定。

    最后一个是输出。多个文件或文件夹转到一个输出文件夹，用 --to 指明格式，原来的子文件夹保留；
    已有的同名输出会被替换（写完整才替换），但不会盖掉输入文件。
    """
    if len(files) < 2:
        refuse("还要写明输出：最后一个是输出文件，或者输出文件夹加 --to")
    *inputs, out = files
    if out == STDIN:
        refuse("输出要写明文件名，扩展名决定格式")
    if ending is None and (len(inputs) > 1 or inputs[0].is_dir() or out.is_dir()):
        refuse("输出到文件夹时要用 --to 指明格式，例如 --to docx")
    if ending is None and out.suffix.lower().lstrip(".") not in ENDINGS:
        refuse(f"不知道要写成什么格式：“{out.name}”的扩展名应是 {'、'.join(ENDINGS)} 之一")
    intake = Intake.of(tuple(inputs), jobs)
    targets = _targets(intake, out, ending)
    _refuse_inputs(intake.files, targets)
    count = sum(1 for _ in intake.each(partial(write_at, targets=targets, folder=ending is not None)))
    if not intake.single:
        click.echo(f"写好{count}份，在 {out}", err=True)
    intake.finish()


def write_at(path: Path, targets: dict[Path, Path], *, folder: bool) -> str:
    """Read one file and write it where `targets` says, making folders if asked; return the name of what was written."""
    report = report_at(path)
    target = targets[path]
    if folder:
        _make(target.parent)
    write_report(report, target)
    return str(target)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputRefused(f"{folder}：建不了这个文件夹（{error.strerror}），请换一个位置") from error


def _targets(intake: Intake, out: Path, ending: str | None) -> dict[Path, Path]:
    """Return input → output. Inputs that would write the same file keep their old ending in the name."""
    if ending is None:
        return dict.fromkeys(intake.files, out)
    stems = {file: _below(file, intake) for file in intake.files}
    times: dict[Path, int] = {}
    for stem in stems.values():
        times[stem] = times.get(stem, 0) + 1
    taken: set[Path] = set()
    targets: dict[Path, Path] = {}
    for file, stem in stems.items():
        name = stem.name if times[stem] == 1 else f"{stem.name}.{file.suffix.lstrip('.') or 'x'}"
        target = out / stem.with_name(f"{name}.{ending}")
        count = 1
        while target in taken:
            count += 1
            target = out / stem.with_name(f"{name}({count}).{ending}")
        taken.add(target)
        targets[file] = target
    return targets


def _below(file: Path, intake: Intake) -> Path:
    if file == STDIN:
        return Path("report")
    return file.relative_to(intake.selection.roots[file]).with_suffix("")


def _refuse_inputs(files: Sequence[Path], targets: dict[Path, Path]) -> None:
    inputs = {file.resolve() for file in files if file != STDIN}
    for file, target in targets.items():
        if target.resolve() in inputs:
            refuse(f"输出 {target} 就是输入文件，会把原文件（{file}）盖掉；请换一个输出名或文件夹")
