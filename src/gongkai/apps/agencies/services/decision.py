"""What every reorganisation rests on: a day, a reason, a document; and the checks that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.apps import clock
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.core.errors import StepRefused
from gongkai.core.law.days import chinese
from gongkai.core.publication.visible import is_blank

__all__ = ["Decision"]


@dataclass(frozen=True, slots=True)
class Decision:
    """From which day something holds, why, and the number or title of the document that says so."""

    on: date
    reason: str
    document: str

    @property
    def last_day(self) -> date:
        """The last day of what was before."""
        return self.on - timedelta(days=1)

    def told(self) -> dict[str, object]:
        """Return it as the audit keeps it."""
        return {"on": self.on, "reason": self.reason.strip(), "document": self.document.strip()}


def reasons_against_decision(decision: Decision, agency: Agency) -> list[str]:
    """Return what is missing or impossible in a decision on an agency."""
    reasons = [] if not is_blank(decision.reason) else ["没有写明原因，请补上"]
    if is_blank(decision.document):
        reasons.append("没有写明依据的文件，请填写文号或者标题")
    if decision.on > clock.today():
        reasons.append(f"生效日期{chinese(decision.on)}还没有到，请到那一天再办理")
    if agency.began_on is not None and decision.on <= agency.began_on:
        reasons.append(f"生效日期要晚于{agency.name}的成立日期（{chinese(agency.began_on)}），请核对")
    return reasons


def held_agency(key: str) -> Agency:
    """Return an agency with the whole tree held until the transaction ends: one reorganisation at a time."""
    list(Agency.objects.select_for_update(of=("self",)).filter(parent__isnull=True).values_list("pk", flat=True))
    return Agency.objects.select_for_update(of=("self",)).select_related("parent").get(key=key)


def reasons_against_manager(staff: Staff, *agencies: Agency) -> list[str]:
    """Return why somebody may not manage some agencies."""
    return [
        f"{staff.name}没有管理{each.name}的权限" for each in agencies if not staff.may(Right.MANAGE_AGENCIES, each.path)
    ]


def refuse(step: str, reasons: list[str]) -> None:
    """Raise `StepRefused` where there is a reason."""
    if reasons:
        raise StepRefused(step, tuple(reasons))
