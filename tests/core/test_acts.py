"""The acts, and how people call them."""

from __future__ import annotations

from collections import Counter

import pytest

from gongkai.core.errors import UnknownCitation
from gongkai.core.law.acts import acts, split
from gongkai.core.law.articles import plain
from gongkai.core.law.cite import FEES, LAYOUT_2019, LAYOUT_2021, REGULATION

SECRECY = "保守国家秘密法（2024年修订）"
RECONSIDERATION = "行政复议法（2023年修订）"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("条例", REGULATION),
        ("《条例》", REGULATION),
        ("政府信息公开条例", REGULATION),
        ("中华人民共和国政府信息公开条例", REGULATION),
        ("《中华人民共和国政府信息公开条例》（国务院令第711号）", REGULATION),
        ("旧条例", "政府信息公开条例（国务院令第492号）"),
        ("109号", FEES),
        ("收费办法", FEES),
        ("国办函〔2020〕109号", FEES),
        ("30号", LAYOUT_2021),
        ("60号", LAYOUT_2019),
        ("复议法", RECONSIDERATION),
        ("行政复议法", RECONSIDERATION),
        ("行政复议法（2017年修正）", "行政复议法（2017年修正）"),
        ("行政复议法实施条例", "行政复议法实施条例"),
        ("诉讼法", "行政诉讼法"),
        ("行政诉讼法（1989年）", "行政诉讼法（1989年）"),
        ("保密法", SECRECY),
        ("保密条例", "保守国家秘密法实施条例（2024年修订）"),
        ("PIPL", "个人信息保护法"),
        ("档 案 法", "档案法"),
        ("个保法", "个人信息保护法"),
        ("处罚法", "行政处罚法"),
        ("许可法", "行政许可法"),
        ("档案法", "档案法"),
    ],
)
def test_every_name_finds_its_act(typed, name):
    act, rest = split(typed)
    assert (act.name, rest) == (name, "")


def test_what_follows_the_name_is_kept():
    act, rest = split("《收费办法》 第 四 条")
    assert (act.name, rest) == (FEES, "第四条")


def test_the_nearest_names_are_proposed():
    with pytest.raises(UnknownCitation) as caught:
        split("条列第三十三条")
    assert str(caught.value) == (
        "没有找到“条列第三十三条”所指的法律文件：是不是：《政府信息公开条例》、《政府信息公开条例（2007年）》？"
        "请核对名称；不带参数运行本命令可以看到全部名称。"
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "没有写明依据：请写法律文件名称和条文，例如“条例第三十三条”。"),
        ("　", "没有写明依据：请写法律文件名称和条文，例如“条例第三十三条”。"),
        ("第三十三条", "“第三十三条”没有写明是哪部法律文件：请在条文前写名称，例如“条例第三十三条”。"),
        ("33", "“33”没有写明是哪部法律文件：请在条文前写名称，例如“条例33”。"),
        ("xyz", "没有找到“xyz”所指的法律文件：请核对名称；不带参数运行本命令可以看到全部名称。"),
    ],
)
def test_what_names_no_act(typed, told):
    with pytest.raises(UnknownCitation) as caught:
        split(typed)
    assert str(caught.value) == told


def test_no_name_stands_for_two_acts():
    names = Counter(plain(name) for act in acts() for name in {act.name, act.title, *act.short})
    assert [name for name, count in names.items() if count > 1] == []


def test_what_came_after_an_act_is_an_act_too():
    names = {act.name: act for act in acts()}
    assert len(names) == len(acts())
    for act in acts():
        assert bool(act.until) == bool(act.replaced_by), act.name
        if act.until:
            assert act.until < names[act.replaced_by].since, act.name
