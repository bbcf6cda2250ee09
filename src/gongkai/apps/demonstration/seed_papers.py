"""Steps that write the papers of the demonstration: what is public in bulk, what is on its way act by act."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from zlib import crc32

from django.utils import timezone

from gongkai.apps import clock
from gongkai.apps.accounts import selectors as accounts
from gongkai.apps.agencies.selectors import tree
from gongkai.apps.agencies.staff import Staff, staff
from gongkai.apps.demonstration.county import agency
from gongkai.apps.demonstration.paper import Kind as Sort
from gongkai.apps.demonstration.paper import Link, PaperSeed, Stage
from gongkai.apps.demonstration.papers import county_papers
from gongkai.apps.demonstration.people import of_agency
from gongkai.apps.demonstration.seed_people import chain_of
from gongkai.apps.publishing.models import Item, Kind, RelationKind
from gongkai.apps.publishing.services.move_in import Crew, Former, move_in
from gongkai.apps.publishing.services.relate import relate
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.apps.publishing.services.schedule import schedule
from gongkai.apps.publishing.services.text import Words, save_text, start_item
from gongkai.apps.publishing.services.validity import Change, alter
from gongkai.core.publication.chains import Body, Review, Role, Step, chain
from gongkai.core.publication.review_events import Act
from gongkai.core.publication.validity import Alteration

CHUNK = 100
"""Papers that are taken over in one transaction."""
DRAFTED_IN = "statutory.other_statutory"
WITHDRAWN = "内容有变化，撤下后重新发布。"
_KINDS = {
    Sort.NORMATIVE: Kind.NORMATIVE_DOCUMENT,
    Sort.INTERPRETATION: Kind.INTERPRETATION,
    Sort.NEWS: Kind.NEWS,
    Sort.NOTICE: Kind.NOTICE,
    Sort.STATISTICS: Kind.DATA,
    Sort.ANNUAL_REPORT: Kind.ANNUAL_REPORT,
    Sort.DISCLOSURE_RULES: Kind.REGULATION,
}
_RELATIONS = {
    Link.INTERPRETS: RelationKind.INTERPRETS,
    Link.AMENDS: RelationKind.AMENDS,
    Link.REPEALS: RelationKind.REPEALS,
}
_ALTERATIONS = {Link.AMENDS: Alteration.AMENDED, Link.REPEALS: Alteration.REPEALED}
_ENDING_ACTS = {Stage.SENT_BACK: Act.SENT_BACK, Stage.WITHHELD: Act.WITHHELD, Stage.REFERRED: Act.REFERRED}
_NINE, _HOUR = time(9), timedelta(hours=1)

Do = Callable[[Mapping[str, str]], dict[str, str]]


def paper_steps(until: date, scale: float) -> Iterator[tuple[str, Do]]:
    """Yield the steps: the public papers by agency, their relations, what became of some, and the unfinished ones."""
    papers = county_papers(until, scale)
    public = [each for each in papers if each.stage.was_published]
    crowd = _Crowd()
    for key in dict.fromkeys(each.agency for each in public):
        of_one = [each for each in public if each.agency == key]
        for first in range(0, len(of_one), CHUNK):
            yield f"papers:{key}:{first // CHUNK + 1}", partial(_move_in, crowd, key, of_one[first : first + CHUNK])
    yield "relations", partial(_relate, crowd, {each.key: each for each in public})
    for each in papers:
        if each.stage is Stage.WITHDRAWN:
            yield f"withdrawn:{each.key}", partial(_withdraw, each)
        elif each.stage is Stage.CORRECTED:
            yield f"corrected:{each.key}", partial(_correct, crowd, each)
        elif each.stage is not Stage.PUBLISHED:
            yield f"paper:{each.key}", partial(_bring, crowd, each)


class _Crowd:
    """The staff of every agency by their first role, as they are in office today; looked up once a preparation."""

    def __init__(self) -> None:
        self._known: dict[str, dict[Role, list[Staff]]] = {}

    def of(self, key: str) -> Mapping[Role, Sequence[Staff]]:
        """Return the staff of an agency."""
        if key not in self._known:
            found: dict[Role, list[Staff]] = {}
            for each in of_agency(key):
                user = accounts.account(each.sign_in)
                if user is not None:
                    found.setdefault(each.role, []).append(staff(user.pk, user.username, user.name, clock.today()))
            self._known[key] = found
        return self._known[key]

    def head(self, key: str) -> Staff:
        """Return the head of an agency's disclosure office."""
        return self.of(key)[Role.OFFICE_HEAD][0]


