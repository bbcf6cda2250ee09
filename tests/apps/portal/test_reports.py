"""Reports of mistakes: easily made by people, hardly by programs, and settled by those who may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from tests.support.portal import county, website
from tests.support.publishing import person, user

from gongkai.apps.audit.models import Record
from gongkai.apps.portal import forms
from gongkai.apps.portal.models import ErrorReport
from gongkai.apps.portal.selectors import open_error_reports
from gongkai.core.publication.chains import Role

pytestmark = pytest.mark.django_db
WORDS = "第三段的日期应当是4月15日。"


@pytest.fixture
def patient(monkeypatch):
    """Let forms be sent as soon as they are shown."""
    monkeypatch.setattr(forms, "QUICKEST", -1)


def told(token=None, **particulars):
    return {"kind": "content", "page": "/item/x/", "words": WORDS, "contact": "", "website": "",
            "token": token or forms.new_token(), **particulars}  # fmt: skip


@pytest.mark.usefixtures("patient")
def test_a_report_is_kept_and_thanked_for(client):
    website()
    answer = client.post("/corrections/", told(contact="0450-55500009"))

    assert answer.headers["Location"] == "/corrections/received/"
    (kept,) = open_error_reports()
    assert (kept.kind, kept.page, kept.words, kept.contact) == ("content", "/item/x/", WORDS, "0450-55500009")
    assert "127.0.0.1" not in kept.sender


@pytest.mark.usefixtures("patient")
def test_the_same_form_sent_twice_is_one_report(client):
    website()
    form = told()
    client.post("/corrections/", form)

    assert client.post("/corrections/", form).status_code == 302
    assert ErrorReport.objects.count() == 1


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("particulars", "sentence"),
    [
        ({"words": ""}, "请写明错在哪里。"),
        ({"words": "错了"}, "请写得具体一些，至少5个字。"),
        ({"words": "错" * 1001}, "最多1000字，请精简后再提交。"),
        ({"kind": ""}, "请选择问题类型。"),
        ({"token": "made up"}, "页面打开太久了，请核对内容后再提交一次。"),
    ],
)
def test_what_is_wrong_is_told_at_the_field(client, particulars, sentence):
    website()
    answer = client.post("/corrections/", told(**particulars))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ErrorReport.objects.exists()


@pytest.mark.usefixtures("patient")
def test_who_fills_in_the_trap_is_a_program(client):
    website()

    assert client.post("/corrections/", told(website="http://a.example/")).status_code == 422
    assert not ErrorReport.objects.exists()


def test_who_answers_in_no_time_is_a_program(client):
    website()
    answer = client.post("/corrections/", told())

    assert "提交得太快了" in answer.content.decode()
    assert not ErrorReport.objects.exists()


@pytest.mark.usefixtures("patient")
def test_a_form_is_good_for_a_day(client, monkeypatch):
    website()
    two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    with monkeypatch.context() as past:
        past.setattr(signing.time, "time", lambda: two_days_ago)
        old = forms.new_token()

    assert client.post("/corrections/", told(token=old)).status_code == 422


@pytest.mark.usefixtures("patient")
def test_one_address_may_send_five_in_an_hour(client):
    website()
    for _ in range(5):
        assert client.post("/corrections/", told()).status_code == 302
    answer = client.post("/corrections/", told())

    assert "一小时内最多提交5次" in answer.content.decode()
    assert ErrorReport.objects.count() == 5
    ErrorReport.objects.update(made_at=timezone.now() - timedelta(minutes=61))
    assert client.post("/corrections/", told()).status_code == 302


@pytest.mark.usefixtures("patient")
def test_a_form_from_elsewhere_is_refused():
    website()

    assert Client(enforce_csrf_checks=True).post("/corrections/", told()).status_code == 403


@pytest.mark.parametrize(
    ("about", "page"),
    [("/item/x/", "/item/x/"), ("https://evil.example/", ""), ("//evil.example/", ""), ("javascript:x", "")],
)
def test_the_page_is_filled_in_where_it_is_ours(client, about, page):
    website()

    assert client.get("/corrections/", {"about": about}).context["form"].initial["page"] == page


@pytest.mark.usefixtures("patient")
def test_reports_are_settled_once_by_the_office_and_the_contact_is_forgotten(client):
    website()
    client.post("/corrections/", told(contact="0450-55500009"))
    (kept,) = open_error_reports()
    person("office", county(), Role.DISCLOSURE_OFFICE)
    client.force_login(user("office"), "allauth.account.auth_backends.AuthenticationBackend")
    assert WORDS in client.get("/corrections/desk/").content.decode()
    assert Record.objects.filter(action="查看找错人的联系方式").count() == (1 if kept.contact else 0)

    client.post(f"/corrections/desk/{kept.pk}/", {"outcome": "已经更正"})
    client.post(f"/corrections/desk/{kept.pk}/", {"outcome": "又办一次"})

    kept.refresh_from_db()
    assert (kept.outcome, kept.contact, kept.settled_by.username) == ("已经更正", "", "office")
    assert not open_error_reports().exists()


def test_who_looks_after_nothing_sees_no_reports(client):
    website()
    person("drafter", county(), Role.DRAFTER)

    assert client.get("/corrections/desk/").status_code == 302
    client.force_login(user("drafter"), "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/corrections/desk/").status_code == 403
    assert client.post("/corrections/desk/1/", {"outcome": "办了"}).status_code == 403
