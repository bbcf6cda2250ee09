"""`gongkai law calendar …`: years shown, notices and local days imported, what moves, what is refused."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from gongkai.cli.environment import ROOT
from gongkai.cli.main import gongkai
from gongkai.core.errors import CalendarUnreadable
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.holidays import notice_text, read_notice, shipped
from gongkai.installation.calendars import calendar_folder, current_calendar, kept_local_days

NOTICE = """国务院办公厅关于2027年
部分节假日安排的通知
国办发明电〔2026〕9号

　　经国务院批准，现将2027年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
　　一、元旦：1月1日（周五）至3日（周日）放假，共3天。
　　二、春节：2月5日（农历除夕、周五）至12日（周五）放假调休，共8天。1月31日（周日）、2月14日（周日）上班。
　　三、清明节：4月3日（周六）至5日（周一）放假，共3天。
　　四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）上班。
　　五、端午节：6月9日（周三）放假1天，不调休。
　　六、中秋节：9月15日（周三）放假1天，不调休。
　　七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2026年11月20日
"""
LOCAL = """[[holiday]]
label = "火把节"
first = 2026-07-27
last = 2026-07-28
made_up = [2026-08-01]
source = "某州办发〔2025〕1号"
"""
OFF = ["2027-02-11", "2027-02-12", "2027-05-05", "2027-10-06", "2027-10-07"]
WORKING = ["2027-01-31", "2027-02-14", "2027-04-25", "2027-09-26", "2027-10-09"]
CHANGED = """改为放假的有5天：
  2027年2月11日（周四）　春节
  2027年2月12日（周五）　春节
  2027年5月5日（周三）　劳动节
  2027年10月6日（周三）　国庆节
  2027年10月7日（周四）　国庆节
