"""Modules are small, named by nouns of the domain, and tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.architecture.sources import ROOT, SOURCE, modules

LONGEST = 500
LONGEST_TEST = 500
KINDS = {
    "base",
    "common",
    "core",
    "general",
    "helper",
    "helpers",
    "lib",
    "manager",
    "misc",
    "shared",
    "stuff",
    "tools",
    "util",
    "utils",
}
# The package of that name is the house's own word for its innermost layer.
OWN = {"src/gongkai/core"}
# Where modules are parts of one thing, test modules named after the whole hold them against each other.
TESTED_TOGETHER = {
    "src/gongkai/core/report/layouts": "layouts",
    # The parts of one engine: tests are by kind of rule, and every rule has its mutation.
    "src/gongkai/core/checks": "checks",
}


WRITTEN = [module for module in modules() if "/migrations/" not in module.path]  # Django writes those


@pytest.mark.parametrize("module", WRITTEN, ids=lambda module: module.path)
def test_no_module_is_long(module):
    assert len(module.text.splitlines()) <= LONGEST


@pytest.mark.parametrize("module", modules(ROOT / "tests"), ids=lambda module: module.path)
def test_no_test_module_is_long(module):
    assert len(module.text.splitlines()) <= LONGEST_TEST


def test_no_module_is_named_by_a_kind():
    paths = [Path(module.path).with_suffix("") for module in modules()]
    named = {path.as_posix() for path in paths} | {path.parent.as_posix() for path in paths}
    assert {
        name for name in named - OWN if set(re.split(r"[/_]", name.removeprefix("src/gongkai/"))) & KINDS - {"core"}
    } == set()


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_an_init_holds_no_logic(module):
    if Path(module.path).name == "__init__.py":
        kinds = {type(node).__name__ for node in module.tree.body}
        assert kinds <= {"Expr", "Import", "ImportFrom", "Assign", "AnnAssign", "FunctionDef", "If"}
        assert len(module.text.splitlines()) <= 120


READERS = "src/gongkai/formats/read"


def has_test(path, tests):
    """Return whether a test module is named after the module: its words stand in the test's name, in order."""
    words = TESTED_TOGETHER.get(path.parent.as_posix(), path.stem).split("_")
    if path.parent.as_posix() == READERS:
        words = words[:1]  # pdf_columns is a part of the reader of pdf
    return any(_in_order(words, name.split("_")[1:]) for name in tests)


def _in_order(words, name):
    rest = iter(name)
    return all(word in rest for word in words)


def test_every_module_of_core_and_formats_has_a_test_module():
    tests = [path.stem for path in (ROOT / "tests").rglob("test_*.py")]
    paths = [Path(module.path) for module in modules() if module.layer in {"core", "formats"}]
    untested = [path for path in paths if path.stem != "__init__" and not has_test(path, tests)]
    assert [f"{path}: write test_{path.stem}.py" for path in untested] == []


def test_the_name_of_a_test_module_is_matched_by_words():
    assert has_test(Path("src/gongkai/formats/read/docx.py"), ["test_read_docx"])
    assert has_test(Path("src/gongkai/formats/read/docx_xml.py"), ["test_docx_and_xml"])
    assert has_test(Path("src/gongkai/core/report/layouts/y2019.py"), ["test_layouts"])
    assert has_test(Path("src/gongkai/formats/read/docx_xml.py"), ["test_docx"])
    assert not has_test(Path("src/gongkai/formats/write/fit.py"), ["test_write_pdf"])
    assert not has_test(Path("src/gongkai/formats/read/pdf.py"), ["test_pdfs"])


def test_there_is_something_to_test():
    assert len(modules(SOURCE / "core")) > 10
