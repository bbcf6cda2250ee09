"""The way of a text to publication, as a pure state machine over its events.

A verdict counts for the text it was given on: any change of text, attachments or attribute voids all of them. Who has
written on a text never reviews it. Nothing is published unless somebody else has passed its secrecy review (条例第十七条,
保守国家秘密法第三十五条, 保守国家秘密法实施条例第四十二条). What is online and turns out not to be public has to be taken down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from gongkai.core.errors import InvalidTimeline, StepRefused
from gongkai.core.law.days import chinese
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import READ_ONLY, Chain, Review, Role, Step, reasons_against_chain
from gongkai.core.publication.review_events import Act, Person, ReviewEvent
from gongkai.core.publication.visible import identity, is_blank
from gongkai.core.publication.withdrawal import Withdrawal

WITHDRAWERS = frozenset({Role.DISCLOSURE_OFFICE, Role.DEPUTY_LEADER, Role.PRINCIPAL_LEADER})
"""Who may take down what is published: it must be possible at once."""
REGISTRARS = WITHDRAWERS
"""Who, besides the reviewers of the step, may register what a superior body determined."""


class State(StrEnum):
    """Where a text is."""

    NEW = "new"
    IN_REVIEW = "in_review"
    SENT_BACK = "sent_back"
    REFERRED = "referred"
    READY = "ready"
    SETTLED = "settled"
    WITHHELD = "withheld"
    RECALLED = "recalled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state in words.

        >>> State.READY.label
        '审查通过，待发布'
        """
        return _LABELS[self]


