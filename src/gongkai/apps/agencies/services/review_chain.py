"""Which review chain an agency uses for what it starts; the chains themselves are known to publishing, above."""

from __future__ import annotations

from django.db import transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services.decision import refuse
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record

__all__ = ["reasons_against_setting", "set_review_chain"]


def reasons_against_setting(staff: Staff, agency_id: int) -> tuple[str, ...]:
    """Return why somebody may not set how an agency reviews; no reason means that they may."""
    agency = Agency.objects.get(pk=agency_id)
    may = staff.may(Right.SET_REVIEW, agency.path)
    reasons = [] if may else [f"{staff.name}没有设定{agency.name}审查流程的权限"]
    return (*reasons, *([] if agency.open else [f"{agency.name}已经撤并"]))


def set_review_chain(staff: Staff, agency_id: int, key: str) -> Agency:
    """Store the key of the chain for what is started from now on; `publishing.services.chains` has seen that it exists."""
    with transaction.atomic():
        agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency_id)
        refuse("选择审查流程", list(reasons_against_setting(staff, agency_id)))
        if agency.review_chain != key:
            before, agency.review_chain = agency.review_chain, key
            agency.save(update_fields=("review_chain",))
            record("选择审查流程", "agency", agency.key, agency=agency.key, before=before, after=key)
    return agency
