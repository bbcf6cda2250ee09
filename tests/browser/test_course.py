"""The course of one piece of information, from a Word file to its tombstone: everybody acts through their own pages."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import expect
from tests.support import word
from tests.support.desk_pages import Citizen, Clerk
from tests.support.portal import department, website
from tests.support.publishing import Office, user

IDENTITY = "23018419900307431X"
TITLE = "关于公示2026年生活必需品储备企业名单的通知"
LINES = (
    "各商贸流通企业：",
    "按照应急保供工作安排，现将纳入储备的企业公示如下。",
    f"承储企业负责人张某某，身份证号码{IDENTITY}。",
    "储备仓库位于禾丰大街东段，库存大米800吨。",
)
STORE = "库存大米800吨"
REFUSAL = "第四段写明了储备库的库存数量，属于应急储备的敏感信息，请删去具体吨数。"


def paper():
    """Return the drafter's Word file, in base64."""
    heading = word.text_paragraph(TITLE, '<w:jc w:val="center"/>')
    return base64.b64encode(word.docx(heading + "".join(map(word.text_paragraph, LINES)))).decode()


@pytest.fixture
def office(transactional_db):
    del transactional_db
    website()
    return Office(department("swj", "清禾县商务局"))


@pytest.fixture
def people(office, signed_in):
    """Return whoever works in the office, each with a browser of their own."""
    posts = {"drafter": office.drafter, "head": office.head, "secrecy": office.reviewer, "office": office.publisher}
    return {post: Clerk(signed_in(user(who.username))) for post, who in posts.items()}


@pytest.fixture
def citizen(page):
    return Citizen(page)


def drafted(clerk):
    """Start the draft from the Word file, and complete it."""
    page = clerk.page
    clerk.starts_writing()
    clerk.drops("储备企业名单.docx", paper())
    start = page.locator("form[data-drop]")
    start.get_by_label("栏目").select_option(label="法定主动公开内容 / 通知公告")
    start.get_by_label("信息类别").select_option("notice")
    start.get_by_role("button", name="取出内容，生成草稿").click()
    expect(page.get_by_label("标题", exact=False).first).to_have_value(TITLE)
    expect(clerk.surface()).to_contain_text(IDENTITY)
    page.get_by_label("形成日期").fill("2026-03-02")
    page.get_by_label("关键词").fill("储备 保供")
    page.get_by_label("内容概述").fill("公示生活必需品储备企业名单。")
    clerk.saves()
    return clerk.key


def covered(clerk):
    """See the identity number marked, and cover it."""
    page = clerk.page
    page.get_by_role("link", name="逐处查看和处理").click()
    expect(page.locator("mark.grave").first).to_have_text(IDENTITY)
    expect(page.locator(".marks")).to_contain_text("公民身份号码")
    page.get_by_role("button", name="遮盖勾选的，保存为新稿").click()
    clerk.is_told("已")
    clerk.goes_to(f"/desk/items/{clerk.key}/")
    expect(page.locator(".document")).not_to_contain_text(IDENTITY)


def passed(clerk, step):
    clerk.reviews(TITLE)
    clerk.does(f"通过“{step}”")
    clerk.is_told("已通过这一步审查")


def approved(people, key):
    """Take the text through the review up to where it may be published."""
    for who, step in (("head", people["steps"][0]), ("secrecy", people["steps"][1])):
        passed(people[who], step)
    people["office"].goes_to(f"/desk/items/{key}/")