_LABELS = {
    State.NEW: "未送审",
    State.IN_REVIEW: "审查中",
    State.SENT_BACK: "已退回",
    State.REFERRED: "已报请确定",
    State.READY: "审查通过，待发布",
    State.SETTLED: "审查完毕，不主动公开",
    State.WITHHELD: "不予公开",
    State.RECALLED: "已撤回送审",
    State.PUBLISHED: "已发布",
    State.WITHDRAWN: "已撤下",
}
_FROM: dict[Act, frozenset[State]] = {
    Act.SUBMITTED: frozenset({State.NEW, State.SENT_BACK, State.WITHHELD, State.RECALLED, State.WITHDRAWN}),
    Act.REVISED: frozenset({State.IN_REVIEW, State.READY}),
    Act.PASSED: frozenset({State.IN_REVIEW}),
    Act.SENT_BACK: frozenset({State.IN_REVIEW}),
    Act.WITHHELD: frozenset({State.IN_REVIEW}),
    Act.REFERRED: frozenset({State.IN_REVIEW}),
    Act.DETERMINED: frozenset({State.REFERRED}),
    Act.RECALLED: frozenset({State.IN_REVIEW, State.SENT_BACK, State.REFERRED, State.READY}),
    Act.PUBLISHED: frozenset({State.READY}),
    Act.WITHDRAWN: frozenset(State),
    Act.AMENDED: frozenset({State.PUBLISHED, State.SETTLED, State.WITHHELD, State.WITHDRAWN}),
}
_BY_REVIEWER = frozenset({Act.PASSED, Act.SENT_BACK, Act.WITHHELD, Act.REFERRED})
_WITH_REASON = frozenset({Act.SENT_BACK, Act.WITHHELD, Act.REFERRED, Act.RECALLED, Act.WITHDRAWN, Act.AMENDED})
_ON_THE_TEXT = frozenset({Act.PASSED, Act.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Passed:
    """A step that was passed, by whom and when, on the text as it stands."""

    step: Step
    person: str
    on: date


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """Where a text is: its state, the text and attribute under review, what was passed on them, who has written on it.

    `published` is the text that is online, "" where none is; while an amendment is reviewed the old text stays there.
    `barred` are texts that a superior body determined not to be published. `unfit` is why the agency's own decision lets
    what is online stay there no longer; `withdrawal` is to be asked, it knows both. `referrer` asked the superior last.
    """

    chain: Chain
    important: bool
    state: State = State.NEW
    content: str = ""
    attribute: Attribute | None = None
    passed: tuple[Passed, ...] = ()
    makers: frozenset[str] = frozenset()
    published: str = ""
    barred: frozenset[str] = frozenset()
    since: date | None = None
    unfit: Withdrawal | None = None
    referrer: str = ""

    @property
    def withdrawal(self) -> Withdrawal | None:
        """Why what is online has to be taken down at once, with its sentence and articles; None where it may stay."""
        if not self.published:
            return None
        return Withdrawal.BARRED if self.published in self.barred else self.unfit

    @property
    def steps_left(self) -> tuple[Step, ...]:
        """The steps that the text has still to take, in order."""
        done = {each.step.key for each in self.passed}
        return tuple(step for step in self.chain.asked(important=self.important) if step.key not in done)

    @property
    def secrecy_passed(self) -> bool:
        """Whether somebody who didn't write on the text has passed its secrecy review as it stands."""
        return any(
            Review.SECRECY_REVIEW in each.step.reviews and each.person not in self.makers for each in self.passed
        )

    def allowed(self, person: Person) -> tuple[Act, ...]:
        """Return what a person may do now."""
        return tuple(act for act in Act if not self.reasons_against(act, person))

    def reasons_against(self, act: Act, person: Person) -> tuple[str, ...]:
        """Return why a person may not do something now, each a Chinese sentence; no reason means that they may.

        What belongs to the act itself (a reason told, the right text) is asked when it is done.
        """
        reasons: list[str] = []
        if self.state not in _FROM[act]:
            reasons.append(f"现在是“{self.state.label}”，不能{act.label}")
        return (*reasons, *_unable(act, person), *self._against_act(act, person))

    def _against_act(self, act: Act, person: Person) -> list[str]:
        reasons: list[str] = []
        if act in _BY_REVIEWER:
            reasons += self._against_reviewer(act, person)
        elif act is Act.DETERMINED:
            reasons += self._against_registrar(person)
        elif act.brings_text or act is Act.RECALLED:
            reasons += _lacking(self.chain.drafters, person, act.label)
        elif act is Act.WITHDRAWN:
            reasons += [] if self.published else ["没有已经公开的内容可以撤下"]
            reasons += _lacking(WITHDRAWERS, person, act.label)
        else:
            reasons += self._against_publication() + _lacking(self.chain.publishers, person, act.label)
        return reasons

    def _against_registrar(self, person: Person) -> list[str]:
        if self.state is not State.REFERRED:
            return []
        reasons = _lacking(self.steps_left[0].roles | REGISTRARS, person, Act.DETERMINED.label)
        if person.id == self.referrer:
            reasons.append(f"{person.id}报请了确定，确定意见请由他人登记")
        if person.id in self.makers:
            reasons.append(f"{person.id}起草或者修改过这一稿，确定意见请由他人登记")
        return reasons

    def _against_reviewer(self, act: Act, person: Person) -> list[str]:
        if not self.steps_left or self.state not in _FROM[act]:
            return []
        step = self.steps_left[0]
        reasons = _lacking(step.roles, person, step.label)
        if person.id in self.makers:
            reasons.append(f"{person.id}起草或者修改过这一稿，不能再办理“{step.label}”，请由他人办理")
        if self.chain.distinct and person.id in {each.person for each in self.passed}:
            reasons.append(f"{person.id}已经办理过前面的步骤，“{step.label}”请由他人办理")
        secrecy = Review.SECRECY_REVIEW in step.reviews
        if act is Act.PASSED and secrecy and self.content in self.barred:
            reasons.append("上级已经确定这一稿不能公开，请修改后重新送审，或者再次报请确定")
        if act is Act.REFERRED and not (secrecy or Review.DISCLOSURE_REVIEW in step.reviews):
            reasons.append(f"“{step.label}”不判断能否公开，请在保密审查或者公开审查时报请确定")
        return reasons

    def _against_publication(self) -> list[str]:
        reasons = [f"还没有通过“{step.label}”" for step in self.steps_left]
        if not self.secrecy_passed:
            reasons.append("保密审查还没有由起草人以外的人通过")
        if self.attribute is not Attribute.PROACTIVE:
            attribute = self.attribute.label if self.attribute else "未定"
            reasons.append(f"公开属性是“{attribute}”，不是主动公开")
        if self.content in self.barred:
            reasons.append("上级已经确定这一稿不能公开")
        return reasons

    def after(self, event: ReviewEvent) -> ReviewStanding:
        """Return where the text is after one more event.

        `StepRefused` with every reason against it, `InvalidTimeline` where its day is before that of the last event.
        """
        if self.since is not None and event.on < self.since:
            raise InvalidTimeline(
                f"{chinese(event.on)}的“{event.act.label}”早于前一步（{chinese(self.since)}）：请核对日期和先后。"
            )
        reasons = (*self.reasons_against(event.act, event.person), *self._incomplete(event))
        if reasons:
            raise StepRefused(event.act.label, reasons)
        return replace(self._moved(event), since=event.on)

    def _incomplete(self, event: ReviewEvent) -> list[str]:
        reasons = []
        if event.act in _WITH_REASON and is_blank(event.reason):
            reasons.append("没有写明理由")
        if event.act in _ON_THE_TEXT and event.content != self.content:
            reasons.append("所针对的不是当前这一稿，请打开最新的一稿")
        if event.act is Act.REFERRED and event.body is None:
            reasons.append("没有写明报请哪个部门确定")
        if event.act is Act.DETERMINED:
            reasons += _incomplete_determination(event)
        if event.act.brings_text:
            reasons += self._incomplete_text(event)
        return reasons

    def _incomplete_text(self, event: ReviewEvent) -> list[str]:
        reasons = []
        if is_blank(event.content):
            reasons.append("没有附上要审查的内容")
        if event.attribute is None:
            reasons.append("没有写明公开属性")
        same = (event.content, event.attribute) == (self.content, self.attribute)
        if event.act is not Act.SUBMITTED and same:
            reasons.append("内容和公开属性都没有变化")
        return reasons

    def _moved(self, event: ReviewEvent) -> ReviewStanding:
        match event.act:
            case Act.SUBMITTED | Act.REVISED | Act.AMENDED:
                return replace(
                    self,
                    state=State.IN_REVIEW,
                    content=event.content,
                    attribute=event.attribute,
                    passed=(),
                    makers=self.makers | {event.person.id} | frozenset(map(identity, event.authors)),
                )
            case Act.PASSED:
                return self._passed(event)
            case Act.DETERMINED:
                return self._determined(publishable=event.publishable is True)
            case Act.PUBLISHED | Act.WITHDRAWN:
                return self._online(self.content if event.act is Act.PUBLISHED else "")
            case Act.REFERRED:
                return replace(self, state=State.REFERRED, referrer=event.person.id)
            case _:
                return self._ended(event.act)

    def _online(self, content: str) -> ReviewStanding:
        """Put a text online, or take down the one that is there; a round of review under way goes on."""
        if content:
            return replace(self, state=State.PUBLISHED, published=content, unfit=None)
        state = State.WITHDRAWN if self.state is State.PUBLISHED else self.state
        return replace(self, state=state, published="", unfit=None)

    def _ended(self, act: Act) -> ReviewStanding:
        """End a round; an amendment that is recalled leaves the text that is online, if that may stay there."""
        if act is Act.RECALLED and self.published and self.withdrawal is None:
            return replace(
                self, state=State.PUBLISHED, content=self.published, attribute=Attribute.PROACTIVE, passed=()
            )
        ended = replace(self, state=_ENDS_IN[act], passed=())
        # An amendment that is refused alone leaves the text online as it was.
        if act is Act.WITHHELD and (self.content == self.published or self.attribute is Attribute.WITHHELD):
            return replace(ended, unfit=Withdrawal.WITHHELD)
        return ended

    def _passed(self, event: ReviewEvent) -> ReviewStanding:
        now = replace(self, passed=(*self.passed, Passed(self.steps_left[0], event.person.id, event.on)))
        if now.steps_left:
            return now
        if self.attribute is Attribute.PROACTIVE:
            return replace(now, state=State.READY)
        withheld = self.attribute is Attribute.WITHHELD
        return replace(now, state=State.SETTLED, unfit=Withdrawal.WITHHELD if withheld else Withdrawal.ON_APPLICATION)

    def _determined(self, *, publishable: bool) -> ReviewStanding:
        if publishable:
            return replace(self, state=State.IN_REVIEW, barred=self.barred - {self.content})
        barred = self.barred | {self.content}
        unfit = Withdrawal.WITHHELD if self.attribute is Attribute.WITHHELD else self.unfit
        return replace(self, state=State.WITHHELD, passed=(), barred=barred, unfit=unfit)


_ENDS_IN = {
    Act.SENT_BACK: State.SENT_BACK,
    Act.WITHHELD: State.WITHHELD,
    Act.RECALLED: State.RECALLED,
}


def review(chain: Chain, events: Iterable[ReviewEvent], *, important: bool = False) -> ReviewStanding:
    """Return where a text is after its events, in the order in which they happened.

    `important` information takes the steps that are asked of it only. `StepRefused` for a chain without secrecy review and
    for an event that was not allowed, `InvalidTimeline` for one that comes before the one ahead of it.

    >>> from gongkai.core.publication.chains import chain
    >>> review(chain("four_levels"), ()).state
    <State.NEW: 'new'>
    """
    reasons = reasons_against_chain(chain)
    if reasons:
        raise StepRefused(f"使用审查流程“{chain.label}”", reasons)
    standing = ReviewStanding(chain, important)
    for event in events:
        standing = standing.after(event)
    return standing


def _unable(act: Act, person: Person) -> list[str]:
    """Return what keeps somebody from doing anything at all."""
    reasons = [] if person.id else [f"没有写明由谁{act.label}"]
    return reasons + [f"{person.id}是{role.label}，不能{act.label}" for role in sorted(READ_ONLY & person.roles)]


def _incomplete_determination(event: ReviewEvent) -> list[str]:
    reasons = [] if event.publishable is not None else ["没有写明确定意见是可以公开还是不能公开"]
    return reasons + (["没有写明确定意见的文号或者来文标题"] if is_blank(event.reference) else [])


def _lacking(roles: frozenset[Role], person: Person, what: str) -> list[str]:
    if roles & person.roles:
        return []
    named = "、".join(role.label for role in Role if role in roles)
    return [f"{person.id}不是{named}，不能{what}" if what in _VERBS else f"{person.id}不是{named}，不能办理“{what}”"]


_VERBS = frozenset(act.label for act in Act)
