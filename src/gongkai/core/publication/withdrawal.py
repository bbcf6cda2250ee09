"""Why a text that is online has to be taken down: a superior barred it, or the agency itself no longer publishes it."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries
from gongkai.core.publication import PACKAGE

FILE = "review_chains.toml"


class Withdrawal(StrEnum):
    """Why what is online has to be taken down at once (条例第十四条, 第十七条)."""

    BARRED = "barred"
    WITHHELD = "withheld"
    ON_APPLICATION = "on_application"

    @property
    def label(self) -> str:
        """The reason in a few words.

        >>> Withdrawal.BARRED.label
        '已公开的内容被确定不能公开'
        """
        return str(_rows()[self.value]["label"])

    @property
    def message(self) -> str:
        """One sentence for the clerk: what is wrong, on which articles, and what to do now.

        >>> Withdrawal.ON_APPLICATION.message
        '这一信息已改为依申请公开，原稿仍在网上，应当撤下（政府信息公开条例（国务院令第711号）第十七条），请现在办理撤下。'
        """
        named = "、".join(map(str, self.cites))
        return str(_rows()[self.value]["message"]).format(cites=named)

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The articles that the duty rests on.

        >>> [cite.article for cite in Withdrawal.BARRED.cites]
        ['第十四条', '第十七条']
        """
        return cites_of(_rows()[self.value])


@cache
def _rows() -> dict[str, Entry]:
    return {row["key"]: row for row in entries(PACKAGE, FILE, "withdrawal")}