def publish_all(key: str, papers: Sequence[PaperSeed]) -> list[str]:
    """Publish papers of one agency at once, as former publications; return the keys of their items."""
    return _take_over(_Crowd(), key, papers)


def draft_and_review(key: str, title: str) -> str:
    """Write a short notice of an agency and pass its whole review; return its key, ready to be published."""
    of, people = tree.agency(key), _Crowd().of(key)
    writer, seed = people[Role.INFORMATION_OFFICER][0], agency(key)
    words = Words(
        title=title,
        body=f"<p>{seed.name}现就有关事项通知如下，请遵照执行。咨询电话：{seed.telephone}。</p>",
        description="就有关事项作出通知。",
        formed_on=clock.today(),
        theme=seed.theme,
        genre="其他",
        keywords="通知",
        source=seed.name,
    )
    section = tree.sections_of(of.pk).get(name=seed.disclosure_section)
    item = start_item(writer, of.pk, column=DRAFTED_IN, words=words, kind=Kind.NOTICE, section_id=section.pk)
    submit(writer, item.key, content=item.latest.digest if item.latest else "")
    _pass(item, people, None)
    return item.key


def publish(key: str, item: str) -> None:
    """Publish an item of an agency that is ready."""
    act_on(_Crowd().head(key), item, Deed(Act.PUBLISHED))


def withdraw(key: str, item: str, reason: str = WITHDRAWN) -> None:
    """Withdraw an item of an agency."""
    act_on(_Crowd().head(key), item, Deed(Act.WITHDRAWN, reason=reason, public_reason=reason))


def _move_in(crowd: _Crowd, key: str, papers: Sequence[PaperSeed], _: Mapping[str, str]) -> dict[str, str]:
    keys = _take_over(crowd, key, papers)
    return {each.key: made for each, made in zip(papers, keys, strict=True)}


def _take_over(crowd: _Crowd, key: str, papers: Sequence[PaperSeed]) -> list[str]:
    of, people = tree.agency(key), crowd.of(key)
    sections = {row.name: row.pk for row in tree.sections_of(of.pk)}
    rows = [
        Former(
            column=each.column,
            words=_words(each, each.earlier_body or each.body),
            published_at=_moment(each),
            kind=_KINDS.get(each.kind, Kind.INFORMATION),
            section_id=sections[each.section],
            important=each.important,
            reviewed_at=_moment(each) - _HOUR,
        )
        for each in papers
    ]
    reviewers = tuple(who for role, held in people.items() if role is not Role.INFORMATION_OFFICER for who in held)
    return move_in(of.pk, rows, Crew(people[Role.INFORMATION_OFFICER][0], reviewers, people[Role.OFFICE_HEAD][0]))


def _relate(crowd: _Crowd, papers: Mapping[str, PaperSeed], made: Mapping[str, str]) -> dict[str, str]:
    """Link papers both ways, and record what one did to the validity of another."""
    for each in papers.values():
        for relation in each.relations:
            relate(crowd.head(each.agency), made[each.key], made[relation.target], _RELATIONS[relation.link])
            if relation.link in _ALTERATIONS and relation.on:
                change = Change(relation.on, _ALTERATIONS[relation.link], each.document_number, made[each.key])
                alter(crowd.head(papers[relation.target].agency), made[relation.target], change)
    return {}


def _withdraw(each: PaperSeed, made: Mapping[str, str]) -> dict[str, str]:
    withdraw(each.agency, made[each.key], each.remark)
    return {}


