"""Take a report of a mistake in, and settle it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from gongkai.apps import clock
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.portal.models import ErrorKind, ErrorReport
from gongkai.core.errors import StepRefused

__all__ = ["PER_HOUR", "TooMany", "report_error", "settle_report"]

PER_HOUR = 5
"""Reports that are taken from one network address in an hour."""


class TooMany(StepRefused):
    """Somebody has sent as many reports as are taken in an hour."""

    def __init__(self) -> None:
        super().__init__("提交", (f"同一网络地址一小时内最多提交{PER_HOUR}次，请稍后再试，或者按页脚的联系方式来电",))


def report_error(*, nonce: str, kind: ErrorKind, page: str, words: str, contact: str, address: str) -> ErrorReport:
    """Keep a report; the same form sent again is the same report. `TooMany` beyond what one address may send."""
    sender = salted_hmac("portal.error_reports", address, algorithm="sha256").hexdigest()
    with transaction.atomic():
        known = ErrorReport.objects.filter(nonce=nonce).first()
        if known is not None:
            return known
        since = clock.now() - timedelta(hours=1)
        if ErrorReport.objects.filter(sender=sender, made_at__gt=since).count() >= PER_HOUR:
            raise TooMany
        made, _ = ErrorReport.objects.get_or_create(
            nonce=nonce,
            defaults={
                "kind": kind,
                "page": page,
                "words": words,
                "contact": contact,
                "sender": sender,
                "made_at": clock.now(),
            },
        )
        record("收到找错", "error_report", str(made.pk), of=kind.value)
    return made


def settle_report(staff: Staff, number: int, outcome: str) -> None:
    """Write down what was done about a report; one that is settled stays as it is, and the contact is forgotten."""
    with transaction.atomic():
        found = ErrorReport.objects.select_for_update().filter(pk=number).first()
        if found is None or found.settled_at is not None:
            return
        if not outcome.strip():
            raise StepRefused("办结", ("没有写明处理结果",))
        found.settled_at, found.settled_by_id, found.outcome = clock.now(), staff.id, outcome.strip()
        found.contact = ""
        found.save()
        record("办结找错", "error_report", str(number), outcome=found.outcome)
