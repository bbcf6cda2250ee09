"""A review chain as an agency writes it: its name, who drafts and publishes, its steps one below the other."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.apps.desk.forms.fields import Arranged, line
from gongkai.apps.publishing.services.chains import MOST_STEPS, ChainDraft, StepDraft, reasons_against_draft
from gongkai.core.publication.chains import READ_ONLY, Review, Role

MANAGERS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}) | READ_ONLY
"""Roles that do nothing with a text."""
ROLES = [(role.value, role.label) for role in Role if role not in MANAGERS]
REVIEWS = [
    (Review.DISCLOSURE_REVIEW.value, "公开审查"),
    (Review.SECRECY_REVIEW.value, "保密审查"),
    (Review.SIGNATURE.value, "审定、签发"),
    (Review.PROOFREADING.value, "校对"),
]
SPARE = 2
"""Empty steps to fill in below those there are."""
_UNKNOWN = {"invalid_choice": "没有这一项，请重新选择。", "invalid_list": "请重新选择。"}


def several(label: str, choices: list[tuple[str, str]], *, needed: str = "") -> forms.MultipleChoiceField:
    """Return boxes to tick."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=bool(needed), widget=forms.CheckboxSelectMultiple,
        error_messages={**_UNKNOWN, "required": needed},
    )  # fmt: skip


class ChainForm(Arranged):
    """The chain without its steps."""

    label = line("流程名称", 60, required=True)
    drafters = several("由谁起草", ROLES, needed="请选由谁起草。")
    publishers = several("由谁发布", ROLES, needed="请选由谁发布。")
    distinct = forms.BooleanField(label="每一步须由不同的人办理", required=False)


class StepForm(Arranged):
    """One step; without a name it isn't there."""

    label = line("步骤名称", 60, help_text="空着的不算；要删去一步，把名称清空。")
    roles = several("由谁办理（有其一即可）", ROLES)
    reviews = several("审什么", REVIEWS)
    important = forms.BooleanField(label="只有重大信息才经过这一步", required=False)

    def clean(self) -> dict[str, Any]:
        """Want everything of a step that has a name."""
        given = super().clean() or {}
        if given.get("label"):
            if not given.get("roles") and "roles" not in self.errors:
                self.add_error("roles", "请选由谁办理。")
            if not given.get("reviews") and "reviews" not in self.errors:
                self.add_error("reviews", "请选审什么。")
        return given


class StepForms(forms.BaseFormSet):
    """The steps in order."""

    def add_fields(self, form: StepForm, index: int | None) -> None:
        """Give every step its number, for who can't see where it stands."""
        super().add_fields(form, index)
        form.fields["label"].label = f"第{(index or 0) + 1}步名称"


STEPS = forms.formset_factory(
    StepForm, formset=StepForms, extra=SPARE, max_num=MOST_STEPS, validate_max=True, absolute_max=MOST_STEPS + SPARE
)


def initial_steps(draft: ChainDraft) -> list[dict[str, Any]]:
    """Return the steps of a chain as the forms show them."""
    return [
        {"label": each.label, "roles": sorted(each.roles), "reviews": sorted(each.reviews), "important": each.important}
        for each in draft.steps
    ]


def initial_chain(draft: ChainDraft) -> dict[str, Any]:
    """Return a chain as the form shows it."""
    return {
        "label": draft.label,
        "drafters": sorted(draft.drafters),
        "publishers": sorted(draft.publishers),
        "distinct": draft.distinct,
    }


def draft_from(form: ChainForm, steps: Any) -> ChainDraft:
    """Return the chain as it was typed; both have been found valid."""
    given = form.cleaned_data
    told = [each.cleaned_data for each in steps if each.cleaned_data.get("label")]
    return ChainDraft(
        given["label"],
        frozenset(map(Role, given["drafters"])),
        frozenset(map(Role, given["publishers"])),
        tuple(
            StepDraft(
                each["label"],
                frozenset(map(Role, each["roles"])),
                frozenset(map(Review, each["reviews"])),
                each["important"],
            )
            for each in told
        ),
        given["distinct"],
    )


def refused_draft(form: ChainForm, draft: ChainDraft) -> bool:
    """Tell in the form what the law or the program has against a chain; say whether there is anything."""
    reasons = reasons_against_draft(draft)
    for reason in reasons:
        form.add_error(None, f"{reason}。")
    return bool(reasons)
