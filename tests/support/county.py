"""A small tree with people in it, for tests of the desk's pages of agencies, people and the audit."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.tree import grow, holder

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.staff import Staff
from gongkai.core.publication.chains import Role


@dataclass
class County:
    """The agencies by key, and who works there: each with one role."""

    agencies: dict[str, Agency]
    admin: Staff
    second: Staff
    auditor: Staff
    chief: Staff
    drafter: Staff
    stranger: Staff


def county() -> County:
    """Make it."""
    tree = grow()
    return County(
        tree,
        admin=holder("admin", tree["qinghe"], Role.ADMINISTRATOR),
        second=holder("second", tree["qinghe"], Role.ADMINISTRATOR),
        auditor=holder("auditor", tree["qinghe"], Role.AUDITOR),
        chief=holder("chief", tree["swj"], Role.OFFICE_HEAD),
        drafter=holder("drafter", tree["swj"], Role.DRAFTER),
        stranger=holder("stranger", tree["gxj"], Role.OFFICE_HEAD),
    )
