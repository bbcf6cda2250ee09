"""Call a service for a form: what it refuses is told in the form, at the field where it names one."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from gongkai.apps.accounts.services.people import AccountRefused
from gongkai.core.errors import GongkaiError, StepRefused


def attempt(form: forms.Form, call: Callable[[], object]) -> bool:
    """Say whether a service did what a valid form asks; where it refused, the form tells every reason."""
    if not form.is_valid():
        return False
    try:
        call()
    except StepRefused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, f"{reason}。")
    except AccountRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except GongkaiError as error:
        form.add_error(None, str(error))
    return form.is_valid()
