"""What parts of a package point at."""

from __future__ import annotations

from tests.support import word
from tests.support.small_files import with_parts

from gongkai.formats.package_relations import Relation, relations_of
from gongkai.formats.read.package import open_package


def test_targets_inside_are_parts_and_targets_outside_are_addresses() -> None:
    rels = (
        '<Relationships><Relationship Id="a" Type="x/image" Target="media/A.png"/><Relationship Id="b" Type="x/styles" Target="/word/Styles.xml"/>'
        '<Relationship Id="c" Type="x/hyperlink" Target="https://A.cn/B" TargetMode="External"/></Relationships>'
    )
    package = open_package(with_parts(word.docx("x"), {"word/_rels/document.xml.rels": rels}))
    assert relations_of(package, "word/document.xml") == [
        Relation("a", "image", "word/media/a.png", outside=False), Relation("b", "styles", "word/styles.xml", outside=False),
        Relation("c", "hyperlink", "https://A.cn/B", outside=True),
    ]  # fmt: skip
    assert relations_of(package, "word/none.xml") == []
    assert [each.kind for each in relations_of(package, "")] == ["officeDocument"]
