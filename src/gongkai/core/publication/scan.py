"""All detectors over one text, and what they found brought to one answer without overlaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from gongkai.core.publication.account_numbers import find_bank_cards, find_chat_accounts
from gongkai.core.publication.home_addresses import find_home_addresses
from gongkai.core.publication.identity_numbers import find_identity_numbers
from gongkai.core.publication.marks import Mark
from gongkai.core.publication.name_lists import find_name_lists
from gongkai.core.publication.papers import find_papers, find_plates
from gongkai.core.publication.passage import Passage
from gongkai.core.publication.personal_facts import find_birth_dates, find_personal_facts
from gongkai.core.publication.secrecy_marks import find_secrecy_marks
from gongkai.core.publication.telephones import find_emails, find_home_telephones, find_mobile_numbers

_DETECTORS = (
    find_identity_numbers,
    find_mobile_numbers,
    find_home_telephones,
    find_emails,
    find_bank_cards,
    find_chat_accounts,
    find_papers,
    find_plates,
    find_home_addresses,
    find_birth_dates,
    find_secrecy_marks,
)


def scan(text: str) -> tuple[Mark, ...]:
    """Return every mark of a text in reading order, none over another.

    Where two overlap, the graver stays, then the longer, then the earlier. Time grows with the length of the text.

    >>> [(mark.kind.value, mark.start, mark.masked) for mark in scan("联系人张某，手机13812345678。")]
    [('mobile_number', 8, '138****5678')]
    """
    passage = Passage(text)
    found = settled(mark for detector in _DETECTORS for mark in detector(passage))
    return settled((*found, *find_personal_facts(passage, found), *find_name_lists(passage, found)))


def settled(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks in reading order, without those that overlap a graver or longer one."""
    kept: list[tuple[int, int]] = []
    chosen: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.urgency.rank, each.start - each.end, each.start)):
        at = bisect_left(kept, (mark.start, mark.end))
        free_left = at == 0 or kept[at - 1][1] <= mark.start
        if free_left and (at == len(kept) or kept[at][0] >= mark.end):
            kept.insert(at, (mark.start, mark.end))
            chosen.append(mark)
    return tuple(sorted(chosen, key=lambda each: each.start))
