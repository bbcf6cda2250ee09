"""Files of a text: checked, stripped, the original kept, their words read, their names never twice."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from gongkai.apps.files.services import fetch
from gongkai.apps.publishing.services.enclose import MOST, Place, arranged, enclosed, filled, imported
from gongkai.apps.publishing.services.text import Enclosure, Words
from gongkai.core.errors import UploadRefused

pytestmark = pytest.mark.django_db


def file(name, original="a", **more):
    return Enclosure(name=name, file=original, original=original, **more)


def photo():
    told = Image.Exif()
    told[0x010F] = "某品牌手机"
    data = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(data, "JPEG", exif=told)
    return data.getvalue()


def test_words_of_a_file_are_read_and_it_is_kept():
    taken = enclosed("联系表.txt", "联系人\n手机13812345678".encode())
    assert (taken.name, taken.plain) == ("联系表.txt", "联系人\n手机13812345678")
    assert fetch(taken.file) == "联系人\n手机13812345678".encode()


def test_what_a_picture_hides_is_stripped_and_the_original_stays():
    data = photo()
    taken = enclosed("现场.jpg", data)
    assert "某品牌手机".encode() not in fetch(taken.file)
    assert fetch(taken.original) == data
    assert taken.file != taken.original
    assert taken.removed
    assert any("图片里的文字没有检查" in each for each in taken.findings)


@pytest.mark.parametrize(
    ("name", "data"),
    [("报表.pdf", b"MZ\0\0" + bytes(200)), ("空.txt", b""), ("页.html", b"<html><body>a</body></html>")],
)
def test_what_must_not_come_in_is_refused_by_name(name, data):
    with pytest.raises(UploadRefused, match=name):
        enclosed(name, data)


def test_files_are_renamed_ordered_and_removed():
    old = (file("甲.pdf", "a"), file("乙.pdf", "b"), file("丙.pdf", "c"))
    places = [Place(1, "甲.pdf", 9), Place(2, "../../附表", 1), Place(3, "丙.pdf", 3, removed=True)]
    assert [each.name for each in arranged(old, places)] == ["附表.pdf", "甲.pdf"]


def test_a_new_name_keeps_its_ending_and_is_harmless():
    (found,) = arranged((file("甲.pdf"),), [Place(1, "甲<b>.exe", 1)])
    assert found.name == "甲_b_.exe.pdf"
    assert arranged((file("甲.pdf"),), [Place(1, "乙.PDF", 1)])[0].name == "乙.pdf"


def test_pictures_keep_their_names_for_the_body_calls_them_so():
    (found,) = arranged((file("picture1.png", picture=True),), [Place(1, "别名.png", 1)])
    assert found.name == "picture1.png"


def test_two_files_never_have_one_name_and_the_same_is_taken_once():
    old = (file("表.pdf", "a"),)
    found = arranged(old, (), [file("表.pdf", "a"), file("表.pdf", "b")])
    assert [each.name for each in found] == ["表.pdf", "表（2）.pdf"]


def test_there_are_not_more_files_than_a_text_bears():
    many = [file(f"{number}.pdf", str(number)) for number in range(MOST + 1)]
    with pytest.raises(UploadRefused, match=f"最多{MOST}个"):
        arranged((), (), many)


def test_an_import_fills_what_was_empty_only():
    found, pictures = imported("通知.txt", "关于调查的通知\n各单位：\n请报送。".encode())
    assert pictures == ()
    words = filled(Words(title="原题", body="<p>旧</p>", enclosures=(file("附.pdf"),)), found, pictures)
    assert words.title == "原题"
    assert "请报送。" in words.body
    assert [each.name for each in words.enclosures] == ["附.pdf"]
    assert filled(Words(title="", body=""), found, ()).title == "关于调查的通知"
