"""Documents agree with the program: what can be generated is, and what is written names things that exist."""

from __future__ import annotations

import configparser
import re

import click
import pytest
from tests.architecture.sources import ROOT

from gongkai.cli.pages import PAGES, commands

DOCS = ROOT / "docs"
WRITTEN = [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
CALL = re.compile(r"\./gongkai((?: [a-z][a-z-]*)+)")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_generated_pages_are_up_to_date(name):
    assert (DOCS / "generated" / name).read_text(encoding="utf-8") == PAGES[name](), "run ./gongkai dev docs"


def test_nothing_else_is_generated():
    assert {path.name for path in (DOCS / "generated").iterdir()} == set(PAGES)


@pytest.mark.parametrize("page", [page for page in WRITTEN if page.exists()], ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", [page for page in WRITTEN if page.exists()], ids=lambda page: page.name)
def test_documents_call_commands_that_exist(page):
    known = {tuple(name.split()[1:]) for name, _ in commands()}
    groups = {name for name in known if any(len(other) > len(name) and other[: len(name)] == name for other in known)}
    wrong = []
    for call in CALL.findall(page.read_text(encoding="utf-8")):
        said = tuple(call.split())
        depth = 2 if said[:1] in groups and len(said) > 1 else 1
        if said[:depth] not in known:
            wrong.append(call)
    assert wrong == []


@pytest.mark.parametrize(("name", "ctx"), list(commands()), ids=[name for name, _ in commands()])
def test_every_command_has_help_and_an_example(name, ctx):
    assert (ctx.command.help or "").strip()
    text = ctx.get_help()
    assert "\\b" not in text, "click reads the character \\b: no raw string"
    if not isinstance(ctx.command, click.Group):
        assert name.removeprefix("./") in text, "show a call"


def test_the_architecture_page_tells_the_layers_of_the_contract():
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contract["importlinter:contract:layers"]["layers"].split()
    layers = [layer for layer in layers if layer.isidentifier() and layer != "__main__"]
    told = re.search(
        r"^`([a-z_]+)`(?: → `[a-z_]+`)+", (DOCS / "architecture.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert told is not None
    assert re.findall(r"`([a-z_]+)`", told[0]) == layers


def test_every_decision_is_linked_from_the_architecture_page():
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    decisions = sorted(path.name for path in (DOCS / "decisions").glob("*.md"))
    assert decisions
    assert [name for name in decisions if f"decisions/{name}" not in page] == []