def test_from_a_word_file_to_the_public_and_away_again(office, people, citizen, shoot, faults):
    faults.expect("410")
    drafter, secrecy, publisher = people["drafter"], people["secrecy"], people["office"]

    # given a Word file that holds an identity number and what should not be told
    key = drafted(drafter)
    here = f"/desk/items/{key}/"

    # then the number is marked, nobody can be let pass it unseen, and the drafter covers it
    assert "送审" in drafter.offered()
    covered(drafter)
    shoot(drafter.page, "course-draft")
    drafter.does("送审")
    drafter.is_told("已送审")
    assert citizen.finds("储备企业名单") == []

    # when the secrecy reviewer refuses after the head has passed it
    steps = drafter.page.locator(".progress li strong").all_inner_texts()[1:3]
    passed(people["head"], steps[0])
    assert "立即发布" not in people["head"].offered()
    secrecy.reviews(TITLE)
    secrecy.does("退回修改", 修改意见=REFUSAL)
    secrecy.is_told("已退回起草人修改")

    # then the drafter reads why, at once where their work is, and writes it anew
    drafter.opens(TITLE)
    drafter.is_told("库存数量")
    drafter.page.get_by_role("link", name="修改", exact=True).first.click()
    line = drafter.surface().locator("p", has_text=STORE)
    line.click(click_count=3)
    drafter.page.keyboard.type("储备仓库由县商务局统一管理。")
    drafter.saves()
    expect(drafter.page.locator(".document")).not_to_contain_text(STORE)
    drafter.does("送审")

    # when both have passed it, the disclosure office publishes it
    passed(people["head"], steps[0])
    passed(secrecy, steps[1])
    publisher.opens(TITLE)
    publisher.does("定时发布", 发布时间="2031-05-06T09:00")
    publisher.is_told("已定于2031-05-06 09:00发布")
    assert citizen.status(f"/item/{key}/") == 404
    publisher.page.get_by_role("button", name="取消定时发布").click()
    publisher.does("立即发布")
    publisher.is_told("已发布")
    shoot(publisher.page, "course-published")

    # then everybody finds it everywhere, without the number and the stores
    assert citizen.finds("储备企业名单") == [TITLE]
    for path in ("/", "/a/swj/", "/a/swj/statutory-notices/", "/c/statutory-notices/", "/c/latest/"):
        assert citizen.sees(path, TITLE), path
    for path in ("/feeds/latest.atom", "/feeds/agency/swj.rss", "/feeds/column/statutory-notices.atom"):
        assert TITLE in citizen.feed(path), path
    citizen.finds("储备企业名单")
    citizen.page.get_by_role("link", name=TITLE).click()
    expect(citizen.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    for hidden in (IDENTITY, "800吨"):
        expect(citizen.page.get_by_role("main")).not_to_contain_text(hidden)

    # when a fault is corrected
    corrected(people, key, steps)

    # then the public reads the new words, and what was changed and why
    citizen.page.goto(f"/item/{key}/")
    expect(citizen.page.locator(".document")).to_contain_text("县发展和改革局统一管理")
    history = citizen.page.get_by_role("region", name="更正记录")
    expect(history).to_contain_text("更正说明：管理单位写错，已更正。")
    expect(history.locator("del").first).to_be_visible()
    assert citizen.finds("发展和改革局统一管理") == [TITLE]

    # when it is withdrawn
    publisher.goes_to(here)
    publisher.does("撤下", **{"撤下的理由": "公示期满", "向公众说明的理由": "公示期满，名单不再公示。"})
    publisher.is_told("已撤下")

    # then a tombstone stands at its address, and it is nowhere else
    answer = citizen.page.goto(f"/item/{key}/")
    assert answer.status == 410
    expect(citizen.page.get_by_role("main")).to_contain_text("公示期满，名单不再公示。")
    assert citizen.finds("储备企业名单") == []
    assert [path for path in ("/", "/a/swj/", "/c/statutory-notices/") if citizen.sees(path, TITLE)] == []
    assert TITLE not in citizen.feed("/feeds/latest.atom")
    publisher.goes_to(f"{here}history/")
    told = publisher.page.get_by_role("region", name="历史").inner_text()
    assert [word for word in ("送审", "退回", "发布", "更正", "撤下", office.reviewer.name) if word not in told] == []


def corrected(people, key, steps):
    """Correct a word of what is online, with a note for the public, through the whole review."""
    drafter, publisher = people["drafter"], people["office"]
    drafter.goes_to(f"/desk/items/{key}/edit/")
    drafter.surface().locator("p", has_text="统一管理").click(click_count=3)
    drafter.page.keyboard.type("储备仓库由县发展和改革局统一管理。")
    drafter.saves()
    drafter.does("更正后重新送审", 更正说明="管理单位写错，已更正。")
    passed(people["head"], steps[0])
    passed(people["secrecy"], steps[1])
    publisher.goes_to(f"/desk/items/{key}/")
    publisher.does("立即发布")
    publisher.is_told("已发布")


def test_a_grave_mark_lets_nobody_pass(office, people):
    # given a draft with an identity number that was sent to review as it is
    office.draft(TITLE, f"<p>负责人身份证号码{IDENTITY}。</p>")
    people["drafter"].opens(TITLE)
    people["drafter"].does("送审")

    # when the head wants to pass it
    head = people["head"]
    head.reviews(TITLE)
    expect(head.page.get_by_text("必须处理的标记没有核实").first).to_be_visible()
    label = next(each for each in head.offered() if each.startswith("通过"))
    head.does(label)

    # then it is refused, in words, and stays where it was
    expect(head.page.get_by_role("alert").first).to_contain_text("没有办理，原因是")
    head.goes_to("/desk/review/")
    expect(head.page.get_by_role("link", name=TITLE)).to_be_visible()
