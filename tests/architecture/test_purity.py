"""The core imports the standard library only and never asks what day it is."""

from __future__ import annotations

import ast
import sys

import pytest
from tests.architecture.sources import SOURCE, imported, modules

CLOCK = {"today", "now", "utcnow", "localtime", "gmtime"}
WORLD = {"open", "input", "print", "exec", "eval", "__import__"}
# Modules of the standard library that reach outside the process or keep time.
OUTSIDE = {
    "asyncio",
    "http",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "time",
    "urllib",
}


def impurities(tree):
    found = [f"imports {name}" for name in imported(tree) - (sys.stdlib_module_names | {"gongkai"})]
    found += [f"imports {name}" for name in imported(tree) & OUTSIDE]
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=attr) if attr in CLOCK:
                found.append(f"line {node.lineno}: .{attr}: core takes the day as an argument")
            case ast.ImportFrom(module="random", names=names) if {alias.name for alias in names} != {"Random"}:
                found.append(f"line {node.lineno}: core draws from a seeded Random only")
            case ast.Import(names=names) if "random" in {alias.name for alias in names}:
                found.append(f"line {node.lineno}: core draws from a seeded Random only")
            case ast.Call(func=ast.Name(id=name)) if name in WORLD:
                found.append(f"line {node.lineno}: {name}(): core reads and writes nothing")
    return sorted(found)


@pytest.mark.parametrize("module", modules(SOURCE / "core"), ids=lambda module: module.path)
def test_core_is_pure(module):
    assert impurities(module.tree) == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("import click", 1),
        ("from lxml import etree", 1),
        ("def f():\n    import numpy.linalg", 1),
        ("import os", 1),
        ("from datetime import date\nx = date.today()", 1),
        ("x = open('a')", 1),
        ("import random\nx = random.choice([1])", 1),
        ("from random import choice", 1),
        ("from random import Random\nx = Random(1).choice([1])", 0),
        ("from gongkai.core import errors\nfrom datetime import date\nx = date(2025, 1, 1)", 0),
    ],
)
def test_an_impurity_is_found(source, count):
    assert len(impurities(ast.parse(source))) == count
