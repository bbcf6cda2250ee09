"""Who has to follow when agencies change: capabilities above this one, whose records belong to agencies.

They are named once, when the service starts, so that no caller of a reorganisation can forget them; each is called in
the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from gongkai.apps.agencies.staff import Staff


class Follower(Protocol):
    """A capability whose records belong to agencies."""

    def reasons_against_closing(self, agency_id: int) -> tuple[str, ...]:
        """Return what an agency still has that somebody must take over, each a Chinese sentence."""
        ...

    def hand_over(
        self, from_agency_id: int, to_agency_id: int, staff: Staff, *, sections: Mapping[int, int], whole: bool = True
    ) -> None:
        """Move the records of an agency to another; `sections` tells which section each one becomes.

        Where it isn't the `whole` agency that moves, only what belongs to those sections does.
        """
        ...

    def changed(self, agencies: Iterable[str]) -> None:
        """Learn that what the public sees of some agencies (their keys) is different now; none named: of all."""
        ...


_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have somebody follow every change of agencies from now on."""
    if follower not in _followers:
        _followers.append(follower)


def followers() -> tuple[Follower, ...]:
    """Return who follows."""
    return tuple(_followers)


def tell(*agencies: str) -> None:
    """Tell everybody that the public sees something else of some agencies now; none named: of all."""
    for follower in _followers:
        follower.changed(agencies)
