"""Links between items: made once, by whoever drafts there, and told to the public pages of both."""

from __future__ import annotations

import pytest
from tests.support.publishing import Office, agency, person

from gongkai.apps.publishing.models import PublicChange, Relation, RelationKind
from gongkai.apps.publishing.services.relate import relate, unrelate
from gongkai.core.errors import StepRefused
from gongkai.core.publication.chains import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office(agency())


def last_scopes():
    return set(PublicChange.objects.latest("number").scopes.split())


def test_a_link_is_made_once_and_both_pages_change(office):
    document, item = office.published(title="办法"), office.published(title="办法解读")
    before = PublicChange.objects.count()
    relate(office.drafter, item.key, document.key, RelationKind.INTERPRETS)
    relate(office.drafter, item.key, document.key, RelationKind.INTERPRETS)
    assert Relation.objects.count() == 1
    assert PublicChange.objects.count() == before + 1
    assert last_scopes() == {f"item:{document.key}", f"item:{item.key}"}
    unrelate(office.drafter, item.key, Relation.objects.get().pk)
    unrelate(office.drafter, item.key, 999)
    assert PublicChange.objects.count() == before + 2


def test_a_draft_changes_no_page_but_the_public_one(office):
    document, draft = office.published(), office.draft()
    relate(office.drafter, draft.key, document.key, RelationKind.RELATED)
    assert last_scopes() == {f"item:{document.key}"}


def test_two_never_interpret_each_other_and_nothing_itself(office):
    first, second = office.draft(title="甲"), office.draft(title="乙")
    relate(office.drafter, first.key, second.key, RelationKind.INTERPRETS)
    with pytest.raises(StepRefused, match="不能互相解读"):
        relate(office.drafter, second.key, first.key, RelationKind.INTERPRETS)
    with pytest.raises(StepRefused, match="不能和自己关联"):
        relate(office.drafter, first.key, first.key, RelationKind.RELATED)


def test_hidden_drafts_are_not_linked_with(office):
    stranger = Office(agency("jyj", "清禾县教育局"))
    hidden = stranger.draft()
    item = office.draft()
    with pytest.raises(StepRefused, match="没有找到要关联的信息"):
        relate(office.drafter, item.key, hidden.key, RelationKind.RELATED)
    public = stranger.published()
    assert relate(office.drafter, item.key, public.key, RelationKind.RELATED).target_id == public.pk


def test_who_does_not_draft_links_nothing(office):
    item, other = office.draft(), office.published()
    reader = person("auditor", office.agency, Role.AUDITOR)
    with pytest.raises(StepRefused, match="起草信息的权限"):
        relate(reader, item.key, other.key, RelationKind.RELATED)
    made = relate(office.drafter, item.key, other.key, RelationKind.RELATED)
    with pytest.raises(StepRefused):
        unrelate(reader, item.key, made.pk)
    assert Relation.objects.count() == 1