改为上班的有5天：
  2027年1月31日（周日）　调休上班
  2027年2月14日（周日）　调休上班
  2027年4月25日（周日）　调休上班
  2027年9月26日（周日）　调休上班
  2027年10月9日（周六）　调休上班
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def notice(tmp_path):
    return put(tmp_path, "通知.txt", NOTICE)


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def call(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(gongkai, ["law", "calendar", *map(str, arguments)], input=stdin)


def plain(*arguments: object) -> dict[str, object]:
    answer = call(*arguments, "--format", "json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)


def timeline(folder: Path, name: str, day: str) -> Path:
    return put(
        folder,
        name,
        f'[application]\nchannel = "counter"\n\n[[event]]\nkind = "submitted"\non = {day}\n',
    )


def test_a_notice_is_imported_and_what_changes_is_told(notice, home):
    answer = call("import", notice)
    assert answer.exit_code == 0
    head = "已导入：国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕9号）\n原来是按法定节假日推算的。\n"
    assert answer.output.startswith(head + CHANGED + "到期日因此变动的：\n  7个工作日\n")
    assert (
        "    提前　2027年1月21日至2027年1月27日收到的：原来2027年2月1日至2027年2月11日到期，"
        "改为2027年1月31日至2027年2月4日到期\n" in answer.output
    )
    assert "    推后　2027年1月28日收到的：原来2027年2月12日到期，改为2027年2月14日到期\n" in answer.output
    assert [path.name for path in (home / "calendar").iterdir()] == ["2027.toml"]
    stored = read_notice(tomllib.loads((home / "calendar" / "2027.toml").read_text(encoding="utf-8")))
    assert current_calendar() == Calendar((stored,))


def test_a_second_import_changes_nothing(notice):
    call("import", notice)
    answer = call("import", notice)
    assert answer.output.splitlines()[1:] == ["替换原有的安排。", "工作日没有变化。"]


def test_a_dry_run_keeps_nothing(notice, home):
    answer = call("import", notice, "--dry-run")
    assert answer.output.startswith("试算，没有保存：国务院办公厅关于2027年")
    assert CHANGED in answer.output
    assert not home.exists()


def test_the_answer_as_json(notice):
    found = plain("import", notice, "--dry-run")
    assert found["year"] == 2027
    assert found["stored"] is False
    assert (found["off"], found["working"], found["deadlines"], found["unreadable"]) == (OFF, WORKING, [], [])
    assert found["terms"][1] == {
        "workdays": 7,
        "later": True,
        "first": {"received": "2027-01-28", "was": "2027-02-12", "now": "2027-02-14"},
        "last": {"received": "2027-01-28", "was": "2027-02-12", "now": "2027-02-14"},
    }


def test_the_applications_that_move(notice, tmp_path):
    timeline(tmp_path, "在办/甲.toml", "2027-01-28")
    timeline(tmp_path, "在办/下/乙.toml", "2027-03-01")
    answer = call("import", notice, "--timelines", tmp_path / "在办")
    assert answer.output.endswith(
        "核对了2件申请，1件的到期日有变动：\n"
        f"  {tmp_path / '在办/甲.toml'}\n"
        "    行政机关告知补正：2027年2月12日（周五） → 2027年2月14日（周日）\n"
    )
    moved = timeline(tmp_path, "丁.toml", "2027-01-28")
    assert plain("import", notice, "--timelines", moved)["deadlines"] == [], "counted by the notice already"


def test_the_applications_that_move_as_json(notice, tmp_path):
    moved = timeline(tmp_path, "丁.toml", "2027-01-28")
    assert plain("import", notice, "--timelines", moved)["deadlines"] == [
        {"file": str(moved), "duty": "rectification_notice", "was": "2027-02-12", "now": "2027-02-14"}
    ]
    found = plain("import", notice, "--timelines", timeline(tmp_path, "丙.toml", "2027-09-06"))
    assert (found["deadlines"], found["terms"]) == ([], [])


def test_no_application_moves(notice, tmp_path):
    answer = call("import", notice, "--timelines", timeline(tmp_path, "乙.toml", "2027-03-01"))
    assert answer.output.endswith("核对了1件申请，到期日都没有变动。\n")


def test_a_timeline_that_cannot_be_counted_is_told_and_the_notice_kept(notice, tmp_path, home):
    broken = put(tmp_path, "坏.toml", "x = ")
    answer = call("import", notice, "--timelines", broken, "--timelines", timeline(tmp_path, "甲.toml", "2027-08-31"))
    assert answer.exit_code == 3
    assert f"没有算成：{broken}：" in answer.output
    assert "核对了1件申请，1件的到期日有变动：" in answer.output
    assert (home / "calendar" / "2027.toml").exists()
    told = json.loads(call("import", notice, "--timelines", broken, "--format", "json").output)
    assert [each["file"] for each in told["unreadable"]] == [str(broken)]


def test_html_docx_and_json_say_the_same(notice, tmp_path):
    items = "".join(f"<p>{line}</p>" for line in NOTICE.splitlines())
    html = put(tmp_path, "通知.html", f"<html><title>通知</title><body><div>{items}</div></body></html>")
    document = Document()
    for line in NOTICE.splitlines():
        document.add_paragraph(line)
    document.save(tmp_path / "通知.docx")
    table = Document()
    table.add_table(1, 1).cell(0, 0).text = NOTICE
    table.save(tmp_path / "表格.docx")
    expected = plain("import", notice, "--dry-run")
    for path in (html, tmp_path / "通知.docx", tmp_path / "表格.docx"):
        assert plain("import", path, "--dry-run") == expected
    call("import", notice)
    days = [
        {"name": holiday.label, "date": str(day), "isOffDay": rests}
        for holiday in current_calendar().notice(2027).holidays
        for rests, days in ((True, holiday.days), (False, holiday.made_up))
        for day in days
    ]
    listing = put(tmp_path, "2027.json", json.dumps({"year": 2027, "papers": [], "days": days}))
    assert plain("import", listing)["off"] == []
    assert plain("import", listing)["stored"] is True


def test_a_notice_from_standard_input():
    answer = call("import", "-", "--dry-run", stdin=NOTICE.encode())
    assert answer.exit_code == 0
    assert CHANGED in answer.output


def test_a_year_file_is_exported_changed_and_imported(tmp_path):
    exported = call("show", "--year", "2020", "--format", "toml").output
    assert exported == notice_text(shipped()[12])
    path = put(tmp_path, "2020.toml", exported.replace("last = 2020-02-02", "last = 2020-02-06"))
    answer = call("import", path)
    assert (
        "替换原有的安排。\n注意：比法定放假天数多放了6个工作日（春节多放了6个工作日，国庆节、中秋节多放了1个工作日），"
        "请核对是否另有通知。\n"
    ) in answer.output
    assert plain("show", "--year", "2020")["workdays"] == 245


def test_too_many_workdays_are_remarked(tmp_path):
    exported = call("show", "--year", "2026", "--format", "toml").output
    path = put(tmp_path, "2026.toml", exported.replace("made_up = [2026-01-04]", "made_up = [2026-01-04, 2026-01-11]"))
    assert "比法定放假天数少放了1个工作日（元旦少放了1个工作日）" in call("import", path, "--dry-run").output


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("通知.txt", NOTICE.replace("共8天", "共7天"), "通知.txt：“春节”这一条里"),
        ("通知.txt", "放假安排另行通知。", "没有找到“国务院办公厅关于某年部分节假日安排的通知”"),
        ("通知.txt", "", "通知.txt：文件是空的"),
        ("2027.json", '{"year": 2027', "2027.json：不是完整的JSON"),
        ("2027.json", '{"year": 2027, "days": []}', "2027.json：2027年的文件里还没有放假安排"),
        ("2027.toml", "[[notice]]\nyear = ", "2027.toml：文件末尾不合TOML的写法"),
        ("2027.toml", "[[notice]]\nyear = " + "9" * 5000, "2027.toml：里面的数字过长或者括号套得过深"),
        ("2027.toml", "[[notice]]\nyear = " + "[" * 5000, "2027.toml：里面的数字过长或者括号套得过深"),
        ("2027.json", '{"days": ' + "[" * 100_000, "2027.json：不是完整的JSON"),
        ("2027.toml", '[[notice]]\nyear = 2027\nlabel = "通知"\n', "2027.toml：缺少[[holiday]]"),
        (
            "2027.toml",
            '[[notice]]\nyear = 2027\nlabel = "通知"\n[[holiday]]\nlabel = "元旦"\nfirst = 2027-01-01\n',
            "2027.toml：2027年的放假安排有疑问：没有安排春节（2027年2月5日（周五）等4天依法应当放假）",
        ),
    ],
)
def test_a_doubtful_file_is_refused_and_nothing_kept(tmp_path, home, name, text, why):
    answer = call("import", put(tmp_path, name, text))
    assert answer.exit_code == 3
    assert why in answer.output
    assert answer.output.count("\n") == 1
    assert not home.exists()


