"""Many drafts at once: tried without a trace, made whole or not at all, once for one run, each with its own review."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from tests.support.publishing import Office, agency, person

from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.models import Event, Item, Kind
from gongkai.apps.publishing.services.batch import Intake, make_drafts, prepare_folder, prepare_rows
from gongkai.core.errors import StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Role
from gongkai.formats.folder import Member, read_folder
from gongkai.formats.tabular import Row

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office(agency())


def rows(*told):
    return [Row(number, {"栏目": "通知公告", **cells}) for number, cells in enumerate(told, 2)]


def prepared(office, *told, folder=None):
    return prepare_rows(office.drafter, Intake(office.agency), rows(*told), folder or {})


def test_a_row_becomes_a_draft_with_all_it_tells(office):
    office.agency.sections.create(name="市场股")
    (found,) = prepared(office, {
        "标题": "关于调查的通知", "类别": "通知公告", "股室": "市场股", "文号": "清商发〔2025〕3号", "形成日期": "2025年3月4日",
        "体裁": "通知", "关键词": "调查，市场", "公开属性": "依申请公开", "理由": "涉及内部安排", "正文": "一<二\n三",
    })  # fmt: skip
    assert found.errors == ()
    (item,) = make_drafts(office.drafter, Intake(office.agency), [found], run="t")
    assert (item.column, item.kind, item.section.name) == ("statutory.notices", Kind.NOTICE, "市场股")
    assert (item.latest.formed_on, item.latest.keywords) == (date(2025, 3, 4), "调查 市场")
    assert item.latest.attribute == Attribute.ON_APPLICATION
    assert item.latest.body == "<p>一&lt;二</p><p>三</p>"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"标题": ""}, "没有填写标题"),
        ({"标题": "甲" * 201}, "标题有201个字，最多200个"),
        ({"标题": "甲", "栏目": "没有的"}, "栏目“没有的”不在可选范围内"),
        ({"标题": "甲", "栏目": "依申请公开"}, "栏目“依申请公开”不在可选范围内"),
        ({"标题": "甲", "股室": "没有的股"}, "没有股室“没有的股”"),
        ({"标题": "甲", "形成日期": "昨天"}, "形成日期“昨天”看不懂"),
        ({"标题": "甲", "公开属性": "不予公开"}, "不予公开的要填写依据"),
        ({"标题": "甲", "附件": "没有.pdf"}, "压缩包里没有文件“没有.pdf”"),
        ({"标题": "甲", "施行日期": "2025-02-01", "有效期至": "2025-01-01"}, "有效期至早于施行日期"),
    ],
)
def test_each_fault_of_a_row_is_told(office, cells, why):
    (found,) = prepared(office, cells)
    assert any(why in each for each in found.errors)


def test_one_wrong_row_stops_all(office):
    found = prepared(office, {"标题": "好的"}, {"标题": ""})
    with pytest.raises(StepRefused, match="第3行：没有填写标题"):
        make_drafts(office.drafter, Intake(office.agency), found, run="t")
    assert Item.objects.count() == 0


def test_a_run_sent_twice_makes_its_drafts_once(office):
    found = prepared(office, {"标题": "甲"}, {"标题": "乙"})
    intake = Intake(office.agency)
    first = make_drafts(office.drafter, intake, found, run="t", submitted=True)
    second = make_drafts(office.drafter, intake, found, run="t", submitted=True)
    assert [each.key for each in first] == [each.key for each in second]
    assert Item.objects.count() == 2
    assert Event.objects.filter(act="submitted").count() == 2
    assert Record.objects.filter(action="批量导入").count() == 1


def test_twins_and_marks_are_warned_of(office):
    office.draft(title="已有的")
    found = prepared(office, {"标题": "已有的"}, {"标题": "同名"}, {"标题": "同名", "正文": "手机13812345678"})
    assert found[0].warnings == ("本机构已经有同名的信息",)
    assert found[1].warnings == ("这一批里有同名的",)
    assert "有1处个人信息或者涉密标记要核实" in found[2].warnings


def test_files_of_the_folder_become_bodies_and_attachments(office):
    folder = {
        "正文/一.txt": Member("一.txt", "关于调查的通知\n各单位：\n请报送。".encode()),
        "表.txt": Member("表.txt", "表".encode()),
    }
    (found,) = prepared(office, {"标题": "甲", "正文文件": "正文\\一.txt", "附件": "表.txt"}, folder=folder)
    assert found.errors == ()
    assert "请报送。" in found.words.body
    assert [each.name for each in found.words.enclosures] == ["表.txt"]


def test_a_folder_alone_makes_one_draft_of_each_file(office):
    folder = {
        "甲.txt": Member("甲.txt", "关于甲的通知\n各单位：\n请办理。".encode()),
        "乙.png": Member("乙.png", b"\x89PNG\r\n\x1a\nbroken"),
    }
    good, bad = prepare_folder(office.drafter, Intake(office.agency, "statutory.notices", Kind.NOTICE), folder)
    assert (good.words.title, good.errors) == ("关于甲的通知", ())
    assert len(bad.errors) == 1


def test_who_may_not_draft_there_imports_nothing(office):
    stranger = person("jyj", agency("jyj", "清禾县教育局"), Role.DRAFTER)
    found = prepare_rows(stranger, Intake(office.agency), rows({"标题": "甲"}), {})
    assert any("起草信息的权限" in each for each in found[0].errors)


def archive(*names, encoding="utf-8"):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            entry = zipfile.ZipInfo("x")
            entry.filename = name if encoding == "utf-8" else name.encode(encoding).decode("cp437")
            made.writestr(entry, "内容")
    return data.getvalue()


def test_names_of_the_folder_are_read_and_its_one_top_is_left_out():
    found = read_folder("包.zip", archive("材料/甲.txt", "材料/子/乙.txt", "材料/~$甲.txt", "材料/.DS_Store"))
    assert {path: member.name for path, member in found.items()} == {"甲.txt": "甲.txt", "子/乙.txt": "乙.txt"}
