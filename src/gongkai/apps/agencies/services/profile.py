"""What an agency tells of itself: checked, stored, told to the public."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from gongkai.apps.agencies.followers import tell
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services.decision import held_agency, refuse
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.core.publication.organization_code import is_credit_code, is_organization_code, organization_code

__all__ = ["Profile", "edit_profile", "faults_in_profile", "profile_of"]

_TELEPHONE = re.compile(r"[0-9+()（）\-－、，, 转]{5,40}")
_POSTCODE = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class Profile:
    """What an agency tells of itself, as 条例第十二条 wants it in the guide, and its codes."""

    short_name: str = ""
    organization_code: str = ""
    credit_code: str = ""
    document_word: str = ""
    office: str = ""
    address: str = ""
    office_hours: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""
    postcode: str = ""
    website: str = ""


def profile_of(agency: Agency) -> Profile:
    """Return the profile of an agency."""
    return Profile(**{each.name: getattr(agency, each.name) for each in fields(Profile)})


def faults_in_profile(profile: Profile) -> dict[str, str]:
    """Return what is wrong with a profile: field → one Chinese sentence.

    >>> faults_in_profile(Profile(organization_code="000014348"))
    {'organization_code': '组织机构代码“000014348”的校验位不对，请与证书核对。'}
    """
    return {**_wrong_codes(profile), **_wrong_contacts(profile), **_too_long(profile)}


def edit_profile(staff: Staff, key: str, profile: Profile) -> Agency:
    """Change what an agency tells of itself; what stays the same is recorded nowhere."""
    with transaction.atomic():
        agency = held_agency(key)
        may = staff.may(Right.EDIT_PROFILE, agency.path)
        reasons = [] if may else [f"{staff.name}没有维护{agency.name}信息的权限"]
        if not agency.open:
            reasons.append(f"{agency.name}已经撤并，不再修改")
        refuse("修改机构信息", [*reasons, *(told.rstrip("。") for told in faults_in_profile(profile).values())])
        changed = fill(agency, profile)
        if changed:
            agency.save(update_fields=changed)
            record("修改机构信息", "agency", key, agency=key, fields=changed)
            tell(key)
    return agency


def fill(agency: Agency, profile: Profile) -> list[str]:
    """Copy a profile into an agency's row, unsaved; return the fields that changed."""
    given = {name: value.strip() for name, value in asdict(profile).items()}
    if given["credit_code"] and not given["organization_code"]:
        given["organization_code"] = organization_code(given["credit_code"])
    given["organization_code"] = given["organization_code"].replace("-", "").upper()
    changed = [name for name, value in given.items() if getattr(agency, name) != value]
    for name in changed:
        setattr(agency, name, given[name])
    return changed


def _wrong_codes(profile: Profile) -> dict[str, str]:
    code, credit = profile.organization_code.strip().upper(), profile.credit_code.strip()
    wrong = {}
    if code and not is_organization_code(code):
        bare = code.replace("-", "")
        why = "的校验位不对" if len(bare) == 9 else f"是{len(bare)}位，应为9位"
        wrong["organization_code"] = f"组织机构代码“{code}”{why}，请与证书核对。"
    if credit and not is_credit_code(credit):
        why = "的校验位不对" if len(credit) == 18 else f"是{len(credit)}位，应为18位"
        wrong["credit_code"] = f"统一社会信用代码“{credit}”{why}，请与证书核对。"
    elif credit and code and not wrong and organization_code(credit) != code.replace("-", ""):
        wrong["organization_code"] = "组织机构代码应与统一社会信用代码的第9至17位相同，请与证书核对。"
    return wrong


def _wrong_contacts(profile: Profile) -> dict[str, str]:
    wrong = {}
    for name, label in (("telephone", "联系电话"), ("fax", "传真号码")):
        value = getattr(profile, name).strip()
        if value and not _TELEPHONE.fullmatch(value):
            wrong[name] = f"{label}“{value}”看不懂，请写成0451-12345678这样。"
    if profile.postcode.strip() and not _POSTCODE.fullmatch(profile.postcode.strip()):
        wrong["postcode"] = "邮政编码是6位数字，请核对。"
    if profile.email.strip():
        try:
            validate_email(profile.email.strip())
        except ValidationError:
            wrong["email"] = f"电子邮箱“{profile.email.strip()}”不对，请核对。"
    if profile.website.strip() and not _is_address(profile.website.strip()):
        wrong["website"] = "网址要以http://或者https://开头，请写完整。"
    return wrong


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text


def _too_long(profile: Profile) -> dict[str, str]:
    longest = {each.name: getattr(Agency, each.name).field.max_length for each in fields(Profile)}
    return {
        name: f"最多{longest[name]}个字，现在有{len(value.strip())}个，请缩短。"
        for name, value in asdict(profile).items()
        if len(value.strip().replace("-", "") if name == "organization_code" else value.strip()) > longest[name]
    }