def test_files_that_are_not_there(tmp_path):
    answer = call("import", tmp_path / "没有.txt")
    assert (answer.exit_code, answer.output) == (3, f"{tmp_path / '没有.txt'}：没有这个文件，请核对路径后再试。\n")
    answer = call("import", tmp_path)
    assert (answer.exit_code, answer.output) == (3, f"{tmp_path}：这是文件夹，请给出里面的文件。\n")
    answer = call("import", put(tmp_path, "文件", "") / "里面.txt")
    assert (answer.exit_code, answer.output.endswith("：打不开，请核对路径和权限后再试。\n")) == (3, True)
    assert (
        call("add-local", tmp_path / "没有.toml").output
        == f"{tmp_path / '没有.toml'}：没有这个文件，请核对路径后再试。\n"
    )


def test_a_file_in_another_encoding(tmp_path):
    path = tmp_path / "本地.toml"
    path.write_bytes(LOCAL.encode("gb18030"))
    assert call("add-local", path).output == f"{path}：不是UTF-8编码的文字，请另存为UTF-8后再试。\n"


def test_local_days_are_added(tmp_path):
    answer = call("add-local", put(tmp_path, "本地.toml", LOCAL))
    assert answer.exit_code == 0
    assert answer.output.startswith(
        "已导入本地放假日：火把节（某州办发〔2025〕1号）\n"
        "改为放假的有2天：\n"
        "  2026年7月27日（周一）　火把节\n"
        "  2026年7月28日（周二）　火把节\n"
        "改为上班的有1天：\n"
        "  2026年8月1日（周六）　调休上班\n"
    )
    shown = call("show", "--year", "2026").output
    assert shown.endswith(
        "本地　火把节：7月27日（周一）至7月28日（周二），共2天；8月1日（周六）上班（某州办发〔2025〕1号）\n"
    )
    assert "本地" not in call("show", "--year", "2025").output


