"""The desk's pages: what each shows, to whom, in how many questions to the database."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.publishing import Office, agency, person

from gongkai.apps import clock
from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.models import Item, Kind, RelationKind, ValidityChange
from gongkai.apps.publishing.services.relate import relate
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.core.publication.chains import Role
from gongkai.core.publication.review_events import Act

pytestmark = pytest.mark.django_db
PHONE = "<p>联系人张某，手机13812345678。</p>"


def test_my_work_shows_each_person_what_waits_for_them(office, enter):
    item = office.draft(title="等初审的一条")
    submit(office.drafter, item.key, content=item.latest.digest)
    office.draft(title="没写完的一条")
    assert "等初审的一条" in enter(office.head).get("/desk/").content.decode()
    assert "没有等您审查的信息。" in enter(office.reviewer).get("/desk/").content.decode()
    assert "没写完的一条" in enter(office.drafter).get("/desk/").content.decode()


def test_a_duty_that_is_overdue_is_told(office, enter):
    office.draft(title="早该公开的", formed_on=clock.today() - timedelta(days=60))
    page = enter(office.drafter).get("/desk/").content.decode()
    assert "早该公开的" in page
    assert "已逾期" in page


def test_who_has_no_part_in_publishing_still_has_a_first_page(office, enter):
    nobody = person("nobody", office.agency)
    client = enter(nobody)
    assert client.get("/desk/").status_code == 200
    for address in ("/desk/items/", "/desk/new/", "/desk/review/", "/desk/batch/", "/desk/documents/"):
        assert client.get(address).status_code == 403


def test_nobody_signed_out_sees_anything(office, client):
    item = office.draft()
    for address in ("/desk/", "/desk/items/", f"/desk/items/{item.key}/", "/desk/items.csv"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")


def test_the_list_asks_as_often_for_many_as_for_few(office, enter):
    client = enter(office.drafter)
    office.draft()
    client.get("/desk/items/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/desk/items/")
    for number in range(20):
        office.draft(title=f"第{number}条")
    with CaptureQueriesContext(connection) as many:
        client.get("/desk/items/")
    assert len(many) <= len(few) + 1


def test_the_list_is_filtered_and_goes_on_over_pages(office, enter):
    for number in range(30):
        office.draft(title=f"动态第{number}期")
    office.draft(title="关于防汛的通知", document_number="清商发〔2025〕9号", column="statutory.news")
    client = enter(office.drafter)
    assert "共31条" in client.get("/desk/items/").content.decode()
    second = client.get("/desk/items/?page=2&words=动态").content.decode()
    assert second.count("/desk/items/") >= 5
    assert "共30条" in second
    found = client.get("/desk/items/?words=防汛 清商发&column=statutory.news&state=new&person=drafter").content.decode()
    assert "共1条" in found
    assert "没有符合条件的信息" in client.get("/desk/items/?state=published").content.decode()
    assert "共31条" in client.get("/desk/items/?state=nonsense&page=x").content.decode()


def test_the_list_goes_out_as_csv_with_nothing_taken_for_a_formula(office, enter):
    office.draft(title="=HYPERLINK(1)")
    answer = enter(office.drafter).get("/desk/items.csv")
    told = answer.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in told
    assert "未送审" in told


def test_marks_are_shown_covered_and_settled(office, enter):
    item = office.draft(body=PHONE)
    client = enter(office.drafter)
    page = client.get(f"/desk/items/{item.key}/checks/").content.decode()
    assert '<mark class="grave" title="手机号码">13812345678</mark>' in page
    passage = page.split('name="passage" value="')[1].split('"')[0]
    assert client.post(f"/desk/items/{item.key}/checks/settle/", {"passage": passage, "reason": " "}).status_code == 409
    client.post(f"/desk/items/{item.key}/checks/settle/", {"passage": passage, "reason": "是公布的值班手机"})
    assert "是公布的值班手机" in client.get(f"/desk/items/{item.key}/checks/").content.decode()
    assert (
        "手机号码：swj-drafter某核实，是公布的值班手机"
        in client.get(f"/desk/items/{item.key}/record/").content.decode()
    )
    client.post(f"/desk/items/{item.key}/checks/unsettle/", {"passage": passage})
    client.post(f"/desk/items/{item.key}/checks/cover/", {"passage": passage, "based_on": 1})
    item.refresh_from_db()
    assert item.latest.body == "<p>联系人张某，手机138****5678。</p>"


def test_several_marks_are_settled_at_once_and_hold_the_secrecy_review_till_then(office, enter):
    item = office.draft(body=f"{PHONE}<p>手机13912345678</p>")
    content = item.latest.digest
    submit(office.drafter, item.key, content=content)
    act_on(office.head, item.key, Deed(Act.PASSED, content=content))
    client = enter(office.reviewer)
    page = client.get(f"/desk/items/{item.key}/").content.decode()
    assert "还有2处必须处理的标记没有核实" in page
    assert "/acts/passed/" not in page
    address = f"/desk/items/{item.key}/checks/"
    page = client.get(address).content.decode()
    chosen = re.findall(r'form="chosen" name="passage" value="(\w+)"', page)
    assert len(chosen) == 2
    assert client.post(f"{address}settle/", {"reason": "公布的值班手机"}).status_code == 400
    client.post(f"{address}settle/", {"passage": chosen, "reason": "公布的值班手机"})
    assert "/acts/passed/" in client.get(f"/desk/items/{item.key}/").content.decode()


def test_history_and_differences_are_readable(office, enter, words):
    item = office.draft(body="<p>三月一日起施行。</p>")
    client = enter(office.drafter)
    client.post(f"/desk/items/{item.key}/edit/", words(based_on=1, body="<p>三月二日起施行。</p>", note="改日期"))
    assert "改日期" in client.get(f"/desk/items/{item.key}/history/").content.decode()
    page = client.get(f"/desk/items/{item.key}/compare/?old=1&new=2").content.decode()
    assert '<del><span class="hidden-text">删去：</span>一</del>' in page
    assert '<ins><span class="hidden-text">新增：</span>二</ins>' in page
    assert client.get(f"/desk/items/{item.key}/compare/?old=1&new=x").status_code == 404
    assert client.get(f"/desk/items/{item.key}/versions/9/").status_code == 404


def test_the_record_of_a_review_has_every_element(office, enter):
    item = office.published()
    page = enter(office.drafter).get(f"/desk/items/{item.key}/record/").content.decode()
    for label in ("标题", "形成日期", "密级检查", "公开属性及依据", "公开渠道", "各级审查意见、签名和日期", "结论"):
        assert f'<th scope="row">{label}' in page
    assert "<strong>复审（保密审查）</strong>：同意" in page
    assert "已发布" in page


def test_items_are_linked_by_searching(office, enter):
    document = office.published(title="清禾县市场管理办法", kind=Kind.NORMATIVE_DOCUMENT)
    item = office.draft(title="《清禾县市场管理办法》解读", kind=Kind.INTERPRETATION)
    client = enter(office.drafter)
    address = f"/desk/items/{item.key}/relations/"
    assert f'value="{document.key}"' in client.get(address, {"q": "管理办法"}).content.decode()
    client.post(f"{address}add/", {"target": document.key, "kind": "interprets"})
    assert "这一条解读" in client.get(address).content.decode()
    assert "被解读" in client.get(f"/desk/items/{document.key}/relations/").content.decode()
    assert client.post(f"{address}add/", {"target": document.key, "kind": "eats"}).status_code == 404
    assert client.post(f"{address}add/", {"target": "zzzzzzzzzzzz", "kind": "related"}).status_code == 409
    relation = item.relations.get()
    client.post(f"{address}{relation.pk}/remove/")
    assert not item.relations.exists()


def test_an_interpretation_is_linked_from_its_document_too(office, enter):
    document = office.published(title="清禾县市场管理办法", kind=Kind.NORMATIVE_DOCUMENT)
    item = office.draft(title="《清禾县市场管理办法》解读", kind=Kind.INTERPRETATION)
    address = f"/desk/items/{document.key}/relations/"
    enter(office.drafter).post(f"{address}add/", {"target": item.key, "kind": "interpreted"})
    made = item.relations.get()
    assert (made.target_id, made.kind) == (document.pk, RelationKind.INTERPRETS.value)


def test_drafts_of_others_are_not_found_by_searching(office, enter):
    elsewhere = Office(agency("jyj", "清禾县教育局"))
    elsewhere.draft(title="没有公开的招生办法")
    item = office.draft()
    page = enter(office.drafter).get(f"/desk/items/{item.key}/relations/", {"q": "招生"}).content.decode()
    assert "没有公开的招生办法" not in page


def test_a_draft_that_links_to_a_public_item_is_not_shown_to_strangers(office, enter):
    document = office.published(title="公开的办法", kind=Kind.NORMATIVE_DOCUMENT)
    elsewhere = Office(agency("jyj", "清禾县教育局"))
    secret = elsewhere.draft(title="还没公开的解读")
    relate(elsewhere.drafter, secret.key, document.key, RelationKind.INTERPRETS)
    page = enter(office.drafter).get(f"/desk/items/{document.key}/relations/").content.decode()
    assert "还没公开的解读" not in page


def test_validity_is_altered_and_taken_back(office, enter):
    item = office.published(kind=Kind.NORMATIVE_DOCUMENT, formed_on=date(2024, 1, 5), effective_from=date(2024, 2, 1))
    client = enter(office.publisher)
    address = f"/desk/items/{item.key}/validity/"
    sent = {"how": "repealed", "on": "2025-03-01", "by": "清商发〔2025〕3号"}
    assert client.post(f"{address}add/", {**sent, "by": ""}).status_code == 400
    assert client.post(f"{address}add/", sent).status_code == 302
    assert client.post(f"{address}add/", sent).status_code == 302
    change = ValidityChange.objects.get()
    assert "废止" in client.get(address).content.decode()
    assert enter(office.drafter).post(f"{address}add/", sent).status_code == 403
    assert client.post(f"{address}{change.pk}/undo/", {"reason": ""}).status_code == 409
    client.post(f"{address}{change.pk}/undo/", {"reason": "登记错了"})
    assert not ValidityChange.objects.exists()


def test_a_clean_up_wants_an_answer_for_every_document(office, enter):
    first, second = (
        office.published(title=f"办法{n}", kind=Kind.NORMATIVE_DOCUMENT, formed_on=date(2024, 1, 5)) for n in "甲乙"
    )
    client = enter(office.publisher)
    sent = {"basis": "清商发〔2025〕8号", "on": "2025-06-01", "confirmed": "on", f"result-{first.key}": "repealed"}
    assert "还有1份没有选择清理结果" in client.post("/desk/documents/clean-up/", sent).content.decode()
    assert not ValidityChange.objects.exists()
    answer = client.post("/desk/documents/clean-up/", {**sent, f"result-{second.key}": "continued"})
    assert answer.status_code == 302
    change = ValidityChange.objects.get()
    assert (change.item_id, change.how, change.by) == (first.pk, "repealed", "清商发〔2025〕8号")
    page = client.get("/desk/documents/?year=2025").content.decode()
    assert '<td class="number">0</td><td class="number">1</td><td class="number">1</td>' in page
    table = client.get("/desk/documents.csv?agency=swj").content.decode("utf-8-sig")
    assert "办法甲" in table
    assert "废止" in table
    assert client.get("/desk/documents.xlsx?agency=swj").content.startswith(b"PK")
    assert enter(office.drafter).get("/desk/documents/clean-up/").status_code == 403


def test_a_batch_is_tried_and_then_made_once(office, enter):
    client = enter(office.drafter)
    table = "标题,栏目,形成日期,正文\n第一条,通知公告,2025-03-03,内容一\n第二条,通知公告,2025年3月4日,内容二\n"
    trial = client.post("/desk/batch/", {"table": SimpleUploadedFile("表.csv", table.encode()), "kind": "notice"})
    page = trial.content.decode()
    assert "共2条，都可以导入；现在还没有导入。" in page
    assert Item.objects.count() == 0
    run = page.split('name="run" value="')[1].split('"')[0]
    assert client.post("/desk/batch/make/", {"run": run}).status_code == 302
    assert client.post("/desk/batch/make/", {"run": run}).status_code == 302
    assert sorted(each.latest.title for each in Item.objects.all()) == ["第一条", "第二条"]
    assert enter(office.head).post("/desk/batch/make/", {"run": run})["Location"] == "/desk/batch/"
    assert Item.objects.count() == 2


def test_a_batch_with_errors_makes_nothing(office, enter):
    client = enter(office.drafter)
    table = "标题,栏目,形成日期\n第一条,通知公告,明天\n,没有的栏目,\n"
    page = client.post(
        "/desk/batch/", {"table": SimpleUploadedFile("表.csv", table.encode()), "kind": "notice"}
    ).content.decode()
    assert "2条有错误" in page
    assert "形成日期“明天”看不懂" in page
    assert "栏目“没有的栏目”不在可选范围内" in page
    assert 'name="run"' not in page


def test_the_template_of_a_batch_is_given_out(office, enter):
    client = enter(office.drafter)
    assert client.get("/desk/batch/template.xlsx?agency=swj").content.startswith(b"PK")
    assert client.get("/desk/batch/template.csv").content.decode("utf-8-sig").startswith("标题,栏目,类别")


def test_originals_are_for_those_who_work_on_the_item(office, enter, words):
    item = office.draft()
    enter(office.drafter).post(
        f"/desk/items/{item.key}/edit/", words(based_on=1, uploads=[SimpleUploadedFile("表.txt", b"a")])
    )
    stranger = person("jyj-drafter", agency("jyj", "清禾县教育局"), Role.DRAFTER)
    for part in ("files", "originals"):
        address = f"/desk/items/{item.key}/{part}/2/1/表.txt"
        assert enter(office.head).get(address).status_code == 200
        assert enter(stranger).get(address).status_code == 404
        assert enter(office.head).get(f"/desk/items/{item.key}/{part}/2/1/别的.txt").status_code == 404
        assert enter(office.head).get(f"/desk/items/{item.key}/{part}/1/1/表.txt").status_code == 404
    read = Record.objects.get(action="查看附件原件")
    assert (read.actor, read.subject_key) == (office.head.username, item.key)
