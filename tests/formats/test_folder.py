"""A zip of documents: its files by their paths, whatever program wrote the names, and nothing that must not come in."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from gongkai.core.errors import UploadRefused
from gongkai.formats.folder import read_folder


def archive(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def renamed(data, old, new):
    """Return an archive with the bytes of a name replaced by as many others."""
    assert len(old) == len(new)
    return data.replace(old, new)


def test_files_are_told_by_their_paths_without_the_one_folder_on_top():
    found = read_folder("包.zip", archive({"材料/甲.txt": "一", "材料/子/乙.txt": "二", "材料/~$甲.txt": "三"}))
    assert {path: (member.name, member.data.decode()) for path, member in found.items()} == {
        "甲.txt": ("甲.txt", "一"),
        "子/乙.txt": ("乙.txt", "二"),
    }


def test_two_folders_on_top_stay():
    assert list(read_folder("包.zip", archive({"甲/一.txt": "一", "乙/二.txt": "二"}))) == ["乙/二.txt", "甲/一.txt"]


def test_names_written_by_chinese_windows_are_read():
    made = renamed(archive({"xxxx.txt": "一"}), b"xxxx.txt", "通知".encode("gb18030") + b".txt")
    assert list(read_folder("包.zip", made)) == ["通知.txt"]


def test_what_is_no_zip_or_has_a_program_inside_is_refused():
    with pytest.raises(UploadRefused, match="不是 ZIP 压缩包"):
        read_folder("甲.txt", b"text")
    with pytest.raises(UploadRefused, match="程序或脚本"):
        read_folder("包.zip", archive({"报表.pdf": b"MZ" + struct.pack("<H", 0) + bytes(300)}))


def test_one_path_twice_is_refused():
    with pytest.raises(UploadRefused, match="两个"):
        read_folder("包.zip", archive({"caf\u00e9.txt": "一", "cafe\u0301.txt": "二"}))