def test_local_days_are_kept_beside_each_other_and_mended(tmp_path):
    call("add-local", put(tmp_path, "本地.toml", LOCAL))
    other = (
        LOCAL.replace("火把节", "彝族年").replace("07-27", "11-16").replace("07-28", "11-18").replace("08-01", "11-21")
    )
    call("add-local", put(tmp_path, "彝族年.toml", other))
    mended = LOCAL.replace("last = 2026-07-28", "last = 2026-07-29")
    found = plain("add-local", put(tmp_path, "改.toml", mended))
    assert (found["added"], found["stored"], found["off"], found["working"]) == (1, True, ["2026-07-29"], [])
    assert sorted((each.label, len(each.days)) for each in kept_local_days()) == [("彝族年", 3), ("火把节", 3)]


def test_a_dry_run_of_local_days_keeps_nothing(tmp_path, home):
    assert call("add-local", put(tmp_path, "本地.toml", LOCAL), "--dry-run").exit_code == 0
    assert not home.exists()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("source", "by", "火把节没有写source（哪个文件规定的）"),
        ("2026-08-01", "2026-08-03", "火把节的调休上班日2026年8月3日（周一）不是周末"),
        ("first = 2026-07-27", 'first = "七月"', "第1个[[holiday]]（火把节）的first应为日期"),
    ],
)
def test_doubtful_local_days_are_refused(tmp_path, home, old, new, why):
    answer = call("add-local", put(tmp_path, "本地.toml", LOCAL.replace(old, new)))
    assert answer.exit_code == 3
    assert why in answer.output
    assert not home.exists()


def test_local_days_that_overlap_what_is_kept_are_refused(tmp_path):
    call("add-local", put(tmp_path, "本地.toml", LOCAL))
    answer = call("add-local", put(tmp_path, "又.toml", LOCAL.replace("火把节", "州庆")))
    assert answer.exit_code == 3
    assert "火把节和州庆的假期有重叠" in answer.output
    assert [each.label for each in kept_local_days()] == ["火把节"]


def test_a_kept_file_damaged_by_hand_is_named(home):
    put(home, "calendar/2027.toml", "x = ")
    with pytest.raises(CalendarUnreadable) as caught:
        current_calendar()
    assert str(caught.value).endswith(
        "2027.toml：文件末尾不合TOML的写法，请对照样本改正。改不好的，用 ./gongkai law calendar import 重新导入"
        "2027年的放假通知，就会替换它。"
    )


def test_a_damaged_year_is_replaced_by_importing_it_again(notice, home):
    put(home, "calendar/2027.toml", "x = ")
    put(home, "calendar/2026.toml", "y = ")
    answer = call("import", notice)
    assert answer.exit_code == 0
    lines = answer.output.splitlines()
    assert lines[1] == "原来保存的这一年的文件读不了，用这一份替换。"
    assert lines[2].startswith(f"注意：{home / 'calendar' / '2026.toml'}：文件末尾不合TOML的写法")
    assert lines[2].endswith("重新导入2026年的放假通知，就会替换它。")
    (home / "calendar" / "2026.toml").unlink()
    assert current_calendar().notice(2027) is not None


def test_damaged_local_days_are_set_aside_when_others_are_added(tmp_path, home):
    kept = put(home, "calendar/local.toml", "x = ")
    with pytest.raises(CalendarUnreadable, match=r"add-local 重新添加本地放假日，就会替换它。$"):
        current_calendar()
    path = put(tmp_path, "本地.toml", LOCAL)
    dry = call("add-local", path, "--dry-run")
    assert f"原文件在{kept}，请核对后重新添加。" in dry.output
    assert kept.read_text("utf-8") == "x = "
    answer = call("add-local", path)
    assert answer.exit_code == 0
    assert f"没有并入，原文件在{kept}.damaged，请核对后重新添加。" in answer.output
    assert [each.label for each in kept_local_days()] == ["火把节"]
    assert kept.with_name("local.toml.damaged").read_text("utf-8") == "x = "


