"""`gongkai publication scan`."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from gongkai.cli.publication_places import Sheet, sheet_of
from gongkai.cli.report_input import (
    STDIN,
    Command,
    Intake,
    common,
    name_of,
    one_line,
    print_json,
    refuse,
    report_files,
    wants_text,
)
from gongkai.core.errors import OutputRefused
from gongkai.core.publication.marks import Mark, Urgency, rule
from gongkai.core.publication.masking import mask, unmaskable
from gongkai.core.publication.scan import scan as scan_text
from gongkai.corpus.reading import load
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.read.hidden import asides_of

EXAMPLES = """gongkai publication scan 拟公开稿.docx
gongkai publication scan 低保公示.xlsx --mask -o 低保公示（已遮盖）.txt
gongkai publication scan 待发布/ --format json > 审查.json"""

PLACES_AT_MOST = 20
AROUND = 18
_SIGNS = {Urgency.MUST_MASK: ("✗", "red"), Urgency.ASK: ("?", "yellow"), Urgency.HINT: ("·", "cyan")}


@dataclass(frozen=True, slots=True)
class Scanned:
    """A document's text and what was found in it; `unread` names what could not be looked into."""

    sheet: Sheet
    format: str
    marks: tuple[Mark, ...]
    unread: tuple[str, ...] = ()

    def count(self, urgency: Urgency) -> int:
        """Count the marks of one urgency."""
        return sum(mark.urgency is urgency for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Masked:
    """What became of the marks of a masked text: covered, left because doubtful, and not written at all.

    `outside` counts those in headers, comments and other parts that stand in the file, not in its body.
    """

    covered: int
    doubtful: int
    outside: int


@click.command(cls=Command, epilog=EXAMPLES)
@report_files
@click.option(
    "--mask", "masking", is_flag=True, help="把必须处理的个人信息遮盖后的文字写到 -o 指定的文件，原文件不动。"
)
@click.option("--doubtful", is_flag=True, help="与 --mask 一起用：“请核实”的也遮盖。")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="遮盖后的文字写到这个文本文件。",
)
@common
def scan(
    *, files: tuple[Path, ...], masking: bool, doubtful: bool, output: Path | None, form: str | None, jobs: int
) -> None:
    """公开前查个人信息和密级标志：身份证号、手机、银行卡、住址、病情，密级、工作秘密、内部资料、不予公开、稿本。

    正文以外随文件一起出去的也查：页眉、页脚、脚注、批注、文本框、隐藏的文字、修订中删除的文字、隐藏的工作表、注释、文档属性。
    查不了的（图片里的字、嵌入的文件、宏）在“没有检查”里写明。

    每一处写明位置、把握有多大、依据哪一条、遮盖后是什么样。有必须处理的，退出状态是 1；文件读不了时是 3。
    程序只提示，不能代替保密审查；没有查出来，不等于可以公开。
    """
    _check_call(files, masking=masking, doubtful=doubtful, output=output)
    intake = Intake.of(files, jobs)
    if output is not None and not intake.single:
        refuse("--mask 一次只能遮盖一个文件")
    if wants_text(form):
        found = _draw(intake, output, doubtful=doubtful)
    elif intake.single:
        found = _print_one(intake, output, doubtful=doubtful)
    else:
        found = _print_many(intake)
    intake.finish(errors=found)


def _check_call(files: tuple[Path, ...], *, masking: bool, doubtful: bool, output: Path | None) -> None:
    if masking != (output is not None):
        refuse("--mask 和 -o 要一起写")
    if doubtful and not masking:
        refuse("--doubtful 要与 --mask 一起用")
    if output is not None and any(
        file != STDIN and file.exists() and output.exists() and output.samefile(file) for file in files
    ):
        refuse("-o 不能写到原文件上，请换一个文件名")


def scanned_at(path: Path) -> Scanned:
    """Read and scan one file, of whatever format."""
    data = sys.stdin.buffer.read() if path == STDIN else load(path)
    document = read_document(data, name_of(path))
    asides = asides_of(data, document)
    sheet = sheet_of(document, asides.texts)
    return Scanned(sheet, document.format, scan_text(sheet.text), tuple(asides.unread))


def _draw(intake: Intake, output: Path | None, *, doubtful: bool) -> bool:
    urgent = False
    for path, found in intake.each(scanned_at):
        draw(name_of(path), found)
        urgent = urgent or found.count(Urgency.MUST_MASK) > 0
        if output is not None:
            _tell(_write(found, output, doubtful=doubtful), output)
    return urgent


def _print_one(intake: Intake, output: Path | None, *, doubtful: bool) -> bool:
    urgent = False
    for path, found in intake.each(scanned_at):
        plain = {"file": str(path), **plain_of(found)}
        urgent = found.count(Urgency.MUST_MASK) > 0
        if output is not None:
            plain["masked"] = asdict(_write(found, output, doubtful=doubtful))
        print_json(plain)
    return urgent


def _print_many(intake: Intake) -> bool:
    urgent = False
    click.echo('{"files": [', nl=False)
    before = "\n"
    for path, found in intake.each(scanned_at):
        click.echo(f"{before}{one_line({'file': str(path), **plain_of(found)})}", nl=False)
        before = ",\n"
        urgent = urgent or found.count(Urgency.MUST_MASK) > 0
    click.echo(f'\n],\n"unreadable": {one_line(intake.unreadable())}}}')
    return urgent


