"""Every model says which personal data it keeps, field by field, or that it keeps none."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import models

SENTENCE = re.compile(r"Personal data: (.+?)(?:\n\s*\n|\Z)", re.DOTALL)
FIELD = re.compile(r"`([a-z_]+)`")
WORDS = re.compile(
    r"(?:^|_)(?:actor|address|birthday|email|fax|identity|mobile|phone|telephone|username|acting_for|contact)(?:_|$)"
)
"""Names of fields that hold personal data wherever they stand."""
OF_THE_OFFICE = {
    "agencies.Agency": {"address", "telephone", "fax", "email"},  # printed in every guide (条例第十二条)
    "agencies.Platform": {"contact"},  # printed at the foot of every page
}
"""What is an office's and no person's."""
MODELS = [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]


def told(model):
    """Return what a model's docstring says of personal data; empty where it says nothing."""
    found = SENTENCE.search(model.__doc__ or "")
    return found[1].strip() if found else ""


def personal(model):
    """Return the fields that lead to a person, or are named by what describes one."""
    fields = {
        field.name
        for field in model._meta.get_fields()
        if field.concrete
        and (
            isinstance(field, models.EmailField | models.GenericIPAddressField)
            or (field.is_relation and field.related_model._meta.label == "accounts.User")
            or WORDS.search(field.name)
        )
    }
    return fields - OF_THE_OFFICE.get(model._meta.label, set())


def test_there_are_models_to_look_at():
    assert {"accounts.User", "agencies.Agency", "audit.Record", "publishing.Item"} <= {
        model._meta.label for model in MODELS
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_says_which_personal_data_it_keeps(model):
    assert told(model), "write `Personal data: none.` or which fields hold some"
    listed = set(FIELD.findall(told(model)))
    assert listed >= personal(model)
    assert listed <= {field.name for field in model._meta.get_fields()}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_none_is_none(model):
    if told(model).startswith("none"):
        assert personal(model) == set()


def test_what_is_an_offices_is_there():
    fields = {label: {field.name for field in apps.get_model(label)._meta.get_fields()} for label in OF_THE_OFFICE}
    assert {label: names - fields[label] for label, names in OF_THE_OFFICE.items()} == {
        label: set() for label in OF_THE_OFFICE
    }
