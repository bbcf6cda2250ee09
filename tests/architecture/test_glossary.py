"""One Chinese term, one English word: docs/glossary.toml is the only authority, and identifiers follow it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from tests.architecture.sources import ROOT, modules

from gongkai.core.report.layouts import LAYOUTS

TERMS = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text(encoding="utf-8"))["term"]
REFUSED = {word: term for term in TERMS for word in term["not"]}
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

OF_HTTP = {"request", "response", "get_response"}


def words(identifier):
    return [word.lower() for word in WORD.findall(identifier)]


def named(tree):
    """Yield the identifiers that a module gives, with their lines; what it only uses is named elsewhere."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node.lineno
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.alias(asname=str(name)):
                yield name, node.lineno
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name, node.lineno


def is_web(module):
    """Say whether a module speaks HTTP: there a request is what a browser sends, nothing that a citizen applies for."""
    return module.path.startswith(("src/gongkai/apps/", "src/gongkai/web/")) and "django" in module.text


def refused(identifier):
    """Return the refused words of an identifier; `a_b` in the glossary refuses a before b."""
    joined = f"_{'_'.join(words(identifier))}_"
    return [word for word in REFUSED if f"_{word}_" in joined]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_identifiers_use_the_words_of_the_glossary(module):
    stem = Path(module.path).stem
    identifiers = [(stem, 1), *named(module.tree)] if stem != "__init__" else list(named(module.tree))
    wrong = [
        f"{module.path}:{line} {identifier}: say {' or '.join(REFUSED[word]['code'])}, not {word}"
        for identifier, line in identifiers
        if not (identifier in OF_HTTP and is_web(module))
        for word in refused(identifier)
    ]
    assert wrong == []


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_identifiers_are_english(module):
    assert [name for name, _ in named(module.tree) if not name.isascii()] == []


def test_a_refused_word_is_found():
    tree = ast.parse("class BuzhengNotice:\n    def carry_over(self, fuyi_count): self.carriedOver = 1")
    assert [name for name, _ in named(tree) if refused(name)] == [
        "BuzhengNotice",
        "carry_over",
        "fuyi_count",
        "carriedOver",
    ]
    assert refused("reporter") == []


def test_every_term_is_complete():
    for term in TERMS:
        assert set(term) == {"zh", "code", "prose", "source", "not"}, term
        assert all(term[key] for key in ("zh", "code", "prose", "source")), term


@pytest.mark.parametrize("key", ["zh", "code", "not"])
def test_no_word_stands_twice(key):
    assert [word for word, count in Counter(word for term in TERMS for word in term[key]).items() if count > 1] == []


def test_no_word_is_both_said_and_refused():
    assert {word for term in TERMS for word in term["code"]} & set(REFUSED) == set()


def labels():
    """Yield every key of every edition of the form with its printed label."""
    for layout in LAYOUTS.values():
        for block in layout.table2:
            yield from ((part.key, part.label) for part in (*block.columns, *block.lines))
        parts = (*layout.table3_columns, *layout.table3, *layout.table4, *layout.table4_columns)
        yield from ((part.key, part.label) for part in parts)


@pytest.mark.parametrize(("key", "label"), sorted(set(labels())))
def test_every_row_and_column_of_the_form_is_in_the_glossary(key, label):
    assert [term["zh"] for term in TERMS if key in term["code"] and label in term["zh"]]
