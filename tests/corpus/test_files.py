from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongkai.corpus.files import select


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "乙/b 2.docx",
        "乙/a.html",
        "甲.pdf",
        "丙.TXT",
        "~$乙.docx",
        ".hidden.docx",
        ".git/x.txt",
        "__MACOSX/x.docx",
        "Thumbs.db",
        "style.css",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(tree: Path, files: list[Path]) -> list[str]:
    return [str(file.relative_to(tree)) for file in files]


def test_a_folder_gives_its_documents_sorted_without_residue(tree: Path) -> None:
    selection = select([tree])
    assert names(tree, selection.files) == ["丙.TXT", "甲.pdf", "乙/a.html", "乙/b 2.docx"]
    assert names(tree, selection.passed_over) == ["style.css"]
    assert set(selection.roots.values()) == {tree}


def test_a_file_named_itself_is_taken_whatever_it_is_called(tree: Path) -> None:
    named = tree / "style.css"
    assert select([named]).files == [named]
    assert select([named, named]).files == [named]
    assert select([named]).roots[named] == tree


def test_links_in_a_circle_end(tree: Path) -> None:
    (tree / "乙" / "up").symlink_to(tree, target_is_directory=True)
    (tree / "self").symlink_to("self")
    assert len(select([tree]).files) == 4


def test_what_does_not_exist_is_told_and_the_rest_goes_on(tree: Path) -> None:
    selection = select([tree / "没有.docx", tree / "甲.pdf"])
    assert names(tree, selection.files) == ["甲.pdf"]
    ((path, sentence),) = selection.unfound
    assert path.name == "没有.docx"
    assert "没有这个文件" in sentence


def test_a_folder_that_can_not_be_opened_is_told(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "乙":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr("gongkai.corpus.files.os.scandir", scandir)
    selection = select([tree])
    assert names(tree, selection.files) == ["丙.TXT", "甲.pdf"]
    assert [path.name for path, _ in selection.unfound] == ["乙"]
