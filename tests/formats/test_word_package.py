"""What every Word document is made of."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from gongkai.formats.write.word_package import asset, core_properties, packed, run


def test_parts_are_packed_in_their_order_and_always_the_same():
    parts = (("b.xml", "<b/>"), ("a/甲.xml", "<甲/>"))
    archive = zipfile.ZipFile(io.BytesIO(packed(parts)))
    assert [(name, archive.read(name).decode()) for name in archive.namelist()] == list(parts)
    assert packed(parts) == packed(parts)
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_title_and_agency_are_escaped():
    root = etree.fromstring(core_properties("<甲>&{title}", "乙\"'").encode())
    assert [child.text for child in root][:2] == ["<甲>&{title}", "乙\"'"]


def test_a_run_has_its_properties_and_line_breaks():
    assert run("甲\n<乙>", "<w:b/>") == (
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">甲</w:t><w:br/><w:t xml:space="preserve">&lt;乙&gt;</w:t></w:r>'
    )


def test_assets_lie_in_their_folders():
    assert asset("word/document.xml") != asset("word/document.xml", "letter")
