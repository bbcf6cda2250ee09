"""Tags of pages: which must be there, and how their values are written."""

from __future__ import annotations

import pytest

from gongkai.core.publication.page_tags import PageTag, Place, examine_tags, tag_rules

ARTICLE = (
    PageTag("ArticleTitle", "关于某事的通知"),
    PageTag("PubDate", "2025-03-05 09:30"),
    PageTag("ContentSource", "某县人民政府办公室"),
)
WEBSITE = (
    PageTag("SiteName", "某县人民政府"),
    PageTag("SiteDomain", "www.example.gov.cn"),
    PageTag("SiteIDCode", "4207000016"),
)


def test_a_good_page():
    assert examine_tags([Place.WEBSITE, Place.ARTICLE], [*WEBSITE, *ARTICLE]) == ()


def test_missing_tags_are_told_and_optional_ones_not():
    found = examine_tags([Place.ARTICLE], [PageTag("PubDate", " ")])
    assert [each.message for each in found] == [
        "页面没有“标题”（ArticleTitle），请补上。",
        "页面没有“发布时间”（PubDate），请补上。",
        "页面没有“来源”（ContentSource），请补上。",
    ]
    assert [each.name for each in tag_rules(Place.ARTICLE) if not each.required] == [
        "Keywords",
        "Author",
        "Description",
        "Image",
        "Url",
    ]


@pytest.mark.parametrize("written", ["2025-03-05", "2025/03/05 09:30", "2025-13-05 09:30", "2025-03-05 24:00"])
def test_the_time_of_publication(written):
    (found,) = examine_tags([Place.ARTICLE], [ARTICLE[0], PageTag("PubDate", written), ARTICLE[2]])
    assert found.message == f"“发布时间”（PubDate）写成“{written}”，应写成YYYY-MM-DD HH:MM，请改正。"
    assert (found.code, found.quote) == ("PT-02", written)


@pytest.mark.parametrize(("name", "content"), [("SiteDomain", "www.example.com"), ("SiteIDCode", "420700001")])
def test_domain_and_code_of_a_website(name, content):
    tags = [tag if tag.name != name else PageTag(name, content) for tag in WEBSITE]
    assert [each.code for each in examine_tags([Place.WEBSITE], tags)] == ["PT-02"]


def test_the_footer():
    assert "“我为政府网站找错”入口" in {each.label for each in tag_rules(Place.FOOTER) if each.required}
    assert all(
        each.cite.act == "政府网站发展指引（国办发〔2017〕47号）" for place in Place for each in tag_rules(place)
    )
    assert {each.sure for each in tag_rules(Place.COLUMN)} == {"own+"}
