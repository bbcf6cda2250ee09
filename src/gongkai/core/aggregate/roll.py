"""The roll of agencies that should report, and who of them did."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ALIKE = 0.8


class Roll:
    """Names expected against names reported. Names are the same when only width and spaces differ."""

    def __init__(self, expected: Sequence[str], reported: Iterable[str]) -> None:
        self._expected = {_plain(name): name.strip() for name in expected if name.strip()}
        self._reported = {_plain(name): name for name in reported}

    def absent(self) -> list[tuple[str, str]]:
        """Return each expected agency without a report, with a sentence; a reporter of like name is told.

        >>> Roll(["甲县财政局", "甲县教育局"], ["甲县教育局"]).absent()
        [('甲县财政局', '甲县财政局：在应报名单上，没有收到报告，请催报')]
        """
        others = [self._reported[key] for key in self._reported if key not in self._expected]
        absent: list[tuple[str, str]] = []
        for key, name in self._expected.items():
            if key not in self._reported:
                near = get_close_matches(name, others, n=1, cutoff=_ALIKE)
                hint = f"；收到的“{near[0]}”不在名单上，请核对是否同一单位" if near else "，请催报"
                absent.append((name, f"{name}：在应报名单上，没有收到报告{hint}"))
        return absent

    def unexpected(self) -> tuple[str, ...]:
        """Return the agencies that reported and are not on the roll; none where no roll was given."""
        if not self._expected:
            return ()
        return tuple(name for key, name in self._reported.items() if key not in self._expected)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
