"""Write the demonstration county into an installation, step by step, through the services that staff use.

Every step is one transaction that also remembers that it is done, so that a preparation may be stopped at any moment,
called again, and goes on; called once more it changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.demonstration.county import agency
from gongkai.apps.demonstration.models import DoneStep
from gongkai.apps.demonstration.people import StaffSeed
from gongkai.apps.demonstration.seed_papers import paper_steps
from gongkai.apps.demonstration.seed_people import people_steps, signing_in
from gongkai.core.errors import StepRefused

PASSWORD = "qinghe-demo-county"  # noqa: S105 — printed for everybody: nothing real is behind it
BEGUN = "begun"

Made = dict[str, str]
Step = tuple[str, Callable[[Mapping[str, str]], Made]]
"""A step's name, and what does it: given what all steps before have made, it returns what it makes."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the preparation is: the step that was done, how many are done, and how many there are."""

    step: str
    done: int
    steps: int


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who may sign in, for the list that is printed."""

    sign_in: str
    name: str
    agency: str
    post: str


def prepare_county(
    scale: float = 1.0,
    until: date | None = None,
    password: str = PASSWORD,
    progress: Callable[[Progress], None] = lambda _: None,
) -> tuple[SignIn, ...]:
    """Write the county, its staff and its papers of two years; return who may sign in with `password`.

    Of the first call `scale` and `until` (today where None) hold for those after it. `StepRefused` where the data are real.
    """
    if not settings.DEMONSTRATION:
        raise StepRefused("准备演示数据", ("这里是正式数据，演示数据只能写入演示环境",))
    day, size = _begun(until or clock.today(), scale)
    steps = [*people_steps(day, password), *paper_steps(day, size)]
    done = {each.name: each.made for each in DoneStep.objects.all()}
    made: Made = {key: value for of_step in done.values() for key, value in of_step.items()}
    for number, (name, do) in enumerate(steps, start=1):
        if name not in done:
            made.update(_do(name, do, made))
        progress(Progress(name, number, len(steps)))
    return tuple(_sign_ins())


def _begun(until: date, scale: float) -> tuple[date, float]:
    """Return the last day and the scale with which the preparation was begun."""
    told = {"until": until.isoformat(), "scale": str(scale)}
    row, _ = DoneStep.objects.get_or_create(name=BEGUN, defaults={"made": told})
    return date.fromisoformat(row.made["until"]), float(row.made["scale"])


def _do(name: str, do: Callable[[Mapping[str, str]], Made], made: Mapping[str, str]) -> Made:
    with transaction.atomic():
        new = do(made)
        DoneStep.objects.create(name=name, made=new)
    return new


def _sign_ins() -> Iterator[SignIn]:
    for each in signing_in():
        yield _sign_in(each)


def _sign_in(each: StaffSeed) -> SignIn:
    return SignIn(each.sign_in, each.name, agency(each.agency).name, each.post)
