"""Every library has its line in docs/dependencies.md, its place in requirements, and a licence we may use."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.metadata import metadata, packages_distributions

import pytest
from tests.architecture.sources import ROOT, SOURCE, imported, modules

GROUPS = ("runtime", "test", "bench")
PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)
ADDRESS = re.compile(r"https?:|file:|index-url|find-links|@ |/")
OURS = {"gongkai", "tests", "__future__"}
STANDARD = sys.stdlib_module_names | OURS
# The benchmark drives other people's libraries; it may import what bench.in lists.
BENCHMARK = "src/gongkai/cli/bench"
# Loaded by another library: onnxruntime by rapidocr, psycopg by the engine that Django's settings name.
LOADED_BY_OTHERS = {"onnxruntime", "psycopg"}
NAME = re.compile(r"^[A-Za-z0-9._-]+")
PERMISSIVE = re.compile(r"MIT|BSD|Apache|ISC|HPND|PSF|Python Software|MPL|Unlicense|0BSD|Zlib", re.IGNORECASE)
REFUSED = re.compile(r"GPL|General Public|proprietary|commercial", re.IGNORECASE)
# The LGPL lets any program use a library that stays as it is and can be exchanged: pip installs it beside us from its
# own source, we change nothing in it. The GPL and the AGPL would want the same licence for us.
LESSER = re.compile(r"LGPL-[23]\.[01]-(?:only|or-later)")
LESSER_LIBRARIES = {"psycopg", "psycopg-binary"}
# Its licence file is BSD-3-Clause with a note that the code grew from MIT's; "Other/Proprietary" means that note.
TOLD_OTHERWISE = {"qrcode": "Proprietary"}


@cache
def wanted(group):
    """Return the libraries that requirements/<group>.in names."""
    lines = (ROOT / "requirements" / f"{group}.in").read_text(encoding="utf-8").splitlines()
    return {NAME.match(line)[0] for line in lines if line and not line.startswith(("#", "-"))}


def locked(group):
    """Return library → version of requirements/<group>.lock."""
    return dict(PINNED.findall((ROOT / "requirements" / f"{group}.lock").read_text(encoding="utf-8")))


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("group", GROUPS)
def test_every_wanted_library_is_locked(group):
    assert wanted(group) - set(locked(group)) == set()


@pytest.mark.parametrize("group", GROUPS)
def test_every_locked_file_has_a_hash_and_no_address(group):
    text = (ROOT / "requirements" / f"{group}.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert [line for line in text.splitlines() if ADDRESS.search(line)] == []


def test_the_groups_agree_on_every_version():
    versions = {}
    for group in GROUPS:
        for name, version in locked(group).items():
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_one_opencv_and_it_needs_no_display():
    assert [name for name in locked("runtime") if name.startswith("opencv")] == ["opencv-python-headless"]


@pytest.mark.parametrize("group", GROUPS)
def test_every_wanted_library_has_its_line(group):
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {group}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section is not None
    assert set(re.findall(r"^\| `([^`]+)` \|", section[1], re.MULTILINE)) == wanted(group)


@cache
def homes():
    """Return import name → the distributions that bring it."""
    return packages_distributions()


def undeclared(tree, groups):
    """Return the imported libraries that no one of `groups` wants."""
    allowed = {canonical(name) for group in groups for name in wanted(group)}
    return {
        name
        for name in imported(tree) - STANDARD
        if not {canonical(home) for home in homes().get(name, [name])} & allowed
    }


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_the_program_imports_what_it_declares(module):
    groups = ("runtime", "bench") if module.path.startswith(BENCHMARK) else ("runtime",)
    assert undeclared(module.tree, groups) == set()


@pytest.mark.parametrize("module", modules(ROOT / "tests"), ids=lambda module: module.path)
def test_the_tests_import_what_they_declare(module):
    assert undeclared(module.tree, ("runtime", "test")) == set()


def test_every_runtime_library_is_used():
    used = set().union(*(imported(module.tree) for module in modules() if not module.path.startswith(BENCHMARK)))
    text = "\n".join(module.text for module in modules(SOURCE))
    # A library loaded by name, as Django's settings do, shows as a string.
    used |= {name for name in homes() if f'"{name}.' in text or f'"{name}"' in text}
    distributions = {canonical(home) for name in used for home in homes().get(name, [])}
    assert wanted("runtime") - distributions - LOADED_BY_OTHERS == set()


@pytest.mark.parametrize("name", sorted(locked("runtime")))
def test_every_runtime_licence_may_be_used(name):
    if name in {"colorama", "tzdata"}:  # Windows only, never installed here
        return
    told = metadata(name)
    words = [told.get("License-Expression") or "", *told.get_all("Classifier", [])]
    licence = " ".join(word for word in words if "License" in word or word == words[0]) or (told.get("License") or "")
    licence = licence if PERMISSIVE.search(licence) else f"{licence} {(told.get('License') or '')[:200]}"
    licence = licence.replace(TOLD_OTHERWISE.get(name, "\0"), "")
    if name in LESSER_LIBRARIES:
        assert LESSER.fullmatch(licence.strip()), licence
        return
    assert PERMISSIVE.search(licence), licence
    assert not REFUSED.search(licence), licence


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0-or-later", "GPL-2.0-or-later OR LGPL-2.1-only"])
def test_only_the_lesser_licence_is_excepted(licence):
    assert not LESSER.fullmatch(licence)
    assert REFUSED.search(licence)
