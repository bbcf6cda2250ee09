"""A county whose pages can be read: its website, its agencies, and items that were really reviewed and published."""

from __future__ import annotations

from datetime import date

from tests.support.publishing import Office, agency

from gongkai.apps.agencies.models import Agency, Platform
from gongkai.apps.files.services import keep
from gongkai.apps.publishing.models import Kind, PublicItem
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.apps.publishing.services.text import Enclosure, Words, save_text
from gongkai.core.publication.review_events import Act

BODY = "<p>各乡镇人民政府，县政府各部门：</p><p>现将有关事项通知如下，请认真贯彻执行。</p>"
TOLD = {
    "description": "对有关工作作出部署。",
    "formed_on": date(2025, 3, 3),
    "theme": "农业、林业、水利",
    "genre": "通知",
    "keywords": "春耕 备耕",
    "source": "清禾县人民政府",
}


def county() -> Agency:
    """Return 清禾县人民政府, made where it isn't there, with the profile that its guide wants."""
    return agency("county", "清禾县人民政府", level="county_government", **profile("清禾县禾丰大街1号"))


def department(key: str = "nyncj", name: str = "清禾县农业农村局", **more: object) -> Agency:
    """Return an agency below the county, with the profile that its guide wants."""
    return agency(key, name, county(), **{**profile("清禾县禾丰大街9号"), **more})


def profile(address: str) -> dict[str, str]:
    """Return what 条例第十二条 wants of an office."""
    return {
        "office": "办公室",
        "address": address,
        "office_hours": "工作日8:30—12:00，13:30—17:30",
        "telephone": "0450-55500001",
        "fax": "0450-55500002",
        "email": "gongkai@qinghe.example.cn",
        "postcode": "150200",
    }


def website(**particulars: object) -> Platform:
    """Return what the website is called, with everything that a footer wants; the county is its host."""
    told = {
        "name": "清禾县人民政府门户网站",
        "domain": "www.qinghe.gov.cn",
        "identification_code": "2301990001",
        "host": county(),
        "undertaker": "清禾县人民政府办公室",
        "contact": "0450-55500001",
        "icp_number": "东ICP备20250001号",
        "police_number": "东公网安备23019902000001号",
        **particulars,
    }
    return Platform.objects.update_or_create(id=1, defaults=told)[0]


def published(
    title: str = "关于做好春耕备耕工作的通知", *, by: Agency | None = None, **particulars: object
) -> PublicItem:
    """Return an item that is online, of the county or another; its metadata are complete."""
    told = {"body": BODY, "column": "statutory.notices", "kind": Kind.NOTICE, **TOLD, **particulars}
    item = Office(by or county()).published(title, **told)
    return PublicItem.objects.select_related("item").get(item=item)


def corrected(online: PublicItem, reason: str = "正文日期有误", **particulars: object) -> PublicItem:
    """Put a corrected text in the place of one that is online."""
    office, item = Office(online.item.agency), online.item
    told = {"title": online.title, "body": BODY, **TOLD, **particulars}
    save_text(office.drafter, item.key, Words(**told), based_on=item.latest.number)
    item.refresh_from_db()
    digest = item.latest.digest
    submit(office.drafter, item.key, content=digest, reason=reason)
    act_on(office.head, item.key, Deed(Act.PASSED, content=digest))
    act_on(office.reviewer, item.key, Deed(Act.PASSED, content=digest))
    act_on(office.publisher, item.key, Deed(Act.PUBLISHED, content=digest))
    return PublicItem.objects.select_related("item").get(item=item)


def withdrawn(online: PublicItem, reason: str = "内容已经失效") -> str:
    """Take an item down; return its key."""
    office = Office(online.item.agency)
    act_on(office.publisher, online.key, Deed(Act.WITHDRAWN, reason="内部原因", public_reason=reason))
    return online.key


def enclosure(name: str, data: bytes, media_type: str, *, original: bytes | None = None, **more: object) -> Enclosure:
    """Return a file of a text, kept in the storage; what goes out is what came in unless `original` is told."""
    kept, first = keep(data, media_type), keep(original if original is not None else data, media_type)
    return Enclosure(name=name, file=kept.digest, original=first.digest, **more)
