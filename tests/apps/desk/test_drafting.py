"""Writing a draft on the desk: saved once, by whoever may, nothing of anybody lost, nothing more than the form names."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.support.publishing import agency, person

from gongkai.apps.publishing.models import Item, Kind, PublicItem, Text
from gongkai.apps.publishing.services.enclose import enclosed
from gongkai.core.publication.chains import Role

pytestmark = pytest.mark.django_db


def token_of(page):
    return re.search(r'name="token" value="([^"]+)"', page.content.decode())[1]


def test_a_draft_is_started_with_what_was_typed(office, enter, words):
    client = enter(office.drafter)
    token = token_of(client.get("/desk/new/"))
    answer = client.post("/desk/new/", words(token=token, keywords="市场  管理", important="on"))
    item = Item.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/items/{item.key}/?saved=1"
    assert (item.latest.title, item.latest.keywords, item.kind) == ("关于某项工作的通知", "市场 管理", Kind.NOTICE)
    assert item.important
    assert client.get(answer["Location"]).status_code == 200


def test_a_form_sent_twice_starts_one_item(office, enter, words):
    client = enter(office.drafter)
    sent = words(token=token_of(client.get("/desk/new/")))
    first, second = client.post("/desk/new/", sent), client.post("/desk/new/", sent)
    assert first["Location"] == second["Location"]
    assert Item.objects.count() == 1


def test_a_key_of_ones_own_making_is_not_taken(office, enter, words):
    client = enter(office.drafter)
    other = person("swj-other", office.agency, Role.DRAFTER)
    foreign = token_of(enter(other).get("/desk/new/"))
    for token in ("", "abc", foreign):
        assert client.post("/desk/new/", words(token=token)).status_code == 400
    assert Item.objects.count() == 0


def test_errors_stand_at_their_fields_in_chinese(office, enter, words):
    client = enter(office.drafter)
    token = token_of(client.get("/desk/new/"))
    sent = words(token=token, title="", formed_on="2025-13-40", attribute="withheld", column="statutory.nowhere")
    page = client.post("/desk/new/", sent).content.decode()
    assert 'id="title-error">请填写标题。' in page
    assert "日期写成2025-03-01这样的形式。" in page
    assert "不予公开要选择依据。" in page
    assert "请写明不主动公开的理由。" in page
    assert "栏目里没有这一项，请重新选择。" in page
    assert 'aria-describedby="title-hint title-error"' in page
    assert Item.objects.count() == 0


def test_only_columns_that_hold_content_are_offered(office, enter):
    page = enter(office.drafter).get("/desk/new/").content.decode()
    assert 'value="statutory.notices"' in page
    assert '<option value="application"' not in page


def test_plain_paragraphs_become_html(office, enter, words):
    client = enter(office.drafter)
    token = token_of(client.get("/desk/new/"))
    client.post("/desk/new/", words(token=token, body="各单位：\r\n\r\n三月<五月，请遵照执行。"))
    assert Text.objects.get().body == "<p>各单位：</p><p>三月&lt;五月，请遵照执行。</p>"


def test_the_first_row_of_header_cells_is_the_head_of_its_table(office, enter, words):
    client = enter(office.drafter)
    cells = "<tr><th><p>项</p></th><th><p>值</p></th></tr><tr><td>甲</td><td>1</td></tr>"
    body = f'<table style="min-width: 50px"><colgroup><col></colgroup><tbody>{cells}</tbody></table>'
    client.post("/desk/new/", words(token=token_of(client.get("/desk/new/")), body=body))
    assert Text.objects.get().body == (
        "<table><thead><tr><th><p>项</p></th><th><p>值</p></th></tr></thead>"
        "<tbody><tr><td>甲</td><td>1</td></tr></tbody></table>"
    )


def test_pictures_are_kept_by_name_and_shown_from_the_desk(office, enter, words):
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    item = office.draft(
        body='<p><img src="picture:picture1.png" alt="图"></p>',
        enclosures=(enclosed("picture1.png", picture.getvalue(), picture=True),),
    )
    client = enter(office.drafter)
    shown = f"/desk/items/{item.key}/files/1/1/picture1.png"
    assert f'<img src="{shown}" alt="图">' in client.get(f"/desk/items/{item.key}/").content.decode()
    assert client.get(shown)["Content-Type"] == "image/png"
    client.post(f"/desk/items/{item.key}/edit/", words(based_on=1, body=f'<p>改<img src="{shown}" alt="图"></p>'))
    item.refresh_from_db()
    assert item.latest.body == '<p>改<img src="picture:picture1.png" alt="图"></p>'


def test_hostile_html_is_harmless_in_every_field(office, enter, words):
    client = enter(office.drafter)
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    token = token_of(client.get("/desk/new/"))
    names = ("title", "document_number", "keywords", "description", "source", "reason", "note")
    sent = words(token=token, body=f"<p>好{evil}</p>", attribute="on_application", **dict.fromkeys(names, evil))
    assert client.post("/desk/new/", sent).status_code == 302
    item = Item.objects.get()
    for part in ("", "edit/", "checks/", "history/", "relations/", "record/", "versions/1/"):
        page = client.get(f"/desk/items/{item.key}/{part}").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "<img src=x" not in client.get("/desk/").content.decode()
    assert "<img src=x" not in client.get("/desk/items/?words=<img src=x onerror=alert(2)>").content.decode()


def test_what_the_form_does_not_name_is_not_changed(office, enter, words):
    other = agency("jyj", "清禾县教育局")
    item = office.draft()
    sent = words(
        based_on=1, agency=other.pk, state="published", chain="four_levels", index_number="1", created_by=1,
        digest="0" * 64, author=office.leader.id, key="aaaaaaaaaaaa", publish_by="2099-01-01", aside="1", number="9",
    )  # fmt: skip
    enter(office.drafter).post(f"/desk/items/{item.key}/edit/", sent)
    after = Item.objects.get()
    assert (after.agency_id, after.state, after.chain, after.index_number) == (
        office.agency.pk, "new", item.chain, None,
    )  # fmt: skip
    assert (after.latest.author_id, after.latest.number, after.latest.aside) == (office.drafter.id, 2, False)
    assert after.latest.digest != "0" * 64
    assert not PublicItem.objects.exists()


def test_what_is_filed_cannot_be_moved_under_review(office, enter, words):
    item = office.reviewed(office.draft())
    sent = words(based_on=1, column="statutory.news", important="on", title="改过的标题")
    enter(office.drafter).post(f"/desk/items/{item.key}/edit/", sent)
    item.refresh_from_db()
    assert (item.column, item.important, item.latest.title) == ("statutory.notices", False, "改过的标题")
    assert item.state == "ready"


def test_two_people_at_once_lose_nothing(office, enter, words):
    item = office.draft()
    mine, other = enter(office.drafter), enter(office.head)
    other.post(f"/desk/items/{item.key}/edit/", words(based_on=1, body="<p>马股长写的。</p>"))
    answer = mine.post(f"/desk/items/{item.key}/edit/", words(based_on=1, body="<p>周科员写的。</p>"))
    assert answer["Location"] == f"/desk/items/{item.key}/merge/3/"
    page = mine.get(answer["Location"]).content.decode()
    assert "马股长写的。" in page
    assert "周科员写的。" in page
    item.refresh_from_db()
    assert item.latest.plain == "马股长写的。"
    mine.post(f"/desk/items/{item.key}/versions/3/take-over/", {"based_on": 2})
    item.refresh_from_db()
    assert (item.latest.plain, item.latest.number, item.latest.note) == ("周科员写的。", 4, "采用第3稿")
    assert item.texts.count() == 4


def test_files_are_added_renamed_ordered_and_removed(office, enter, words):
    item = office.draft()
    client = enter(office.drafter)
    address = f"/desk/items/{item.key}/edit/"
    files = [SimpleUploadedFile("表一.txt", "一".encode()), SimpleUploadedFile("表二.txt", "二".encode())]
    client.post(address, words(based_on=1, uploads=files))
    item.refresh_from_db()
    assert [each.name for each in item.latest.attachments.all()] == ["表一.txt", "表二.txt"]
    client.post(address, words(based_on=2, **{"file-1-order": "9", "file-2-name": "附表"}))
    item.refresh_from_db()
    assert [each.name for each in item.latest.attachments.all()] == ["附表.txt", "表一.txt"]
    client.post(address, words(based_on=3, **{"file-1-remove": "on"}))
    item.refresh_from_db()
    assert [each.name for each in item.latest.attachments.all()] == ["表一.txt"]
    file = client.get(f"/desk/items/{item.key}/files/4/1/表一.txt")
    assert file.content == "一".encode()
    assert file["Content-Disposition"].startswith("attachment;")


def test_a_dangerous_file_is_refused_at_its_field(office, enter, words):
    item = office.draft()
    files = [SimpleUploadedFile("报表.pdf", b"MZ\0\0" + bytes(200))]
    answer = enter(office.drafter).post(f"/desk/items/{item.key}/edit/", words(based_on=1, uploads=files))
    assert answer.status_code == 400
    assert "文件是程序或脚本" in answer.content.decode()
    assert item.texts.count() == 1


def test_a_draft_begins_from_a_file(office, enter):
    client = enter(office.drafter)
    token = token_of(client.get("/desk/new/"))
    document = SimpleUploadedFile("通知.txt", "关于开展调查的通知\n各单位：\n请于月底前报送。".encode())
    sent = {"token": token, "agency": "swj", "column": "statutory.notices", "kind": "notice", "document": document}
    answer = client.post("/desk/new/from-file/", sent)
    item = Item.objects.get()
    assert answer["Location"] == f"/desk/items/{item.key}/edit/"
    assert item.latest.title == "关于开展调查的通知"
    assert "请于月底前报送。" in item.latest.plain


def test_the_file_a_draft_begins_from_is_attached_where_that_is_wanted(office, enter):
    client = enter(office.drafter)
    document = SimpleUploadedFile("通知.txt", "关于开展调查的通知\n各单位：\n请于月底前报送。".encode())
    sent = {
        "token": token_of(client.get("/desk/new/")),
        "agency": "swj",
        "column": "statutory.notices",
        "kind": "notice",
    }
    client.post("/desk/new/from-file/", {**sent, "document": document, "attached": "on"})
    item = Item.objects.get()
    assert [each.name for each in item.latest.attachments.all()] == ["通知.txt"]
    again = SimpleUploadedFile("新通知.txt", "关于开展调查的通知\n各单位：\n请于年底前报送。".encode())
    client.post(f"/desk/items/{item.key}/fill/", {"based_on": 1, "document": again, "attached": "on"})
    item.refresh_from_db()
    assert [each.name for each in item.latest.attachments.all()] == ["通知.txt", "新通知.txt"]


def test_the_body_is_filled_from_a_file_and_the_former_one_stays(office, enter):
    item = office.draft(document_number="清商发〔2025〕3号")
    document = SimpleUploadedFile("新.txt", "关于调查的通知\n各单位：\n新的正文。".encode())
    enter(office.drafter).post(f"/desk/items/{item.key}/fill/", {"based_on": 1, "document": document})
    item.refresh_from_db()
    assert item.latest.number == 2
    assert "新的正文。" in item.latest.plain
    assert (item.latest.title, item.latest.document_number) == ("关于某项工作的通知", "清商发〔2025〕3号")
    assert item.texts.get(number=1).plain == "各单位：\n请遵照执行。"


def test_who_may_not_draft_does_not_know_of_it(office, enter, words):
    item = office.draft()
    elsewhere = person("jyj-drafter", agency("jyj", "清禾县教育局"), Role.DRAFTER)
    auditor = person("auditor", office.agency, Role.AUDITOR)
    sent = words(based_on=1, title="不该写进去")
    assert enter(elsewhere).post(f"/desk/items/{item.key}/edit/", sent).status_code == 404
    assert enter(elsewhere).get(f"/desk/items/{item.key}/").status_code == 404
    assert enter(elsewhere).get("/desk/new/?agency=swj").status_code == 404
    assert enter(auditor).get(f"/desk/items/{item.key}/").status_code == 200
    assert enter(auditor).post(f"/desk/items/{item.key}/edit/", sent).status_code == 403
    assert enter(office.leader).post(f"/desk/items/{item.key}/edit/", sent).status_code == 403
    assert item.texts.count() == 1


def test_a_section_drafter_writes_in_their_section_only(office, enter, words):
    section = office.agency.sections.create(name="市场股")
    office.agency.sections.create(name="办公室")
    own = person("swj-market", office.agency, Role.DRAFTER, section=section)
    client = enter(own)
    page = client.get("/desk/new/")
    assert "市场股" in page.content.decode()
    assert "办公室</option>" not in page.content.decode()
    refused = client.post("/desk/new/", words(token=token_of(page)))
    assert "请选择来源股室。" in refused.content.decode()
    client.post("/desk/new/", words(token=token_of(page), section=str(section.pk)))
    assert Item.objects.get().section_id == section.pk
    assert client.get(f"/desk/items/{office.draft().key}/").status_code == 404


def test_the_editor_runs_under_a_policy_with_a_nonce(office, enter):
    answer = enter(office.drafter).get("/desk/new/")
    nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])[1]
    page = answer.content.decode()
    assert f'<script nonce="{nonce}" type="importmap">' in page or f'type="importmap" nonce="{nonce}"' in page
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "style=" not in page
    assert "nonce-" not in enter(office.drafter).get("/desk/")["Content-Security-Policy"]


def test_nothing_is_done_without_a_token_of_the_page(office, enter, words):
    item = office.draft()
    client = enter(office.drafter, enforce_csrf_checks=True)
    assert client.post(f"/desk/items/{item.key}/edit/", words(based_on=1)).status_code == 403
    assert item.texts.count() == 1
