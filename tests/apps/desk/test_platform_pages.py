"""Settings of the website, the calendar, the audit, and the first set-up."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from tests.support.county import county
from tests.support.tree import DECISION

from gongkai.apps import clock
from gongkai.apps.accounts.models import User
from gongkai.apps.agencies import selectors
from gongkai.apps.agencies.services import first_run
from gongkai.apps.agencies.services.tree import rename
from gongkai.apps.agencies.staff import OPERATOR
from gongkai.apps.audit.actor import Actor, acting
from gongkai.apps.audit.models import Record
from gongkai.apps.audit.services import record
from gongkai.apps.desk.audit_words import detail_of
from gongkai.apps.desk.views.platform import stretches
from gongkai.apps.publishing.models import PublicChange
from gongkai.core.law.calendar import Calendar


@pytest.fixture
def place(db):
    del db
    return county()


def text(response):
    return response.content.decode()


SETTINGS = {
    "name": "清禾县政府信息公开平台", "domain": "qinghe.gov.cn", "identification_code": "2301840001",
    "host": "qinghe", "undertaker": "清禾县人民政府办公室", "contact": "0451-12345678", "icp_number": "某ICP备0001号",
    "police_number": "某公网安备0001号",
}  # fmt: skip
FIRST = {
    "platform_name": "清禾县政府信息公开平台", "name": "清禾县人民政府", "key": "qinghe", "level": "county_government",
    "username": "guanli", "full_name": "管某", "password": "long-enough-9a", "again": "long-enough-9a",
}  # fmt: skip


class TestPlatform:
    """What the website is called."""

    def test_it_is_stored_and_told_to_every_page(self, place, enter):
        admin = enter(place.admin)
        assert "页面没有“联系方式”（联系方式），请补上。" in text(admin.get("/desk/platform/"))
        assert admin.post("/desk/platform/", SETTINGS)["Location"] == "/desk/platform/"
        assert selectors.platform().host.key == "qinghe"
        assert PublicChange.objects.order_by("-number").first().scopes == "all"
        assert "网页标签和页脚要写的都有了。" in text(admin.get("/desk/platform/"))
        count = Record.objects.count()
        admin.post("/desk/platform/", SETTINGS)
        assert Record.objects.count() == count

    @pytest.mark.parametrize(
        ("change", "errors"),
        [
            ({"name": ""}, {"name": ["请填写平台名称。"]}),
            (
                {"domain": "http://qinghe.gov.cn"},
                {"domain": ["域名只写小写字母、数字、连字符和点，例如qinghe.gov.cn，不写http://。"]},
            ),
            ({"identification_code": "123"}, {"identification_code": ["网站标识码是10位，请按主管部门发放的填写。"]}),
            ({"host": "nowhere"}, {"host": ["主办单位里没有这一项，请重新选择。"]}),
        ],
    )
    def test_what_is_wrong_is_told_at_the_field(self, place, enter, change, errors):
        response = enter(place.admin).post("/desk/platform/", {**SETTINGS, **change})
        assert (response.status_code, response.context["form"].errors) == (400, errors)

    def test_only_an_administrator_at_the_top_sets_it(self, place, enter):
        from tests.support.tree import holder

        from gongkai.core.publication.chains import Role

        below = holder("below", place.agencies["swj"], Role.ADMINISTRATOR)
        assert enter(below).post("/desk/platform/", SETTINGS).status_code == 403
        assert "平台设置" not in text(enter(below).get("/desk/"))
        assert "平台设置" in text(enter(place.admin).get("/desk/"))
        assert enter(place.auditor).get("/desk/platform/").status_code == 403

    def test_an_administrator_of_the_agency_that_hosts_the_website_sets_it(self, place, enter):
        from tests.support.tree import holder

        from gongkai.core.publication.chains import Role

        below = holder("below", place.agencies["swj"], Role.ADMINISTRATOR)
        enter(place.admin).post("/desk/platform/", {**SETTINGS, "host": "swj"})
        assert enter(below).get("/desk/platform/").status_code == 200
        assert enter(place.admin).get("/desk/platform/").status_code == 200


class TestAudit:
    """Who did what."""

    @pytest.fixture
    def done(self, place):
        with acting(Actor("zhang", "张某", "10.0.0.1")):
            rename(OPERATOR, "gxj", "清禾县科技局", DECISION)
            record("看了什么", "account", "somebody")
        return place

    def test_an_auditor_at_the_top_reads_everything(self, done, enter):
        page = enter(done.auditor).get("/desk/audit/", {"actor": "zhang"})
        assert [(line.action, line.who) for line in page.context["lines"]] == [
            ("看了什么", "张某（zhang）"),
            ("机构更名", "张某（zhang）"),
        ]
        assert "原来：清禾县工业和信息化局；改为：清禾县科技局；依据：清编发〔2024〕3号" in text(page)

    def test_who_reads_for_one_agency_reads_that_agency_only(self, done, enter):
        page = enter(done.chief).get("/desk/audit/")
        assert {line.agency for line in page.context["lines"]} == {"swj"}
        assert not page.context["everything"]
        assert enter(done.chief).get("/desk/audit/", {"verify": "1"}).context["verdict"] is None
        assert enter(done.chief).get("/desk/audit/", {"agency": "gxj"}).status_code == 400

    @pytest.mark.parametrize(
        ("asked", "count"),
        [
            ({"words": "更名 科技"}, 1),
            ({"kind": "agency", "agency": "gxj"}, 2),
            ({"since": "2000-01-01", "until": "2000-01-02"}, 0),
        ],
    )
    def test_records_are_found(self, done, enter, asked, count):
        assert len(enter(done.auditor).get("/desk/audit/", asked).context["lines"]) == count

    def test_a_filter_that_makes_no_sense_finds_nothing(self, done, enter):
        page = enter(done.auditor).get("/desk/audit/", {"since": "昨天"})
        assert (page.status_code, page.context["lines"]) == (400, [])
        assert "日期写成2025-03-01这样的形式。" in text(page)

    def test_older_records_are_a_page_further(self, done, enter):
        for number in range(60):
            record(f"第{number}件")
        auditor = enter(done.auditor)
        first = auditor.get("/desk/audit/")
        assert len(first.context["lines"]) == 50
        second = auditor.get(f"/desk/audit/{first.context['next']}")
        assert second.context["lines"][0].number == first.context["lines"][-1].number - 1
        assert auditor.get("/desk/audit/?before=１").status_code == 200

    def test_the_chain_is_proved_or_the_break_named(self, done, enter):
        auditor = enter(done.auditor)
        assert "没有被改动过" in text(auditor.get("/desk/audit/?verify=1"))
        count = Record.objects.count()
        Record.objects.create(number=count + 1, at=clock.now(), actor="zhang", action="塞进来的", digest="0" * 64)
        told = text(auditor.get("/desk/audit/?verify=1"))
        assert f"记录链断了：第{count + 1}条记录与前一条接不上" in told

    def test_what_is_taken_out_is_recorded(self, done, enter):
        response = enter(done.auditor).get("/desk/audit/export.csv", {"actor": "zhang"})
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert [row[4] for row in rows] == ["动作", "看了什么", "机构更名"]
        last = Record.objects.order_by("-number").first()
        assert (last.action, last.actor) == ("导出审计记录", "auditor")

    def test_who_may_not_read_it_does_not(self, done, enter):
        for who in (done.drafter, done.admin):
            assert enter(who).get("/desk/audit/").status_code == 403
            assert enter(who).get("/desk/audit/export.csv").status_code == 403


def test_particulars_in_words():
    assert detail_of('{"role":"auditor","since":"2024-03-01","section":"","own":true}') == (
        "own：是；角色：审计人员（只读）；开始：2024-03-01"
    )


def test_days_of_one_reason_stand_together():
    found = stretches(Calendar(), date(2025, 9, 26), date(2025, 10, 12))
    assert [(each.first.day, each.last.day, each.name, each.worked, each.days) for each in found] == [
        (28, 28, "调休上班", True, 1),
        (1, 8, "国庆节、中秋节", False, 8),
        (11, 11, "调休上班", True, 1),
    ]


def test_everybody_who_is_signed_in_sees_the_calendar(place, enter, client):
    page = enter(place.drafter).get("/desk/calendar/")
    assert page.context["today"] == clock.today()
    assert "国庆节" in text(page)
    assert client.get("/desk/calendar/").status_code == 302


@pytest.mark.django_db
class TestSetUp:
    """An empty installation."""

    @pytest.fixture
    def code(self):
        yield first_run.setup_code()
        first_run._path().unlink(missing_ok=True)

    def test_who_knows_the_code_sets_it_up_once(self, client, code):
        assert client.get("/desk/setup/").status_code == 200
        assert client.post("/desk/setup/", {**FIRST, "code": code})["Location"] == "/accounts/login/"
        assert User.objects.get().username == "guanli"
        assert client.get("/desk/setup/").status_code == 404
        assert client.post("/desk/setup/", {**FIRST, "code": code, "username": "second"}).status_code == 404

    @pytest.mark.parametrize(
        ("change", "errors"),
        [
            ({"code": "wrong"}, {"code": ["设置码不对，请从启动服务的命令行里抄。"]}),
            ({"again": "another-9a"}, {"again": ["两遍密码不一样，请重写。"]}),
            ({"key": "清禾"}, {"__all__": ["机构编码“清禾”不对，请用小写字母、数字和连字符，不超过40个字符。"]}),
        ],
    )
    def test_anything_wrong_leaves_it_empty(self, client, code, change, errors):
        response = client.post("/desk/setup/", {**FIRST, "code": code, **change})
        assert (response.status_code, response.context["form"].errors) == (400, errors)
        assert not User.objects.exists()
        assert selectors.root() is None

    def test_an_easy_password_is_told_at_its_field(self, client, code):
        given = {**FIRST, "code": code, "password": "1234567890", "again": "1234567890"}
        assert list(client.post("/desk/setup/", given).context["form"].errors) == ["password"]
        assert selectors.root() is None

    def test_before_the_server_printed_a_code_nobody_gets_in(self, client):
        assert client.post("/desk/setup/", {**FIRST, "code": "x"}).status_code == 400
        assert not first_run.waiting()
