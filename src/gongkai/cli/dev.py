"""`gongkai dev`: what whoever changes the program needs, from the lock files to the generated documents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from gongkai.cli.environment import ROOT, NotPrepared, prepare
from gongkai.cli.pages import PAGES
from gongkai.core.errors import OutputRefused

GROUPS = ("runtime", "test", "bench")
LOCALE = ROOT / "src" / "gongkai" / "cli" / "locale"
COMPILE = (
    "pip",
    "compile",
    "--no-config",
    "--generate-hashes",
    "--universal",
    "--fork-strategy=fewest",
    "--python-version=3.11",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


@click.group()
def dev() -> None:
    """开发用：重新锁定依赖，重新生成文档。"""


@dev.command()
@click.option("--upgrade", is_flag=True, help="换成各软件包的最新版本；不加则只补上缺的。")
def lock(*, upgrade: bool) -> None:
    """按 requirements/*.in 重新写出带校验值的锁定文件。

    \b
    ./gongkai dev lock
    ./gongkai dev lock --upgrade
    """
    for group in GROUPS:
        _tool("uv", *COMPILE, *(["--upgrade"] if upgrade else []), "--output-file", f"{group}.lock", f"{group}.in")
        click.echo(f"requirements/{group}.lock")


@dev.command()
def docs() -> None:
    """重新生成 docs/generated 里的文档，以及 click 提示语的中文译文。

    \b
    ./gongkai dev docs
    """
    _tool("babel.messages.frontend", "--quiet", "compile", "--directory", str(LOCALE))
    click.echo(LOCALE.relative_to(ROOT))
    for name, page in PAGES.items():
        path = ROOT / "docs" / "generated" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(), encoding="utf-8")
        click.echo(path.relative_to(ROOT))


def _tool(module: str, *arguments: str) -> None:
    """Run a tool of the test group in `requirements/`; its own words go to the terminal."""
    try:
        prepare("test")
    except NotPrepared as error:
        raise OutputRefused(str(error)) from error
    folder: Path = ROOT / "requirements"
    done = subprocess.run(  # noqa: S603 — our own words
        [sys.executable, "-m", module, *arguments], cwd=folder, stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise OutputRefused(f"{module} 没有成功，原因见上；已有的文件没有改动。")
