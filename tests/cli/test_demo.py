"""What `gongkai demo` prints: who may sign in, by agency, and whom to begin with."""

from __future__ import annotations

import re

from gongkai.apps.demonstration.county import agency
from gongkai.apps.demonstration.seed import SignIn
from gongkai.apps.demonstration.seed_people import signing_in
from gongkai.cli import demo


def test_people_are_listed_by_agency_each_once(capsys):
    people = [SignIn(each.sign_in, each.name, agency(each.agency).name, each.post) for each in signing_in()]
    demo.list_people(people)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["", "云岚市人民政府", f"  {people[0].sign_in:<10}{people[0].post}　{people[0].name}"]
    assert (
        len([line for line in lines if line and not line.startswith(" ")]) == len({each.agency for each in people}) + 1
    )
    assert len([line for line in lines if line.startswith("  ")]) == len(people)


def test_those_to_begin_with_may_sign_in():
    named = set(re.findall(r"[a-z]+-[a-z]+", demo.FIRST))
    assert len(named) == 7
    assert named <= {each.sign_in for each in signing_in()}
