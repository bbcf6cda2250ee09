"""Accounts of staff, by whoever may manage their owners: made with a first office, so that no account stands for nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.accounts.selectors import user
from gongkai.apps.accounts.services import people as accounts
from gongkai.apps.agencies.selectors import people
from gongkai.apps.agencies.services.appointments import NewAppointment, appoint
from gongkai.apps.agencies.services.decision import refuse
from gongkai.apps.agencies.staff import Staff

__all__ = [
    "NewPerson",
    "clear_second_factor",
    "close_account",
    "edit_person",
    "engage",
    "open_account",
    "renew_password",
    "unlock",
]


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who gets an account."""

    username: str
    name: str
    email: str = ""
    telephone: str = ""


def engage(staff: Staff, new: NewPerson, office: NewAppointment) -> tuple[int, str]:
    """Make an account with its first office; return its id with the temporary password, which is kept nowhere."""
    password = accounts.temporary_password()
    with transaction.atomic():
        made = accounts.create_user(new.username, new.name, password, email=new.email, telephone=new.telephone)
        appoint(staff, replace(office, user_id=made.pk))
    return made.pk, password


def renew_password(staff: Staff, user_id: int) -> str:
    """Give somebody a temporary password; return it, it is kept nowhere."""
    password = accounts.temporary_password()
    accounts.set_password(_managed(staff, user_id, "重设密码"), password)
    return password


def clear_second_factor(staff: Staff, user_id: int) -> None:
    """Take away somebody's lost second factor."""
    accounts.reset_second_factor(_managed(staff, user_id, "清除第二因素"))


def close_account(staff: Staff, user_id: int) -> None:
    """Let somebody sign in no longer; what they did stays theirs."""
    accounts.deactivate(_managed(staff, user_id, "停用账号"))


def open_account(staff: Staff, user_id: int) -> None:
    """Let somebody sign in again."""
    accounts.reactivate(_managed(staff, user_id, "启用账号"))


def unlock(staff: Staff, user_id: int) -> None:
    """Let somebody try again who was locked out."""
    accounts.unlock(_managed(staff, user_id, "解除登录锁定"))


def edit_person(staff: Staff, user_id: int, *, name: str, email: str, telephone: str) -> None:
    """Change how somebody is called and reached."""
    accounts.edit(_managed(staff, user_id, "修改账号资料"), name=name, email=email, telephone=telephone)


def _managed(staff: Staff, user_id: int, step: str) -> str:
    refuse(step, list(people.reasons_against_managing(staff, user_id, clock.today())))
    return user(user_id).username
