from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.report.likeness import PASSAGE, Change, likeness, paragraph_changes, pieces, repeated

texts = st.text("甲乙丙丁。，\n1290 ", max_size=60)


@given(texts, texts)
def test_both_texts_can_be_rebuilt_from_the_changes(old: str, new: str) -> None:
    changes = paragraph_changes(old, new)
    assert [change.old for change in changes if change.old is not None] == [x for x in old.split("\n") if x.strip()]
    assert [change.new for change in changes if change.new is not None] == [x for x in new.split("\n") if x.strip()]
    for change in changes:
        if change.change is Change.REWORDED:
            kept_or = lambda kind, change=change: "".join(  # noqa: E731
                piece.text for piece in change.pieces if piece.change in {Change.KEPT, kind}
            )
            assert kept_or(Change.REMOVED) == change.old
            assert kept_or(Change.ADDED) == change.new


@given(texts, texts)
def test_likeness_is_a_share_and_the_same_both_ways(old: str, new: str) -> None:
    assert 0 <= likeness(old, new) <= 1
    assert likeness(old, new) == likeness(new, old)
    assert likeness(old, old) == 1
    assert 0 <= repeated(old, new) <= 1


def test_a_reworded_paragraph_is_paired_with_its_own_not_with_its_neighbour() -> None:
    old = "一是加强组织领导，明确专人负责。\n二是收到申请12件，全部按期办结。"
    new = "新增：召开了专题会议研究部署。\n二是收到申请15件，全部按期办结。"
    changes = paragraph_changes(old, new)
    assert [change.change for change in changes] == [Change.REMOVED, Change.ADDED, Change.REWORDED]
    assert [piece.text for piece in changes[-1].pieces] == ["二是收到申请", "12", "15", "件，全部按期办结。"]


def test_only_long_runs_count_as_repeated() -> None:
    assert repeated("甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛") == 0
    sentence = "本机关严格落实政府信息公开条例的各项要求"
    assert repeated(sentence, sentence) == 1
    assert repeated("", sentence) == 0


def test_long_and_monotonous_texts_do_not_stall() -> None:
    started = time.process_time()
    pieces("啊" * 20_000, "啊" * 19_000 + "哦")
    paragraph_changes("同\n" * 5_000, "同\n" * 4_000 + "异\n" * 500)
    assert time.process_time() - started < 5


@given(*[st.lists(st.sampled_from(["政府信息公开", "工作", "条例", "，", "1"]), max_size=40).map("".join)] * 2)
def test_what_is_repeated_is_what_passages_of_twelve_characters_cover(old: str, new: str) -> None:
    covered: set[int] = set()
    for start in range(len(new) - PASSAGE + 1):
        if new[start : start + PASSAGE] in old:
            covered.update(range(start, start + PASSAGE))
    assert repeated(old, new) == (len(covered) / len(new) if new else 0)
