from __future__ import annotations

from gongkai.core.report.addresses import cell_words, column_words
from gongkai.core.report.layouts import LAYOUTS, Y2019, Y2021


def test_every_cell_of_every_edition_has_words() -> None:
    for layout in LAYOUTS.values():
        for table in ("table2", "table3", "table4"):
            for row, columns in layout.shape(table).items():
                for column in columns:
                    words = cell_words(layout, f"{table}.{row}.{column}")
                    assert row not in words
                    assert column not in words


def test_a_row_of_another_edition_is_named_after_it() -> None:
    assert cell_words(Y2021, "table3.otherwise.total") == "表三“总计”列“（六）其他处理”行"
    assert cell_words(Y2021, "table2.normative_documents.in_force") == "表二“行政规范性文件”的“现行有效件数”"
    assert cell_words(Y2019, "table2.normative_documents.made") == "表二“规范性文件”的“本年新制作数量”"


def test_an_unknown_key_stays_as_it_is() -> None:
    assert cell_words(Y2021, "table3.extra.total") == "表三“总计”列“extra”行"


def test_a_column_of_another_edition_is_named_after_it_and_an_unknown_one_stays_as_it_is() -> None:
    assert column_words(Y2021, "table2", "normative_documents", "made") == "本年新制作数量"
    assert column_words(Y2021, "table4", "reconsideration", "revoked") == "revoked"
