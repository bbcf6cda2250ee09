"""What the list of items is filtered by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.apps.agencies.models import Agency
from gongkai.apps.desk.columns import column_choices
from gongkai.apps.desk.forms.fields import Arranged, choice, line
from gongkai.apps.publishing.models import Kind
from gongkai.apps.publishing.selectors.desk import DISCARDED, Sieve
from gongkai.core.publication.review import State


class SieveForm(Arranged):
    """Filters; one that makes no sense filters nothing."""

    words = line("标题或者文号含有", 100)
    state = choice("状态", [("", "全部"), *((each.value, each.label) for each in State), (DISCARDED, "已删除的草稿")])
    column = choice("栏目", ())
    agency = choice("机构", ())
    kind = choice("类别", [("", "全部"), *Kind.choices])
    person = line("起草或者修改人", 60)

    def __init__(self, *arguments: Any, agencies: Sequence[Agency], **named: Any) -> None:
        super().__init__(*arguments, **named)
        levels = dict.fromkeys(each.level for each in agencies)
        columns = dict(pair for level in levels for pair in column_choices(level))
        self._choose("column", list(columns.items()))
        self._choose("agency", [(each.key, each.name) for each in agencies])
        if len(agencies) < 2:
            del self.fields["agency"]

    def sieve(self) -> Sieve:
        """Return the filters that were understood."""
        return Sieve(**self.asked())

    def asked(self) -> dict[str, str]:
        """Return what was asked for, by the names of the filters."""
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "全部"), *choices]
