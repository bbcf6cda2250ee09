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
LISTS = ("/", "/a/swj/", "/a/swj/statutory-notices/", "/c/statutory-notices/", "/c/latest/")
FEEDS = ("/feeds/latest.atom", "/feeds/agency/swj.rss", "/feeds/column/statutory-notices.atom")
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


def refused(people, steps):
    """Pass the first step; let the secrecy reviewer send it back, and the drafter read why and write it anew."""
    drafter, secrecy = people["drafter"], people["secrecy"]
    passed(people["head"], steps[0])
    assert "立即发布" not in people["head"].offered()
    secrecy.reviews(TITLE)
    secrecy.does("退回修改", 修改意见=REFUSAL)
    secrecy.is_told("已退回起草人修改")
    drafter.opens(TITLE)
    drafter.is_told("库存数量")
    drafter.page.get_by_role("link", name="修改", exact=True).first.click()
    drafter.surface().locator("p", has_text=STORE).click(click_count=3)
    drafter.page.keyboard.type("储备仓库由县商务局统一管理。")
    drafter.saves()
    expect(drafter.page.locator(".document")).not_to_contain_text(STORE)


def published(people, citizen, key, steps):
    """Pass every step, plan the publication, take the plan back, and publish."""
    publisher = people["office"]
    passed(people["head"], steps[0])
    passed(people["secrecy"], steps[1])
    publisher.opens(TITLE)
    publisher.does("定时发布", 发布时间="2031-05-06T09:00")
    publisher.is_told("已定于2031-05-06 09:00发布")
    assert citizen.status(f"/item/{key}/") == 404
    publisher.page.get_by_role("button", name="取消定时发布").click()
    publisher.does("立即发布")
    publisher.is_told("已发布")


def found_everywhere(citizen):
    """Find it by searching, in every list and in every feed; read it, without what had to go."""
    assert citizen.finds("储备企业名单") == [TITLE]
    assert [path for path in LISTS if not citizen.sees(path, TITLE)] == []
    assert [path for path in FEEDS if TITLE not in citizen.feed(path)] == []
    citizen.finds("储备企业名单")
    citizen.page.get_by_role("link", name=TITLE).click()
    expect(citizen.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    for hidden in (IDENTITY, "800吨"):
        expect(citizen.page.get_by_role("main")).not_to_contain_text(hidden)


def found_corrected(citizen, key):
    """Read the new words, and what was changed and why."""
    citizen.page.goto(f"/item/{key}/")
    expect(citizen.page.locator(".document")).to_contain_text("县发展和改革局统一管理")
    history = citizen.page.get_by_role("region", name="更正记录")
    expect(history).to_contain_text("更正说明：管理单位写错，已更正。")
    expect(history.locator("del").first).to_be_visible()
    assert citizen.finds("发展和改革局统一管理") == [TITLE]


def gone_everywhere(citizen, key):
    """Find the tombstone at its address, and nothing anywhere else."""
    assert citizen.page.goto(f"/item/{key}/").status == 410
    expect(citizen.page.get_by_role("main")).to_contain_text("公示期满，名单不再公示。")
    assert citizen.finds("储备企业名单") == []
    assert [path for path in LISTS if citizen.sees(path, TITLE)] == []
    assert [path for path in FEEDS if TITLE in citizen.feed(path)] == []


def test_from_a_word_file_to_the_public_and_away_again(office, people, citizen, faults):
    faults.expect("410")
    drafter, publisher = people["drafter"], people["office"]

    # given a Word file that holds an identity number, which is marked, and covered before it goes to review
    key = drafted(drafter)
    covered(drafter)
    steps = drafter.page.locator(".progress li strong").all_inner_texts()[1:3]
    drafter.does("送审")
    drafter.is_told("已送审")
    assert citizen.finds("储备企业名单") == []

    # when the secrecy reviewer refuses it, and it is written anew and approved
    refused(people, steps)
    drafter.does("送审")
    drafter.is_told("已送审")
    published(people, citizen, key, steps)

    # then everybody finds it everywhere
    found_everywhere(citizen)

    # when a fault is corrected, then the public reads what was changed and why
    corrected(people, key, steps)
    found_corrected(citizen, key)

    # when it is withdrawn, then a tombstone stands at its address
    publisher.goes_to(f"/desk/items/{key}/")
    publisher.does("撤下", 撤下的理由="公示期满", 向公众说明的理由="公示期满，名单不再公示。")
    publisher.is_told("已撤下")
    gone_everywhere(citizen, key)

    # and the history tells all of it
    publisher.goes_to(f"/desk/items/{key}/history/")
    told = publisher.page.get_by_role("region", name="历史").inner_text()
    assert [word for word in ("送审", "退回", "发布", "更正", "撤下", office.reviewer.name) if word not in told] == []


def test_who_reviews_is_warned_of_a_mark_where_the_button_is(office, people):
    # given a draft with an identity number that was sent to review as it is
    office.draft(TITLE, f"<p>负责人身份证号码{IDENTITY}。</p>")
    people["drafter"].opens(TITLE)
    people["drafter"].does("送审")
    people["drafter"].is_told("已送审")

    # when the head opens what waits for them
    head = people["head"]
    head.goes_to("/desk/review/")
    expect(head.page.get_by_role("row", name=TITLE)).to_contain_text("1处")
    head.reviews(TITLE)

    # then the button warns, the mark is a click away, and the text goes back with it
    label = next(each for each in head.offered() if each.startswith("通过"))
    offered = head.offer(label)
    expect(offered.locator(".notice.warn")).to_contain_text("必须处理的标记没有核实")
    offered.get_by_role("link", name="逐处查看").click()
    expect(head.page.locator("mark.grave").first).to_have_text(IDENTITY)
    head.reviews(TITLE)
    head.does("退回修改", 修改意见="请遮盖身份证号码。")
    people["drafter"].opens(TITLE)
    people["drafter"].is_told("请遮盖身份证号码。")
