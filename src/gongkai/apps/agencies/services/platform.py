"""What the website as a whole is called and who answers for it (国办发〔2017〕47号, 页脚)."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from django.db import transaction

from gongkai.apps.agencies.followers import tell
from gongkai.apps.agencies.models import Agency, Platform
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.selectors import platform, root
from gongkai.apps.agencies.services.decision import refuse
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.core.findings import Finding
from gongkai.core.publication.page_tags import PageTag, Place, examine_tags
from gongkai.core.publication.visible import is_blank

__all__ = ["PlatformSettings", "configure", "faults_in_settings", "may_configure", "missing_on_pages"]

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")
_CODE = re.compile(r"[0-9a-z]{2}\d{8}")
GIVEN_BY_PAGES = (("网站地图", "/sitemap/"), ("我为政府网站找错", "/corrections/"))
"""What the footer must hold and every page of the portal has by itself."""


@dataclass(frozen=True, slots=True)
class PlatformSettings:
    """The settings of the website; `host` is the key of the agency that answers for it (主办单位)."""

    name: str
    domain: str = ""
    identification_code: str = ""
    host: str = ""
    undertaker: str = ""
    contact: str = ""
    icp_number: str = ""
    police_number: str = ""


def may_configure(staff: Staff) -> bool:
    """Say whether somebody may change the settings of the whole website: an administrator of the agency that hosts it.

    Who administers above may, too; where no host is named, it takes the top of the tree.
    """
    answers = platform().host or root()
    return staff.may(Right.CONFIGURE, answers.path if answers else "")


def faults_in_settings(given: PlatformSettings) -> dict[str, str]:
    """Return what can't be stored: field → one Chinese sentence."""
    wrong = {}
    if is_blank(given.name):
        wrong["name"] = "没有写平台名称，请填写。"
    if given.domain and not _DOMAIN.fullmatch(given.domain):
        wrong["domain"] = "域名只写小写字母、数字、连字符和点，例如qinghe.gov.cn，不写http://。"
    if given.identification_code and not _CODE.fullmatch(given.identification_code):
        wrong["identification_code"] = "网站标识码是10位，请按主管部门发放的填写。"
    host = Agency.objects.filter(key=given.host).first() if given.host else None
    if given.host and (host is None or not host.open):
        wrong["host"] = "没有这个机构或者它已经撤并，请重新选择。"
    return wrong


def missing_on_pages(given: Platform) -> tuple[Finding, ...]:
    """Return what the head and footer of every page would lack or get wrong with the settings as they are."""
    head = (
        PageTag("SiteName", given.name),
        PageTag("SiteDomain", given.domain),
        PageTag("SiteIDCode", given.identification_code),
    )
    footer = (
        PageTag("主办单位", given.host.name if given.host else ""),
        PageTag("承办单位", given.undertaker),
        PageTag("联系方式", given.contact),
        PageTag("网站标识码", given.identification_code),
        PageTag("ICP备案号", given.icp_number),
        PageTag("公安备案", given.police_number),
        *(PageTag(name, where) for name, where in GIVEN_BY_PAGES),
    )
    return examine_tags((Place.WEBSITE, Place.FOOTER), (*head, *footer))


def configure(staff: Staff, given: PlatformSettings) -> Platform:
    """Store the settings of the website."""
    with transaction.atomic():
        reasons = [] if may_configure(staff) else [f"{staff.name}没有设置平台的权限"]
        refuse("设置平台", [*reasons, *(told.rstrip("。") for told in faults_in_settings(given).values())])
        before = Platform.objects.select_for_update(of=("self",)).filter(id=1).first() or Platform(id=1)
        values = {name: value.strip() for name, value in asdict(given).items() if name != "host"}
        host = Agency.objects.filter(key=given.host).first() if given.host else None
        changed = [name for name, value in values.items() if getattr(before, name) != value]
        changed += ["host"] if before.host_id != (host.pk if host else None) else []
        if changed or not Platform.objects.filter(id=1).exists():
            Platform.objects.update_or_create(id=1, defaults={**values, "host": host})
            record("设置平台", "platform", "1", agency=given.host, fields=changed)
            tell()
    return Platform.objects.select_related("host").get(id=1)
