"""`gongkai setup`: the first agency, those below it, and the first administrator of an empty installation."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from gongkai.core.publication.scope import Level

LEVELS = {level.value: level.label for level in Level}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the installation is to be: its name, the first agency, the administrator's names."""

    platform: str
    agency: str
    key: str
    level: str
    admin: str
    admin_name: str


@click.command()
@click.option("--platform", default="政府信息公开平台", show_default=True, help="平台名称。")
@click.option("--agency", default="", help="最上级机构的全称，如 某某县人民政府。")
@click.option("--key", default="", help="这个机构的编码，用在网址里，只用小写字母、数字和连字符。")
@click.option(
    "--level", type=click.Choice([*LEVELS]), default=Level.COUNTY_GOVERNMENT.value, show_default=True, help="级别。"
)
@click.option("--admin", default="", help="系统管理员的登录名。")
@click.option("--admin-name", default="", help="系统管理员的姓名。")
@click.option("--password-stdin", is_flag=True, help="从标准输入读管理员的密码；不加则在屏幕上输入。")
@click.option(
    "--tree", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="下级机构的表格（xlsx、csv）。"
)
@click.option("--dry-run", is_flag=True, help="只检查表格，不写入。")
@click.option(
    "--template", type=click.Path(path_type=Path, dir_okay=False), help="把表格的样表写到这个文件，不做别的。"
)
def setup(  # noqa: PLR0913 — each is an option of the command
    *,
    platform: str,
    agency: str,
    key: str,
    level: str,
    admin: str,
    admin_name: str,
    password_stdin: bool,
    tree: Path | None,
    dry_run: bool,
    template: Path | None,
) -> None:
    """首次设置：最上级机构、下级机构、第一个系统管理员。要么全部成功，要么什么都不改。

    也可以不用这个命令：运行 ./gongkai serve 后打开屏幕上给出的设置页面。

    \b
    ./gongkai setup --template 机构表.xlsx
    ./gongkai setup --agency 某某县人民政府 --key county --admin admin --admin-name 张某 --tree 机构表.xlsx
    """
    from gongkai.web.preparation import prepare, start_django  # noqa: PLC0415 — Django takes a second

    start_django()
    prepare()
    if template is not None:
        from gongkai.apps.agencies.services.tree_import import tree_template  # noqa: PLC0415 — as above

        template.write_bytes(tree_template())
        click.echo(f"样表已经写到 {template}，填好后用 --tree 导入。")
        return
    wanted = Wanted(platform, agency, key, level, admin, admin_name)
    missing = [f"--{name}" for name in ("agency", "key", "admin") if not getattr(wanted, name)]
    if missing:
        raise click.UsageError(f"请写明 {'、'.join(missing)}。")
    password = "" if dry_run else _password(from_stdin=password_stdin)
    _set_up(wanted, password, tree, dry_run=dry_run)


def _set_up(wanted: Wanted, password: str, tree: Path | None, *, dry_run: bool) -> None:
    """Set the installation up, or only look at the table."""
    from django.db import transaction  # noqa: PLC0415 — Django takes a second

    from gongkai.apps.agencies.services.first_run import Administrator, TreeFile, set_up  # noqa: PLC0415 — as above
    from gongkai.apps.agencies.services.tree import NewAgency  # noqa: PLC0415 — as above

    table = TreeFile(tree.read_bytes(), tree.name) if tree is not None else None
    administrator = Administrator(wanted.admin, wanted.admin_name or wanted.admin, password or "dry-run-9a7f3c21")
    root = NewAgency(wanted.key, wanted.agency, Level(wanted.level))
    with transaction.atomic():
        plan = set_up(wanted.platform, root, administrator, table)
        if dry_run:
            transaction.set_rollback(True)
    told = f"，下级机构{len(plan.planned)}个" if plan.planned else ""
    click.echo(
        f"检查通过{told}，没有写入。" if dry_run else f"设置完成：{wanted.agency}{told}。用 ./gongkai serve 运行平台。"
    )


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    told: str = click.prompt("系统管理员的密码", hide_input=True, confirmation_prompt="再输入一次")
    return told
