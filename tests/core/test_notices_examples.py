"""Every document has an example that drafts as it is."""

from __future__ import annotations

import tomllib

import pytest

from gongkai.core.errors import InvalidNotice
from gongkai.core.law.calendar import Calendar
from gongkai.core.notices.dossier import read_notice
from gongkai.core.notices.examples import example, example_names, explained
from gongkai.core.notices.templates import template, templates
from gongkai.core.report.layouts import Y2021


def test_every_document_and_every_variant_has_an_example():
    told = [read_notice(tomllib.loads(example(name)), Calendar()) for name in example_names()]
    shown = [template(one.code, one.details.variant) for one in told]
    assert [one.label for one in templates() if one not in shown] == []


@pytest.mark.parametrize("name", example_names())
def test_an_example_is_complete_and_named_by_its_code(name):
    dossier = read_notice(tomllib.loads(example(name)), Calendar())
    assert name.split("-")[0] == dossier.code
    assert dossier.draft().title == template(dossier.code, dossier.details.variant).title


def test_a_code_without_its_own_example_gets_the_first_of_its_kinds():
    assert example("D19") == example("D19-amended")
    assert example("d04A") == example("D04a")


def test_an_unknown_name_is_refused_with_those_there_are():
    with pytest.raises(InvalidNotice, match="没有“D77”的样本，有样本的是：D01、"):
        example("D77")


@pytest.mark.parametrize("name", example_names())
def test_an_explained_example_says_the_same(name):
    assert tomllib.loads(explained(name)) == tomllib.loads(example(name))


def test_keys_are_explained_in_the_words_a_clerk_is_told_what_is_missing():
    told = explained("D06").splitlines()
    assert told[told.index('kind = "submitted"') - 1].startswith("# ")
    for line, remark in (
        ("keywords", "检索的关键词"),
        ("wanted", "申请公开的内容（原文）"),
        ('code = "某商"', "机关代字"),
    ):
        (at,) = [number for number, each in enumerate(told) if each.startswith(line)]
        assert told[at - 1] == f"# {remark}"


def test_the_kinds_of_applicants_are_those_of_table_3():
    (line,) = [line for line in explained("D06").splitlines() if line.startswith("# 申请人类别")]
    assert all(f"{column.key}{column.label}" in line for column in Y2021.table3_columns if column.key != "total")


def test_a_key_without_a_remark_stands_alone():
    told = explained("D01").splitlines()
    assert told[told.index("on = 2025-06-02") - 1] == 'kind = "submitted"'