def _tell(masked: Masked, output: Path) -> None:
    click.echo(f"已遮盖{masked.covered}处，写到 {output}。")
    if masked.doubtful:
        click.echo(f"另有{masked.doubtful}处请核实，没有遮盖；要一起遮盖，请加 --doubtful。")
    if masked.outside:
        click.echo(f"正文以外的{masked.outside}处没有写进去；原文件里还有，请不要直接公开原文件。")


def _write(found: Scanned, output: Path, *, doubtful: bool) -> Masked:
    """Write the masked body; what bears a mark of secrecy anywhere is refused, for no paint makes it public."""
    forbidden = unmaskable(found.marks)
    if forbidden:
        named = "、".join(dict.fromkeys(f"{mark.kind.label}“{mark.text}”" for mark in forbidden))
        raise OutputRefused(f"文件里有{named}，不能靠遮盖后公开，没有写出；请先报保密工作机构或者制作单位处理。")
    wanted = {Urgency.MUST_MASK, Urgency.ASK} if doubtful else {Urgency.MUST_MASK}
    inside = [mark for mark in found.marks if mark.start < found.sheet.body]
    covered = [mark for mark in inside if mark.urgency in wanted and mark.masked is not None]
    try:
        output.write_text(mask(found.sheet.text[: found.sheet.body], covered) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputRefused(f"写不了 {output}（{error.strerror}），请换一个位置。") from error
    left = sum(mark.urgency is Urgency.ASK for mark in inside if mark not in covered)
    return Masked(len(covered), left, len(found.marks) - len(inside))


def draw(name: str, found: Scanned) -> None:
    """Print what was found in one document, the gravest first, alike findings together."""
    counts = "　".join(f"{urgency.label}{found.count(urgency)}处" for urgency in Urgency)
    click.echo(f"{click.style(name, bold=True)}　{counts if found.marks else _nothing(found)}")
    if found.unread:
        click.echo(f"  没有检查：{'、'.join(found.unread)}。请另行人工检查。")
    groups: dict[tuple[int, str, str], list[Mark]] = {}
    for mark in found.marks:
        groups.setdefault((mark.urgency.rank, mark.kind.value, mark.explanation), []).append(mark)
    for _, alike in sorted(groups.items(), key=lambda group: (group[0][0], group[1][0].start)):
        _draw_group(found.sheet, alike)
    click.echo()


def _nothing(found: Scanned) -> str:
    where = "查过的部分里" if found.unread else ""
    return f"{where}没有发现个人信息和密级一类标志。"


def _draw_group(sheet: Sheet, alike: list[Mark]) -> None:
    first = alike[0]
    sign, colour = _SIGNS[first.urgency]
    heading = click.style(f"{sign} {first.urgency.label}　{first.kind.label}　{len(alike)}处", fg=colour, bold=True)
    click.echo(f"\n{heading}\n  {first.explanation}")
    if rule(first.kind).sure == "conv":
        click.echo("  这一项怎样处理，法律没有逐字规定，是通行做法，各地可以另定。")
    text = sheet.text
    for mark in alike[:PLACES_AT_MOST]:
        masked = f"　→　{mark.masked}" if mark.masked is not None else ""
        click.echo(f"  {sheet.place(mark.start).words(mark.start)}：{_context(text, mark, colour)}{masked}")
    if len(alike) > PLACES_AT_MOST:
        click.echo(f"  另有{len(alike) - PLACES_AT_MOST}处，用 --format json 看全部。")


def _context(text: str, mark: Mark, colour: str) -> str:
    """Return the mark in the line around it, in brackets and colour."""
    left = text[max(0, mark.start - AROUND) : mark.start].rpartition("\n")[2]
    right = text[mark.end : mark.end + AROUND].partition("\n")[0]
    middle = click.style(f"【{_flat(mark.text)}】", fg=colour, bold=True)
    return f"{_flat(left)}{middle}{_flat(right)}"


def _flat(text: str) -> str:
    return " ".join(text.replace("\n", "⏎").split("\t"))


def plain_of(found: Scanned) -> dict[str, Any]:
    """Return what was found in one document, for JSON; `start` and `end` count in its whole text."""
    return {
        "format": found.format,
        "summary": {urgency.value: found.count(urgency) for urgency in Urgency},
        "unread": list(found.unread),
        "marks": [_plain(found.sheet, mark) for mark in found.marks],
    }


def _plain(sheet: Sheet, mark: Mark) -> dict[str, Any]:
    place = sheet.place(mark.start)
    return {
        "kind": mark.kind.value,
        "label": mark.kind.label,
        "urgency": mark.urgency.value,
        "start": mark.start,
        "end": mark.end,
        "text": mark.text,
        "masked": mark.masked,
        "explanation": mark.explanation,
        "cites": [str(cite) for cite in mark.cites],
        "sure": rule(mark.kind).sure,
        "where": place.words(mark.start),
        "place": place.plain(mark.start),
    }
