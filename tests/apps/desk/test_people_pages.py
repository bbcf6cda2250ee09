"""The desk's pages of people and offices."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.support.county import county
from tests.support.publishing import user
from tests.support.tree import holder, seen

from gongkai.apps import clock
from gongkai.apps.accounts.models import User
from gongkai.apps.agencies.models import Appointment, Deputation
from gongkai.apps.agencies.rights import Right
from gongkai.core.publication.chains import Role

NEW = {
    "username": "xinlai", "name": "新某", "telephone": "", "email": "", "agency": "swj", "role": "drafter", "section": "",
    "since": "2024-01-01", "until": "",
}  # fmt: skip


@pytest.fixture
def place(db):
    del db
    return county()


@pytest.fixture
def chief(place, enter):
    return enter(place.chief)


def text(response):
    return response.content.decode()


def test_somebody_new_gets_an_office_and_a_password_shown_once(chief):
    response = chief.post("/desk/people/add/", NEW)
    assert response["Location"] == "/desk/people/passwords/"
    shown = chief.get("/desk/people/passwords/")
    account = User.objects.get(username="xinlai")
    assert account.must_change_password
    (row,) = shown.context["told"]
    assert account.check_password(row[2])
    assert row[2] in text(shown)
    assert chief.get("/desk/people/passwords/")["Location"] == "/desk/people/"
    assert seen("xinlai").may(Right.DRAFT, "qinghe/swj/")


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"username": "system"}, {"username": ["登录名“system”由系统保留，请换一个。"]}),
        ({"username": "drafter"}, {"username": ["登录名“drafter”已经有人使用，请换一个。"]}),
        ({"agency": "gxj"}, {"agency": ["机构里没有这一项，请重新选择。"]}),
        ({"role": "administrator"}, {"role": ["角色里没有这一项，请重新选择。"]}),
        ({"since": "昨天"}, {"since": ["日期写成2025-03-01这样的形式。"]}),
        ({"until": "2023-01-01"}, {"__all__": ["结束日期早于开始日期，请核对。"]}),
        ({"email": "某某"}, {"email": ["电子邮箱不对，请核对。"]}),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_no_account_is_left(chief, change, errors):
    response = chief.post("/desk/people/add/", {**NEW, **change})
    assert response.status_code == 400
    assert response.context["form"].errors == errors
    assert not User.objects.filter(username="xinlai").exists()


def test_of_people_out_of_reach_nothing_is_told(place, chief):
    for who in (place.stranger, place.admin):
        assert chief.get(f"/desk/people/{who.id}/").status_code == 404
        assert chief.post(f"/desk/people/{who.id}/password/").status_code == 404
        assert chief.post(f"/desk/people/{who.id}/appoint/", NEW).status_code == 404
    assert chief.get("/desk/people/999999/").status_code == 404
    assert chief.get("/desk/people/99999999999999999999999/").status_code == 404
    names = [each.username for each in chief.get("/desk/people/").context["people"]]
    assert names == ["chief", "drafter"]


def test_an_account_is_kept_by_who_manages_its_owner(place, chief):
    here = f"/desk/people/{place.drafter.id}/"
    before = User.objects.get(pk=place.drafter.id).password
    assert chief.post(f"{here}password/")["Location"] == "/desk/people/passwords/"
    assert User.objects.get(pk=place.drafter.id).password != before
    chief.post(f"{here}close/")
    assert not User.objects.get(pk=place.drafter.id).is_active
    chief.post(f"{here}open/")
    assert User.objects.get(pk=place.drafter.id).is_active
    chief.post(f"{here}edit/", {"name": "改名某", "telephone": "0451-1", "email": ""})
    assert User.objects.get(pk=place.drafter.id).name == "改名某"
    assert chief.get(f"{here}password/").status_code == 405


def test_nobody_takes_over_an_account_that_may_do_more(place, chief):
    holder("drafter", place.agencies["gxj"], Role.DRAFTER)
    before = User.objects.get(pk=place.drafter.id).password
    response = chief.post(f"/desk/people/{place.drafter.id}/password/", follow=True)
    assert "这个人担任清禾县工业和信息化局承办人，不归您管理" in text(response)
    own = chief.post(f"/desk/people/{place.chief.id}/password/", follow=True)
    assert "自己的账号请在“我的账号”里办理" in text(own)
    assert User.objects.get(pk=place.drafter.id).password == before


def test_an_office_is_given_and_ended(place, chief):
    here = f"/desk/people/{place.drafter.id}/"
    given = {"agency": "swj", "role": "proofreader", "section": "", "since": "2024-01-01", "until": ""}
    assert chief.post(f"{here}appoint/", given)["Location"] == here
    again = chief.post(f"{here}appoint/", given)
    assert again.context["form"].non_field_errors() == ["这段时间已经担任这一角色，请核对。"]
    held = Appointment.objects.get(role="proofreader")
    assert chief.post(f"/desk/offices/{held.pk}/end/", {"last_day": clock.today()})["Location"] == here
    held.refresh_from_db()
    assert held.until == clock.today()
    assert "校对人员" in text(chief.get(here))


def test_offices_of_others_are_not_there(place, chief, enter):
    other = Appointment.objects.get(user_id=place.stranger.id)
    for page in ("end", "deputy"):
        assert chief.get(f"/desk/offices/{other.pk}/{page}/").status_code == 404
    mine = Appointment.objects.get(user_id=place.drafter.id)
    drafter = enter(place.drafter)
    assert drafter.get(f"/desk/offices/{mine.pk}/end/").status_code == 403
    assert drafter.get(f"/desk/offices/{other.pk}/deputy/").status_code == 404


def test_who_is_absent_names_a_colleague_and_comes_back(place, enter):
    drafter = enter(place.drafter)
    held = Appointment.objects.get(user_id=place.drafter.id)
    page = drafter.get(f"/desk/offices/{held.pk}/deputy/")
    assert [name for _, name in page.context["form"].fields["deputy"].choices][1:] == ["chief某（chief）"]
    until = clock.today() + timedelta(days=3)
    given = {"deputy": place.chief.id, "since": clock.today(), "until": until, "reason": "年休假"}
    assert drafter.post(f"/desk/offices/{held.pk}/deputy/", given)["Location"] == "/desk/absence/"
    assert "chief某代行（年休假）" in text(drafter.get("/desk/absence/"))
    assert "代drafter某" in text(enter(place.chief).get("/desk/absence/"))
    made = Deputation.objects.get()
    assert enter(place.stranger).post(f"/desk/acting/{made.pk}/end/", {"last_day": clock.today()}).status_code == 404
    assert drafter.post(f"/desk/acting/{made.pk}/end/", {"last_day": clock.today()}).status_code == 302
    assert Deputation.objects.get().until == clock.today()


def test_an_administrator_asks_another_one(place, enter):
    held = Appointment.objects.get(user_id=place.admin.id)
    admin = enter(place.admin)
    assert admin.get(f"/desk/offices/{held.pk}/deputy/").status_code == 403
    assert "由上级管理员指定代行人" in text(admin.get("/desk/absence/"))
    assert enter(place.second).get(f"/desk/offices/{held.pk}/deputy/").status_code == 200


def test_people_come_from_a_table(place, chief):
    table = "登录名,姓名,机构编码,角色\nxinlai,新某,swj,承办人\nwairen,外某,gxj,承办人\n"
    sent = chief.post("/desk/people/import/", {"table": SimpleUploadedFile("人员.csv", table.encode())})
    assert "chief某没有管理清禾县工业和信息化局人员的权限。" in text(chief.get(sent["Location"]))
    sent = chief.post(
        "/desk/people/import/", {"table": SimpleUploadedFile("人员.csv", table[: table.index("wairen")].encode())}
    )
    done = chief.post("/desk/people/import/", {"confirm": "1"})
    assert done["Location"] == "/desk/people/passwords/"
    (row,) = chief.get("/desk/people/passwords/").context["told"]
    assert User.objects.get(username="xinlai").check_password(row[2])
    assert not User.objects.filter(username="wairen").exists()
    assert place.chief.id


@pytest.mark.parametrize("address", ["/desk/people/", "/desk/people/add/", "/desk/people/import/"])
def test_who_manages_nobody_is_refused(place, enter, client, address):
    assert enter(place.drafter).get(address).status_code == 403
    assert client.get(address)["Location"].startswith("/accounts/login/")
    assert user("drafter").pk
