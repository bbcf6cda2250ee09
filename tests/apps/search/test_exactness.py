"""What is found is what has the words, and all of it: compared with looking into every text."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.entries import entry

from gongkai.apps.search import services
from gongkai.apps.search.bigrams import clean, fold
from gongkai.apps.search.selectors import find

FEW = st.text(st.sampled_from("政府信息公开，。\n"), max_size=25)
MANY = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30)
TEXTS = st.lists(st.tuples(st.one_of(FEW, MANY), st.one_of(FEW, MANY)), min_size=1, max_size=8)


def runs_of(text):
    return "".join(each if "\u4e00" <= each <= "\u9fff" else " " for each in fold(clean(text))).split()


@pytest.mark.django_db
@settings(max_examples=40)
@given(TEXTS, st.data())
def test_a_word_is_found_exactly_where_it_stands(texts, data):
    entries = [entry(number, title, body) for number, (title, body) in enumerate(texts, 1)]
    with transaction.atomic():
        services.index(entries)
        runs = [run for each in entries for text in (each.title, each.body) for run in runs_of(text)]
        for length in (1, 2, 2, 2, 3, 4):
            words = [run[at : at + length] for run in runs for at in range(len(run) - length + 1)]
            word = data.draw(st.sampled_from(words)) if words else "政" * length
            having = [
                each.sequence for each in entries if any(word in run for run in runs_of(f"{each.title}\n{each.body}"))
            ]
            assert [hit.sequence for hit in find(word).hits] == having[::-1]
            left = [each.sequence for each in entries if each.sequence not in having]
            assert [hit.sequence for hit in find(f"-{word}").hits] == left[::-1]
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=40)
@given(TEXTS, st.lists(st.sampled_from(["政府", "信息", "公开", "府信", "开"]), min_size=2, max_size=3, unique=True))
def test_several_words_are_all_there_and_highlighted(texts, words):
    entries = [entry(number, title, body) for number, (title, body) in enumerate(texts, 1)]
    with transaction.atomic():
        services.index(entries)
        having = [
            each.sequence
            for each in entries
            if all(any(word in run for run in runs_of(f"{each.title}\n{each.body}")) for word in words)
        ]
        answer = find(" ".join(words))
        assert [hit.sequence for hit in answer.hits] == having[::-1]
        assert all("\ue010" in hit.title + hit.passage for hit in answer.hits)
        transaction.set_rollback(True)
