"""A small tree of agencies."""

from __future__ import annotations

import pytest
from tests.support.tree import grow


@pytest.fixture
def tree(db):
    del db
    return grow()
