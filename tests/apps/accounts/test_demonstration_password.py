"""The one password of a demonstration: hashed once, told in the trail, refused where the data are real."""

from __future__ import annotations

import pytest

from gongkai.apps.accounts.selectors import account
from gongkai.apps.accounts.services.demonstration_password import share_password
from gongkai.apps.accounts.services.people import create_user
from gongkai.core.errors import StepRefused

pytestmark = pytest.mark.django_db


def test_those_named_share_a_password_and_nobody_else_has_it(settings, trail, password):
    settings.DEMONSTRATION = True
    for name in ("li", "zhao", "wang"):
        create_user(name, "某某")
    share_password(["zhao", "li"], password)
    assert account("li").check_password(password)
    assert account("zhao").password == account("li").password
    assert not account("li").must_change_password
    assert not account("wang").has_usable_password()
    assert [each[:2] for each in trail()[3:]] == [("设置演示密码", "li"), ("设置演示密码", "zhao")]


def test_real_accounts_get_passwords_of_their_own(settings, password):
    settings.DEMONSTRATION = False
    create_user("li", "李某")
    with pytest.raises(StepRefused, match="正式数据"):
        share_password(["li"], password)
    assert not account("li").has_usable_password()
