"""Which review chain an agency uses, and its own ones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps import clock
from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.selectors import people as reading
from gongkai.apps.desk.attempts import attempt
from gongkai.apps.desk.forms.agencies import ChainChoiceForm
from gongkai.apps.desk.forms.chains import STEPS, ChainForm, draft_from, initial_chain, initial_steps, refused_draft
from gongkai.apps.desk.page import page
from gongkai.apps.desk.within import agency_for
from gongkai.apps.publishing.course import chains_of
from gongkai.apps.publishing.services.chains import choose_chain, discard_chain, draft_of, save_chain
from gongkai.core.publication.chains import Chain, Role, chains

METHODS = ["GET", "HEAD", "POST"]


@allowed(Right.SET_REVIEW)
@require_http_methods(METHODS)
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Show the chains with what each lacks of people here, and let one be chosen."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.SET_REVIEW)
    offered = chains_of(agency.pk)
    form = ChainChoiceForm(
        request.POST or None,
        chains=[(each.key, each.label) for each in offered],
        initial={"chain": agency.review_chain},
    )
    if request.method == "POST" and attempt(form, lambda: choose_chain(staff, agency.pk, form.cleaned_data["chain"])):
        messages.success(request, "已选定。新起草的信息按这个流程审查，已经起草的仍按原流程。")
        return redirect("desk:agency", key)
    shipped = {each.key for each in chains()}
    told = [
        {
            "chain": each,
            "drafters": _in_order(each.drafters),
            "steps": [(step, _in_order(step.roles)) for step in each.steps],
            "publishers": _in_order(each.publishers),
            "own": each.key not in shipped,
            "used": each.key == agency.review_chain,
            "remarks": reading.separation_remarks(agency.pk, each, clock.today()),
        }
        for each in offered
    ]
    context = {"agency": agency, "form": form, "offered": told}
    return page(request, "desk/agencies/chain.html", context, status=400 if form.is_bound else 200)


@allowed(Right.SET_REVIEW)
@require_http_methods(METHODS)
def write(request: HttpRequest, key: str) -> HttpResponse:
    """Write a new chain, beginning from one that there is (?like=)."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.SET_REVIEW)
    like = request.GET.get("like", "")
    begin = next((each for each in chains_of(agency.pk) if each.key == like), chains()[0])
    return _written(request, agency, begin, "")


@allowed(Right.SET_REVIEW)
@require_http_methods(METHODS)
def change(request: HttpRequest, key: str, chain_key: str) -> HttpResponse:
    """Change one of an agency's own chains."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.SET_REVIEW)
    return _written(request, agency, _own(agency.pk, chain_key), chain_key)


@allowed(Right.SET_REVIEW)
@require_POST
def discard(request: HttpRequest, key: str, chain_key: str) -> HttpResponse:
    """Delete one of an agency's own chains that nothing was reviewed by."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.SET_REVIEW)
    _own(agency.pk, chain_key)
    discard_chain(staff, agency.pk, chain_key)
    messages.success(request, "已删除这个流程。")
    return redirect("desk:agency-chain", key)


def _in_order(roles: frozenset[Role]) -> list[Role]:
    return [role for role in Role if role in roles]


def _own(agency_id: int, chain_key: str) -> Chain:
    shipped = {each.key for each in chains()}
    found = next((each for each in chains_of(agency_id) if each.key == chain_key and each.key not in shipped), None)
    if found is None:
        raise Http404
    return found


def _written(request: HttpRequest, agency: Any, begin: Chain, chain_key: str) -> HttpResponse:
    staff = staff_of(request)
    draft = draft_of(begin)
    form = ChainForm(request.POST or None, initial=initial_chain(draft))
    # Without the steps that it began from: one that was left as it is counts like any other.
    sent = request.method == "POST"
    steps = STEPS(request.POST, prefix="step") if sent else STEPS(initial=initial_steps(draft), prefix="step")
    if sent and form.is_valid() and steps.is_valid():
        wanted = draft_from(form, steps)
        if not refused_draft(form, wanted) and attempt(form, lambda: save_chain(staff, agency.pk, wanted, chain_key)):
            messages.success(request, "已保存。新起草的信息按新的步骤审查，已经起草的仍按原步骤。")
            return redirect("desk:agency-chain", agency.key)
    title = f"修改“{begin.label}”" if chain_key else "自定审查流程"
    context = {"agency": agency, "title": title, "form": form, "steps": steps}
    return page(request, "desk/agencies/chain_form.html", context, status=400 if form.is_bound else 200)