def _correct(crowd: _Crowd, each: PaperSeed, made: Mapping[str, str]) -> dict[str, str]:
    """Write the text right and take it through the whole review again."""
    people, key = crowd.of(each.agency), made[each.key]
    writer = people[Role.INFORMATION_OFFICER][0]
    text = save_text(writer, key, _words(each, each.body), based_on=1, note=each.remark)
    item = submit(writer, key, content=text.digest, reason=each.remark)
    _pass(item, people, None)
    act_on(crowd.head(each.agency), key, Deed(Act.PUBLISHED))
    return {}


def _bring(crowd: _Crowd, each: PaperSeed, _: Mapping[str, str]) -> dict[str, str]:
    """Start a paper and bring it as far as its stage says."""
    of, people = tree.agency(each.agency), crowd.of(each.agency)
    sections = {row.name: row.pk for row in tree.sections_of(of.pk)}
    writer = people[Role.INFORMATION_OFFICER][0]
    item = start_item(
        writer,
        of.pk,
        column=each.column,
        words=_words(each, each.body),
        kind=_KINDS.get(each.kind, Kind.INFORMATION),
        section_id=sections[each.section],
        important=each.important,
    )
    if each.stage is not Stage.DRAFT:
        submit(writer, item.key, content=item.latest.digest if item.latest else "")
        _advance(crowd, each, item)
    return {each.key: item.key}


def _advance(crowd: _Crowd, each: PaperSeed, item: Item) -> None:
    people = crowd.of(each.agency)
    if each.stage in {Stage.READY, Stage.SETTLED}:
        _pass(item, people, None)
        if each.scheduled_on:
            schedule(crowd.head(each.agency), item.key, timezone.make_aware(datetime.combine(each.scheduled_on, _NINE)))
        return
    step = _pass(item, people, each.reached or Review.DISCLOSURE_REVIEW)
    if each.stage in _ENDING_ACTS:
        body = Body.SUPERVISOR if each.stage is Stage.REFERRED else None
        act_on(_reviewer(step, item, people), item.key, Deed(_ENDING_ACTS[each.stage], reason=each.remark, body=body))


def _pass(item: Item, people: Mapping[Role, Sequence[Staff]], reached: Review | None) -> Step:
    """Pass the steps before the one with a review, or before the last where none has it; None passes all of them.

    Return the step that is not passed, or the last.
    """
    steps = chain(chain_of(item.agency.key)).asked(important=item.important)
    for step in steps:
        last = step is steps[-1]
        if reached is not None and (reached in step.reviews or last):
            return step
        act_on(_reviewer(step, item, people), item.key, Deed(Act.PASSED))
    return steps[-1]


def _reviewer(step: Step, item: Item, people: Mapping[Role, Sequence[Staff]]) -> Staff:
    """Return somebody who may take a step: who holds one of its roles where the item belongs, and doesn't write."""
    return next(
        who
        for role, holders in people.items()
        if role is not Role.INFORMATION_OFFICER
        for who in holders
        if who.roles_at(item.agency.path, item.section_id) & step.roles
    )


def _words(each: PaperSeed, body: str) -> Words:
    return Words(
        title=each.title,
        body=body,
        description=each.description,
        document_number=each.document_number,
        formed_on=each.formed_on,
        theme=each.theme,
        genre=each.genre,
        keywords=" ".join(each.keywords),
        source=agency(each.agency).name,
        attribute=each.attribute,
        ground=each.ground,
        reason=each.reason,
        effective_from=each.effective_from,
        effective_to=each.effective_to,
    )


def _moment(each: PaperSeed) -> datetime:
    """Return when a paper was published: on its day, in office hours, each at a minute of its own."""
    minutes = crc32(each.key.encode()) % (7 * 60)
    day = each.published_on or each.formed_on
    return min(timezone.make_aware(datetime.combine(day, _NINE)) + timedelta(minutes=minutes + 30), clock.now())
