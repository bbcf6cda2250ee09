"""What is weak in how roles are shared out: remarks for who appoints, never a refusal.

Nobody reviews what they wrote, so a text needs somebody else at every step; where the people of an agency can't give that,
it is seen here before a text gets stuck.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.core.publication.chains import Chain, Review, Role, Step

Holders = Mapping[Role, frozenset[str]]
"""Who holds each role, by name, as far as it concerns one section of an agency (or the whole of it)."""


def remarks(chain: Chain, holders: Holders) -> tuple[str, ...]:
    """Return what keeps texts from going through a chain with these people, each a Chinese sentence.

    >>> from gongkai.core.publication.chains import chain
    >>> remarks(chain("three_levels"), {Role.DRAFTER: frozenset({"张某"}), Role.DISCLOSURE_OFFICE: frozenset({"李某"})})[0]
    '“初审”没有人办理，请任命股（科、处）室负责人'
    """
    drafters = _of(chain.drafters, holders)
    found = [] if drafters else [f"没有人起草，请任命{_named(chain.drafters)}"]
    for step in chain.steps:
        found += _on_step(step, _of(step.roles, holders), drafters)
    if not _of(chain.publishers, holders):
        found.append(f"审查通过后没有人发布，请任命{_named(chain.publishers)}")
    if chain.distinct and not _enough(chain, holders):
        found.append("每一步须由不同的人办理，现有的人不够，请再任命")
    return tuple(found)


def _on_step(step: Step, able: frozenset[str], drafters: frozenset[str]) -> list[str]:
    if not able:
        return [f"“{step.label}”没有人办理，请任命{_named(step.roles)}"]
    if len(able) > 1:
        return []
    (only,) = able
    if only in drafters:
        what = "保密审查" if Review.SECRECY_REVIEW in step.reviews else f"“{step.label}”"
        return [f"{what}只有{only}能办理，而{only}也起草信息：自己起草的没有别人可以审，请再安排一人"]
    return []


def _enough(chain: Chain, holders: Holders) -> bool:
    """Say whether the steps can be shared out so that nobody takes two (augmenting paths)."""
    taken: dict[str, int] = {}
    able = [_of(step.roles, holders) for step in chain.steps]

    def place(step: int, seen: set[str]) -> bool:
        for person in sorted(able[step] - seen):
            seen.add(person)
            if person not in taken or place(taken[person], seen):
                taken[person] = step
                return True
        return False

    return all(place(step, set()) for step in range(len(able)))


def _of(roles: frozenset[Role], holders: Holders) -> frozenset[str]:
    return frozenset().union(*(holders.get(role, frozenset()) for role in roles))


def _named(roles: frozenset[Role]) -> str:
    return "或".join(role.label for role in Role if role in roles)
