"""What happens to a text on its way to publication: an append-only list of events, each done by somebody on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Body, Role
from gongkai.core.publication.visible import identity


class Act(StrEnum):
    """What somebody does with a text."""

    SUBMITTED = "submitted"
    REVISED = "revised"
    PASSED = "passed"
    SENT_BACK = "sent_back"
    WITHHELD = "withheld"
    REFERRED = "referred"
    DETERMINED = "determined"
    RECALLED = "recalled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    AMENDED = "amended"

    @property
    def label(self) -> str:
        """The act as a verb.

        >>> Act.REFERRED.label
        '报请确定'
        """
        return _LABELS[self]

    @property
    def brings_text(self) -> bool:
        """Whether the act lays a text before the reviewers, so that nothing passed before counts any more.

        >>> [act.value for act in Act if act.brings_text]
        ['submitted', 'revised', 'amended']
        """
        return self in {Act.SUBMITTED, Act.REVISED, Act.AMENDED}


_LABELS = {
    Act.SUBMITTED: "送审",
    Act.REVISED: "修改",
    Act.PASSED: "通过审查",
    Act.SENT_BACK: "退回",
    Act.WITHHELD: "审定不予公开",
    Act.REFERRED: "报请确定",
    Act.DETERMINED: "登记确定意见",
    Act.RECALLED: "撤回送审",
    Act.PUBLISHED: "发布",
    Act.WITHDRAWN: "撤下",
    Act.AMENDED: "更正后重新送审",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by what tells people apart, and the roles held on the day.

    One way of writing `id` is kept, so that width, case, spaces and unseen marks never make two people of one.

    >>> Person("０１ Li", frozenset()) == Person("01li", frozenset())
    True
    """

    id: str
    roles: frozenset[Role]

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identity(self.id))


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """One act by one person on one day.

    `content` is the hash of text and attachments together, as the caller computes it: acts that bring a text set it,
    verdicts and publication name the one they speak of. `attribute` comes with the text. `publishable` is what the `body`
    that was asked determined, `reference` the number or title of the document in which it did. `authors` are others who
    wrote on the text that an act brings: none of them may review it either.
    """

    on: date
    person: Person
    act: Act
    content: str = ""
    attribute: Attribute | None = None
    reason: str = ""
    body: Body | None = None
    publishable: bool | None = None
    reference: str = ""
    authors: frozenset[str] = frozenset()
