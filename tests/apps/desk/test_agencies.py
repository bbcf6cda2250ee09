"""The desk's pages of agencies: what is done there, what is refused at the field, what nobody reaches by guessing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.support.county import county
from tests.support.publishing import Office

from gongkai.apps.agencies import selectors
from gongkai.apps.agencies.models import Agency, Section
from gongkai.apps.agencies.services.sections import add_section
from gongkai.apps.agencies.services.tree_import import tree_template
from gongkai.apps.agencies.staff import OPERATOR
from gongkai.apps.publishing.models import OwnChain

SWJ = "/desk/agencies/of/swj/"
DECIDED = {"on": "2024-03-01", "reason": "机构改革", "document": "清编发〔2024〕3号"}


@pytest.fixture
def place(db):
    del db
    return county()


@pytest.fixture
def admin(place, enter):
    return enter(place.admin)


def text(response):
    return response.content.decode()


def test_the_list_shows_the_tree_as_far_as_somebody_reaches(place, enter, admin):
    shown = [branch.agency.key for branch in admin.get("/desk/agencies/").context["branches"]]
    assert shown == ["qinghe", "swj", "gxj", "baishi"]
    assert [each.agency.key for each in enter(place.chief).get("/desk/agencies/").context["branches"]] == ["swj"]
    found = admin.get("/desk/agencies/", {"words": "工业", "level": "county_department"}).context["branches"]
    assert [each.agency.key for each in found] == ["gxj"]
    assert enter(place.drafter).get("/desk/agencies/").status_code == 403


def test_an_agency_is_added_and_what_is_wrong_is_told_at_the_field(admin):
    given = {
        "name": "清禾县教育局",
        "key": "jyj",
        "level": "county_department",
        "parent": "qinghe",
        "telephone": "没有",
    }
    response = admin.post("/desk/agencies/add/", given)
    assert response.status_code == 400
    assert response.context["form"].errors == {"telephone": ["联系电话“没有”看不懂，请写成0451-12345678这样。"]}
    assert 'id="telephone-error"' in text(response)
    assert 'aria-describedby="telephone-error"' in text(response)
    response = admin.post("/desk/agencies/add/", {**given, "telephone": "0451-12345678"})
    assert response["Location"] == "/desk/agencies/of/jyj/"
    again = admin.post("/desk/agencies/add/", {**given, "telephone": ""})
    assert again.context["form"].non_field_errors() == [
        "已经有一个机构叫“清禾县教育局”（编码jyj），请核对。",
        "机构编码“jyj”已经给了清禾县教育局，请换一个。",
    ]


def test_no_field_that_is_not_on_the_page_is_stored(place, enter):
    chief = enter(place.chief)
    chief.post(f"{SWJ}profile/", {"office": "办公室", "name": "换名", "level": "town_government", "review_chain": "x"})
    agency = selectors.agency("swj")
    assert (agency.office, agency.name, agency.level, agency.review_chain) == (
        "办公室",
        "清禾县商务局",
        "county_department",
        "three_levels",
    )


def test_the_page_of_an_agency_tells_what_the_guide_lacks(admin):
    told = text(admin.get(SWJ))
    assert "政府信息公开指南缺少“办公地址”，请补填并及时更新。" in told
    assert "没有人起草" not in told
    assert "“初审”没有人办理，请任命股（科、处）室负责人" in told


@pytest.mark.parametrize(
    ("page", "given", "told"),
    [
        ("rename", {"name": "清禾县商务和旅游局"}, "清禾县商务和旅游局"),
        ("merge", {"successor": "gxj"}, "由"),
        ("close", {"successor": ""}, "已撤销"),
        ("order", {"order": "5"}, "清禾县商务局"),
    ],
)
def test_an_agency_is_changed(admin, page, given, told):
    response = admin.post(f"{SWJ}{page}/", {**DECIDED, **given})
    assert response["Location"] == SWJ
    assert told in text(admin.get(SWJ))


def test_an_agency_moves_and_comes_back_to_life(admin):
    admin.post("/desk/agencies/of/gxj/close/", {**DECIDED, "successor": ""})
    assert not selectors.agency("gxj").open
    admin.post("/desk/agencies/of/gxj/reopen/", DECIDED)
    assert selectors.agency("gxj").open
    admin.post(f"{SWJ}move/", {**DECIDED, "parent": "gxj"})
    assert selectors.agency("swj").path == "qinghe/gxj/swj/"
    offered = admin.get("/desk/agencies/of/gxj/move/").context["form"].fields["parent"].choices
    assert [key for key, _ in offered] == ["", "qinghe", "baishi"]


def test_what_the_service_refuses_is_told_and_nothing_is_lost(place, admin):
    Office(place.agencies["swj"]).published()
    response = admin.post(f"{SWJ}close/", {**DECIDED, "successor": ""})
    assert response.status_code == 400
    assert response.context["form"].non_field_errors() == ["还有1条已公开的信息，请选承接的机构。"]
    assert 'value="清编发〔2024〕3号"' in text(response)
    assert "还有1条已公开的信息，由承接的机构接手。" in text(response)


def test_a_second_click_does_nothing_more(admin):
    admin.post(f"{SWJ}merge/", {**DECIDED, "successor": "gxj"})
    again = admin.post(f"{SWJ}merge/", {**DECIDED, "successor": "gxj"})
    assert again.status_code == 400
    assert again.context["form"].non_field_errors() == ["清禾县商务局已经撤并。"]


@pytest.mark.parametrize(
    "page",
    ["", "profile/", "rename/", "move/", "merge/", "close/", "reopen/", "order/", "chain/", "chain/own/", "sections/"],
)
def test_out_of_reach_is_refused_and_what_is_not_there_is_not_found(place, enter, page):
    stranger = enter(place.stranger)
    assert stranger.get(f"{SWJ}{page}").status_code == 403
    assert stranger.post(f"{SWJ}{page}", DECIDED).status_code in {403, 405}
    admin = enter(place.admin)
    assert admin.get(f"/desk/agencies/of/nowhere/{page}").status_code == 404
    assert admin.get(f"{SWJ}{page}").status_code == 200


def test_a_section_is_kept_under_its_own_agency_only(place, enter):
    section = add_section(OPERATOR, "swj", "市场股")
    chief, stranger = enter(place.chief), enter(place.stranger)
    here = f"{SWJ}sections/{section.pk}/"
    assert chief.post(here, {"name": "市场运行股", "handles_disclosure": "on"})["Location"] == SWJ
    assert Section.objects.get().name == "市场运行股"
    assert stranger.post(here, {"name": "别的"}).status_code == 403
    assert stranger.post(f"/desk/agencies/of/gxj/sections/{section.pk}/", {"name": "别的"}).status_code == 404
    assert chief.post(f"{SWJ}sections/", {"name": "市场运行股"}).status_code == 400
    assert chief.post(f"{here}transfer/", {**DECIDED, "successor": "gxj"}).status_code == 403
    admin = enter(place.admin)
    assert admin.post(f"{here}transfer/", {**DECIDED, "successor": "gxj"})["Location"] == SWJ
    assert Section.objects.get().agency.key == "gxj"
    assert stranger.post(f"/desk/agencies/of/gxj/sections/{section.pk}/end/", {"on": "2024-05-01"}).status_code == 302
    assert str(Section.objects.get().ended_on) == "2024-04-30"


class TestChains:
    """The review chain of an agency."""

    @pytest.fixture
    def chief(self, place, enter):
        return enter(place.chief)

    def sent(self, **more):
        steps = {
            "step-TOTAL_FORMS": "3", "step-INITIAL_FORMS": "0",
            "step-0-label": "股室初审", "step-0-roles": ["section_head"], "step-0-reviews": ["disclosure_review"],
            "step-1-label": "保密审查", "step-1-roles": ["secrecy_reviewer"], "step-1-reviews": ["secrecy_review"],
            "step-2-label": "",
        }  # fmt: skip
        own = {"label": "两步审查", "drafters": ["drafter"], "publishers": ["disclosure_office"]}
        return {**own, **steps, **more}

    def test_a_shipped_chain_is_chosen(self, chief):
        assert chief.post(f"{SWJ}chain/", {"chain": "four_levels"})["Location"] == SWJ
        assert selectors.agency("swj").review_chain == "four_levels"
        assert chief.post(f"{SWJ}chain/", {"chain": "none"}).status_code == 400

    def test_an_own_chain_is_written_and_chosen(self, chief):
        assert chief.post(f"{SWJ}chain/own/", self.sent())["Location"] == f"{SWJ}chain/"
        own = OwnChain.objects.get()
        assert (own.key, own.label, [each["key"] for each in own.definition["steps"]]) == (
            "own_1",
            "两步审查",
            ["step_1", "step_2"],
        )
        chief.post(f"{SWJ}chain/", {"chain": "own_1"})
        assert "两步审查" in text(chief.get(f"{SWJ}chain/"))

    def test_no_chain_goes_without_secrecy_review(self, chief):
        response = chief.post(f"{SWJ}chain/own/", self.sent(**{"step-1-reviews": ["proofreading"]}))
        assert response.status_code == 400
        assert response.context["form"].non_field_errors() == ["没有每件信息都必经的保密审查，请加上这一步。"]
        response = chief.post(f"{SWJ}chain/own/", self.sent(**{"step-1-important": "on"}))
        assert response.context["form"].non_field_errors() == ["没有每件信息都必经的保密审查，请加上这一步。"]
        assert not OwnChain.objects.exists()

    def test_who_looks_on_can_take_no_step(self, chief):
        response = chief.post(f"{SWJ}chain/own/", self.sent(**{"step-1-roles": ["auditor"]}))
        assert response.context["steps"][1].errors["roles"] == ["没有这一项，请重新选择。"]
        response = chief.post(f"{SWJ}chain/own/", self.sent(**{"step-0-roles": []}))
        assert response.context["steps"][0].errors["roles"] == ["请选由谁办理。"]

    def test_a_chain_in_use_is_not_changed_but_followed_by_a_new_one(self, place, chief):
        chief.post(f"{SWJ}chain/own/", self.sent())
        chief.post(f"{SWJ}chain/", {"chain": "own_1"})
        chief.post(f"{SWJ}chain/own/own_1/", self.sent(label="改了名"))
        assert OwnChain.objects.get().label == "改了名"
        item = Office(selectors.agency("swj")).draft()
        chief.post(f"{SWJ}chain/own/own_1/", self.sent(label="第二版"))
        assert dict(OwnChain.objects.values_list("key", "label")) == {"own_1": "改了名", "own_2": "第二版"}
        assert selectors.agency("swj").review_chain == "own_2"
        assert item.chain == "own_1"
        refused = chief.post(f"{SWJ}chain/own/own_1/discard/")
        assert refused.status_code == 409
        assert "已经有信息按这个流程审查" in text(refused)
        assert place.chief.id

    def test_what_is_not_its_own_is_not_found(self, chief):
        assert chief.get(f"{SWJ}chain/own/three_levels/").status_code == 404
        assert chief.post(f"{SWJ}chain/own/own_9/discard/").status_code == 404

    def test_an_unused_own_chain_is_deleted(self, chief):
        chief.post(f"{SWJ}chain/own/", self.sent())
        assert chief.post(f"{SWJ}chain/own/own_1/discard/")["Location"] == f"{SWJ}chain/"
        assert not OwnChain.objects.exists()


class TestImport:
    """A tree from a table."""

    TABLE = "机构编码,机构名称,层级\njyj,清禾县教育局,县级政府部门\n"

    def send(self, client, table, name="机构.csv"):
        return client.post("/desk/agencies/import/", {"table": SimpleUploadedFile(name, table.encode())})

    def test_it_is_looked_at_first_and_done_once(self, admin):
        response = self.send(admin, self.TABLE)
        assert response["Location"] == "/desk/agencies/import/?checked=1"
        assert not Agency.objects.filter(key="jyj").exists()
        shown = admin.get(response["Location"])
        assert "没有问题。新增1行，修改0行，不变0行。" in text(shown)
        assert admin.post("/desk/agencies/import/", {"confirm": "1"})["Location"] == "/desk/agencies/"
        assert Agency.objects.get(key="jyj").parent.key == "qinghe"
        again = admin.post("/desk/agencies/import/", {"confirm": "1"}, follow=True)
        assert "这张表已经导入过了" in text(again)

    def test_faults_are_told_by_row_and_close_the_way(self, admin):
        response = admin.get(self.send(admin, self.TABLE + "AB,某局,县级政府部门\n")["Location"])
        assert "有1个问题，改正后重新预检" in text(response)
        assert 'name="confirm"' not in text(response)
        forced = admin.post("/desk/agencies/import/", {"confirm": "1"})
        assert forced.status_code == 409
        assert not Agency.objects.filter(key="jyj").exists()

    def test_what_is_no_table_is_told_at_once(self, admin):
        response = self.send(admin, "随便写的\n")
        assert response.status_code == 400
        assert "没有找到表头，请用模板填写。" in text(response)
        assert admin.post("/desk/agencies/import/", {}).context["form"].errors == {"table": ["请选择文件。"]}

    def test_the_template_is_what_the_import_understands(self, admin):
        response = admin.get("/desk/agencies/import/template.xlsx")
        assert response["Content-Type"].endswith("spreadsheetml.sheet")
        assert response.content[:2] == tree_template()[:2] == b"PK"