def test_damaged_local_days_that_cannot_be_set_aside(tmp_path, home):
    kept = put(home, "calendar/local.toml", "x = ")
    put(home, "calendar/local.toml.damaged/别的", "")
    answer = call("add-local", put(tmp_path, "本地.toml", LOCAL))
    assert (answer.exit_code, answer.output) == (3, f"{kept}不能改名：请检查权限后再试。\n")


def test_local_days_are_added_beside_a_damaged_year(tmp_path, home):
    put(home, "calendar/2027.toml", "x = ")
    answer = call("add-local", put(tmp_path, "本地.toml", LOCAL))
    assert answer.exit_code == 0
    assert "2027.toml：文件末尾不合TOML的写法" in answer.output
    assert [each.label for each in kept_local_days()] == ["火把节"]


def test_a_place_that_cannot_be_written(notice, tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(put(tmp_path, "文件", "")))
    answer = call("import", notice)
    assert answer.exit_code == 3
    assert answer.output == f"写不进{tmp_path / '文件' / 'calendar' / '2027.toml'}：请检查权限和磁盘空间后再试。\n"


def test_where_things_are_kept(monkeypatch, tmp_path):
    assert calendar_folder() == tmp_path / "home" / "calendar"
    monkeypatch.delenv("GONGKAI_HOME")
    assert calendar_folder() == ROOT / "var" / "calendar"


def test_a_year_is_shown():
    shown = call("show", "--year", "2025").output
    lines = shown.splitlines()
    assert lines[:2] == [
        "2025年　248个工作日",
        "依据：国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号），2024年11月12日",
    ]
    assert "20   21   22   23   24   25   26班   17   18   19   20   21   22   23" in shown
    assert "27   28休 29休 30休 31休             24   25   26   27   28" in shown
    assert lines[-1] == (
        "国庆节、中秋节：10月1日（周三）至10月8日（周三），共8天；9月28日（周日）、10月11日（周六）上班"
    )


def test_the_last_year_with_a_notice_is_shown_unasked(notice):
    assert call("show").output.startswith("2026年　248个工作日\n")
    call("import", notice)
    assert call("show").output.startswith("2027年　248个工作日\n依据：")


def test_a_provisional_year_says_so():
    shown = call("show", "--year", "2027").output
    assert shown.startswith("2027年　248个工作日（暂定）\n2027年的放假通知还没有导入，先按法定节假日和周末推算；")
    assert "春节：2月5日（周五）至2月8日（周一），共4天\n春节补假：2月9日（周二）至2月10日（周三），共2天\n" in shown


def test_a_year_as_json():
    found = plain("show", "--year", "2026")
    assert (found["provisional"], found["workdays"], len(found["off"])) == (False, 248, 19)
    assert found["made_up"] == ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
    assert found["notices"] == [
        {
            "title": "国务院办公厅关于2026年部分节假日安排的通知",
            "number": "国办发明电〔2025〕7号",
            "date": "2025-11-04",
            "url": "https://www.gov.cn/gongbao/2025/issue_12406/202511/content_7048922.html",
        }
    ]
    assert found["off"][0] == {"day": "2026-01-01", "name": "元旦"}
    assert plain("show", "--year", "2008")["notices"][0]["date"] is None
    assert plain("show", "--year", "2027")["notices"] == []


@pytest.mark.parametrize("year", ["2007", "2051"])
def test_a_year_outside_the_calendar(year):
    answer = call("show", "--year", year)
    assert answer.exit_code == 2
    assert f"工作日历从2008年到2050年，没有{year}年" in answer.output


def test_a_provisional_year_has_no_file():
    answer = call("show", "--year", "2027", "--format", "toml")
    assert (answer.exit_code, answer.output) == (3, "2027年还没有放假通知，没有年度文件可以导出：请先导入通知。\n")


def test_the_group_shows_its_commands():
    assert "add-local" in call("--help").output
