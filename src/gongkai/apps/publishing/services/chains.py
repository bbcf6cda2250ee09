"""Which review chain an agency uses: a shipped one, or one that it writes itself within what the law wants of every chain.

A chain by which items were or are reviewed is never changed, since their events mean nothing without it: a new version
takes its place for what is started from now on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from gongkai.apps.agencies.services.review_chain import reasons_against_setting, set_review_chain
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.course import chains_of
from gongkai.apps.publishing.models import Item, OwnChain
from gongkai.core.errors import StepRefused
from gongkai.core.publication.chains import Chain, Review, Role, Step, chains, reasons_against_chain
from gongkai.core.publication.visible import is_blank

__all__ = [
    "ChainDraft",
    "StepDraft",
    "choose_chain",
    "discard_chain",
    "draft_of",
    "reasons_against_draft",
    "save_chain",
]

MOST_STEPS = 12
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as an agency writes it."""

    label: str
    roles: frozenset[Role]
    reviews: frozenset[Review]
    important: bool = False


@dataclass(frozen=True, slots=True)
class ChainDraft:
    """A chain as an agency writes it; keys are given by the program."""

    label: str
    drafters: frozenset[Role]
    publishers: frozenset[Role]
    steps: tuple[StepDraft, ...]
    distinct: bool = False


def draft_of(chain: Chain) -> ChainDraft:
    """Return a chain as it is written, to begin an own one from."""
    steps = tuple(StepDraft(each.label, each.roles, each.reviews, each.important) for each in chain.steps)
    return ChainDraft(chain.label, chain.drafters, chain.publishers, steps, chain.distinct)


def reasons_against_draft(draft: ChainDraft) -> tuple[str, ...]:
    """Return why a chain can't be used; the law's part is the core's."""
    reasons = ["没有写流程名称，请填写"] if is_blank(draft.label) else []
    if len(draft.label.strip()) > LONGEST_LABEL:
        reasons.append(f"流程名称最多{LONGEST_LABEL}个字，请缩短")
    if len(draft.steps) > MOST_STEPS:
        reasons.append(f"步骤最多{MOST_STEPS}步，请合并")
    labels = [each.label.strip() for each in draft.steps]
    reasons += [f"第{number}步没有写名称，请填写" for number, label in enumerate(labels, 1) if is_blank(label)]
    repeated = sorted({label for label in labels if label and labels.count(label) > 1})
    reasons += [f"步骤名称“{label}”重复，请改名" for label in repeated]
    reasons += [f"“{each.label}”没有写明审什么，请选" for each in draft.steps if not each.reviews]
    return (*reasons, *reasons_against_chain(_chain("own", draft)))


def choose_chain(staff: Staff, agency_id: int, key: str) -> None:
    """Let an agency review by another chain what it starts from now on."""
    if key not in {each.key for each in chains_of(agency_id)}:
        raise StepRefused("选择审查流程", ("没有这个审查流程，请重新选择",))
    set_review_chain(staff, agency_id, key)


def save_chain(staff: Staff, agency_id: int, draft: ChainDraft, key: str = "") -> OwnChain:
    """Store a chain that an agency wrote, new or in place of its chain `key`; where it was in use, use the new version."""
    with transaction.atomic():
        _check_right(staff, agency_id)
        if reasons := reasons_against_draft(draft):
            raise StepRefused("保存审查流程", reasons)
        before = OwnChain.objects.select_for_update().filter(agency_id=agency_id, key=key).first() if key else None
        if key and before is None:
            raise StepRefused("保存审查流程", ("没有这个自定流程，请从列表里打开",))
        if before is not None and not in_use(before):
            before.label, before.definition = draft.label.strip(), _definition(draft)
            before.save(update_fields=("label", "definition"))
            stored = before
        else:
            stored = OwnChain.objects.create(
                agency_id=agency_id, key=_new_key(agency_id), label=draft.label.strip(), definition=_definition(draft)
            )
        agency = stored.agency
        record("保存审查流程", "agency", agency.key, agency=agency.key, chain=stored.key, label=stored.label)
        if before is not None and agency.review_chain == before.key != stored.key:
            set_review_chain(staff, agency_id, stored.key)
    return stored


def discard_chain(staff: Staff, agency_id: int, key: str) -> None:
    """Delete a chain of an agency's own that nothing was ever reviewed by."""
    with transaction.atomic():
        _check_right(staff, agency_id)
        own = OwnChain.objects.select_for_update().select_related("agency").filter(agency_id=agency_id, key=key).first()
        if own is None:
            raise StepRefused("删除审查流程", ("没有这个自定流程",))
        if own.agency.review_chain == key:
            raise StepRefused("删除审查流程", ("现在正用这个流程，请先换一个",))
        if in_use(own):
            raise StepRefused("删除审查流程", ("已经有信息按这个流程审查，要留作记录",))
        own.delete()
        record("删除审查流程", "agency", own.agency.key, agency=own.agency.key, chain=key)


def in_use(own: OwnChain) -> bool:
    """Say whether an item was started by a chain; those without any event yet count, too."""
    return Item.objects.filter(agency_id=own.agency_id, chain=own.key).exists()


def _check_right(staff: Staff, agency_id: int) -> None:
    reasons = reasons_against_setting(staff, agency_id)
    if reasons:
        raise StepRefused("保存审查流程", reasons)


def _new_key(agency_id: int) -> str:
    """Return a key that neither a shipped chain nor one of the agency has."""
    taken = {each.key for each in chains()} | set(
        OwnChain.objects.filter(agency_id=agency_id).values_list("key", flat=True)
    )
    number = 1
    while f"own_{number}" in taken:
        number += 1
    return f"own_{number}"


def _definition(draft: ChainDraft) -> Mapping[str, Any]:
    """Return a chain as it is stored; `publishing.course.read_chain` reads it."""
    return {
        "drafters": sorted(draft.drafters),
        "publishers": sorted(draft.publishers),
        "distinct": draft.distinct,
        "steps": [
            {
                "key": f"step_{number}",
                "label": each.label.strip(),
                "roles": sorted(each.roles),
                "reviews": sorted(each.reviews),
                "important": each.important,
            }
            for number, each in enumerate(draft.steps, 1)
        ],
    }


def _chain(key: str, draft: ChainDraft) -> Chain:
    steps = tuple(
        Step(f"step_{number}", each.label.strip(), each.roles, each.reviews, each.important)
        for number, each in enumerate(draft.steps, 1)
    )
    return Chain(key, draft.label.strip(), draft.drafters, draft.publishers, steps, draft.distinct)
