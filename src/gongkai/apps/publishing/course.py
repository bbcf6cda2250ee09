"""An item's events as the core reads them, and the chain that they follow."""

from __future__ import annotations

from gongkai.apps.agencies.staff import Staff
from gongkai.apps.publishing.models import Event, Item, OwnChain, Text
from gongkai.core.errors import StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Body, Chain, Review, Role, Step, chain, chains, reasons_against_chain
from gongkai.core.publication.review import ReviewStanding, review
from gongkai.core.publication.review_events import Act, Person, ReviewEvent


def standing_of(item: Item) -> ReviewStanding:
    """Return where an item is, computed from its events and nothing else."""
    texts = Text.objects.filter(item=item).values_list("number", "author__username")
    authors = sorted(texts)
    events = (read_event(each, authors) for each in item.events.select_related("person", "text").order_by("number"))
    return review(chain_of(item.agency_id, item.chain), events, important=item.important)


def person_of(staff: Staff, item: Item) -> Person:
    """Return somebody with the roles that they hold where the item belongs."""
    return Person(staff.username, staff.roles_at(item.agency.path, item.section_id))


def authors_upto(text: Text) -> frozenset[str]:
    """Return the sign-in names of all who wrote on a text up to a version."""
    found = Text.objects.filter(item_id=text.item_id, number__lte=text.number)
    return frozenset(found.values_list("author__username", flat=True))


def read_event(event: Event, authors: list[tuple[int, str]]) -> ReviewEvent:
    """Return a stored event as the core reads it; `authors` are the versions' numbers and who wrote them."""
    act = Act(event.act)
    number = event.text.number if act.brings_text and event.text is not None else 0
    return ReviewEvent(
        on=event.on,
        person=Person(event.person.username, frozenset(map(Role, filter(None, event.roles.split(","))))),
        act=act,
        content=event.content,
        attribute=Attribute(event.attribute) if event.attribute else None,
        reason=event.reason,
        body=Body(event.body) if event.body else None,
        publishable=event.publishable,
        reference=event.reference,
        authors=frozenset(name for version, name in authors if version <= number),
    )


def chain_of(agency_id: int, key: str) -> Chain:
    """Return the review chain of a key: the agency's own, or a shipped one."""
    own = OwnChain.objects.filter(agency_id=agency_id, key=key).first()
    return read_chain(own) if own is not None else chain(key)


def chains_of(agency_id: int) -> tuple[Chain, ...]:
    """Return the chains that an agency may choose from: its own first."""
    return (*(read_chain(each) for each in OwnChain.objects.filter(agency_id=agency_id).order_by("id")), *chains())


def read_chain(own: OwnChain) -> Chain:
    """Return an agency's own chain; `StepRefused` where it breaks what the law wants of every chain."""
    plain = own.definition
    made = Chain(
        key=own.key,
        label=own.label,
        drafters=frozenset(map(Role, plain["drafters"])),
        publishers=frozenset(map(Role, plain["publishers"])),
        distinct=bool(plain.get("distinct")),
        sure="own",
        steps=tuple(
            Step(
                key=step["key"],
                label=step["label"],
                roles=frozenset(map(Role, step["roles"])),
                reviews=frozenset(map(Review, step["reviews"])),
                important=bool(step.get("important")),
            )
            for step in plain["steps"]
        ),
    )
    if reasons := reasons_against_chain(made):
        raise StepRefused(f"使用审查流程“{own.label}”", reasons)
    return made
