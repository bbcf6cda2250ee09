"""`gongkai report …` over files, as the contract has it: what is printed, what is written, with which exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from tests.support.numbered import report_of

import gongkai
from gongkai.cli.main import gongkai as root_command
from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.model import Report

SAMPLES = Path(__file__).parents[1] / "golden"
COMMERCE = SAMPLES / "wuchang-commerce-2024" / "source.txt"
JSON = ("--format", "json")
HONGZE = SAMPLES / "hongze-2023" / "source.pdf"


def call(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(root_command, ["report", *map(str, arguments)], input=stdin)


def child(agency: str, year: int = 2024, seed: int = 1) -> Report:
    report = report_of(seed)
    title = f"{agency}{year}年政府信息公开工作年度报告"
    tables = {**(report.table2 or {}), "government_rules": dict.fromkeys(("issued", "repealed", "in_force"), Cell(0))}
    sections = dict.fromkeys(("overview", "problems", "other"), f"{agency}的一段文字，写明各项工作的开展情况。")
    return replace(report, agency=agency, year=year, title=title, sections=sections, table2=tables)


def put(folder: Path, name: str, report: Report) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    gongkai.write_report(report, path)
    return path


def spoilt(report: Report) -> Report:
    rows = {row: dict(cells) for row, cells in (report.table3 or {}).items()}
    rows["settled"]["business"] = Cell(777)
    return replace(report, table3=rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "年报/甲局 2024.json", child("五常市财政局"))
    put(tmp_path, "年报/下/乙局.html", spoilt(child("五常市教育局", seed=2)))
    (tmp_path / "年报" / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "年报" / "~$甲局.docx").write_bytes(b"lock")
    return tmp_path / "年报"


# read


def test_read_prints_the_report_and_nothing_else() -> None:
    answer = call("read", COMMERCE, "--format", "json")
    plain = json.loads(answer.stdout)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert (plain["agency"], plain["year"], plain["layout"]) == ("五常市商务局", 2024, "y2021")
    jsonschema.validate(plain, gongkai.report_schema())


def test_read_takes_standard_input() -> None:
    answer = call("read", "-", stdin=COMMERCE.read_bytes())
    assert json.loads(answer.stdout)["agency"] == "五常市商务局"
    assert call("read", "-", COMMERCE).exit_code == 2
    assert call("read", "-", stdin=b"").exit_code == 3


def test_read_many_goes_on_past_a_bad_file(folder: Path) -> None:
    answer = call("read", folder)
    plain = json.loads(answer.stdout)
    assert [entry["report"]["agency"] for entry in plain["reports"]] == ["五常市财政局", "五常市教育局"]
    assert [Path(entry["file"]).name for entry in plain["unreadable"]] == ["坏.docx"]
    assert answer.exit_code == 3
    assert "坏.docx" in answer.stderr


@pytest.mark.parametrize("command", [("read",), ("check",), ("convert",), ("compare",), ("aggregate",)])
def test_a_bad_file_gets_one_sentence_and_status_3(command: tuple[str, ...], tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    out = tmp_path / "out.json"
    more = {
        "convert": [out],
        "compare": [COMMERCE],
        "aggregate": ["--agency", "甲县", "--year", 2024, "-o", out],
    }.get(command[0], [])
    answer = call(*command, bad, *more)
    assert answer.exit_code == 3
    assert len(answer.stderr.strip().splitlines()) == 1
    assert answer.stderr.startswith(f"{bad}：")
    assert answer.stdout == "" or command == ("aggregate",)
    assert not out.exists()


def test_what_does_not_exist_is_status_3_and_no_argument_is_status_2() -> None:
    assert call("read", "没有.docx").exit_code == 3
    assert "没有这个文件" in call("read", "没有.docx").stderr
    assert call("read").exit_code == 2
    assert call("check", COMMERCE, "--format", "yaml").exit_code == 2


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    answer = call("check", tmp_path)
    assert answer.exit_code == 3
    assert "没有可以读的文件" in answer.stderr


# check


def test_check_answers_one_file_in_the_shape_of_the_contract(tmp_path: Path) -> None:
    answer = call("check", put(tmp_path, "x.json", spoilt(child("五常市教育局"))), "--format", "json")
    plain = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert plain["report"] == {"agency": "五常市教育局", "year": 2024, "layout": "y2021"}
    assert set(plain["summary"]) == {"pass", "fail", "unknown", "not_applicable"}
    (found,) = [finding for finding in plain["findings"] if finding["code"] == "T3-SETTLED-SUM"]
    right = child("五常市教育局").cell("table3.settled.business").value
    assert found["repair"] == {"cell": "table3.settled.business", "value": right}
    assert found["left"] == 777
    assert (found["severity"], found["status"]) == ("error", "fail")


def test_check_is_0_without_errors() -> None:
    answer = call("check", COMMERCE, *JSON)
    assert answer.exit_code == 0
    assert not [finding for finding in json.loads(answer.stdout)["findings"] if finding["severity"] == "error"]


def test_check_of_a_folder_lists_all_and_the_worst_status_wins(folder: Path) -> None:
    answer = call("check", folder, *JSON)
    plain = json.loads(answer.stdout)
    assert [entry["report"]["agency"] for entry in plain["reports"]] == ["五常市财政局", "五常市教育局"]
    assert answer.exit_code == 3
    (folder / "坏.docx").unlink()
    assert call("check", folder).exit_code == 1
    assert json.loads(call("check", folder, *JSON).stdout)["unreadable"] == []


def test_check_with_a_folder_of_last_year_pairs_by_agency_and_year(tmp_path: Path) -> None:
    last = child("五常市财政局", 2023)
    rows = {row: dict(cells) for row, cells in (last.table3 or {}).items()}
    rows["carried_forward"]["total"] = Cell(888)
    put(tmp_path, "2023/a.json", replace(last, table3=rows))
    put(tmp_path, "2023/b.json", child("五常市教育局", 2021))
    this = [put(tmp_path, f"2024/{name}.json", child(name)) for name in ("五常市财政局", "五常市教育局")]
    plain = json.loads(call("check", *this, "--previous", tmp_path / "2023", *JSON).stdout)
    carried = [any(f["code"] == "T3-CARRY" for f in entry["findings"]) for entry in plain["reports"]]
    assert carried == [True, False]
    assert [entry.get("previous") for entry in plain["reports"]] == [str(tmp_path / "2023" / "a.json"), None]


def test_check_says_when_the_previous_report_can_not_be_read(tmp_path: Path) -> None:
    answer = call("check", COMMERCE, "--previous", tmp_path / "没有.docx")
    assert answer.exit_code == 3
    assert "没有.docx" in answer.stderr


# convert


@pytest.mark.parametrize("ending", ["docx", "html", "xlsx", "json", "pdf"])
def test_convert_writes_what_reads_back_the_same(ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"年报.{ending}"
    assert call("convert", COMMERCE, out).exit_code == 0
    before, after = gongkai.read_file(COMMERCE), gongkai.read_file(out)
    assert [(address, cell.value) for address, cell in after.cells()] == [
        (address, cell.value) for address, cell in before.cells()
    ]


def test_convert_of_a_folder_keeps_its_folders_and_goes_on(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    answer = call("convert", folder, out, "--to", "json")
    written = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert written == ["下/乙局.json", "甲局 2024.json"]
    assert answer.exit_code == 3


def test_convert_keeps_inputs_of_one_name_apart(tmp_path: Path) -> None:
    put(tmp_path, "in/a.json", child("五常市财政局"))
    put(tmp_path, "in/a.html", child("五常市财政局"))
    assert call("convert", tmp_path / "in", tmp_path / "out", "--to", "json").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.html.json", "a.json.json"]


def test_convert_never_overwrites_its_input(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", child("五常市财政局"))
    before = path.read_bytes()
    for arguments in ((path, path), (path, tmp_path, "--to", "json"), (tmp_path, tmp_path, "--to", "json")):
        answer = call("convert", *arguments)
        assert answer.exit_code == 2
        assert "盖掉" in answer.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize("out", ["年报.txt", "年报", "-"])
def test_convert_refuses_an_ending_it_can_not_write(out: str, tmp_path: Path) -> None:
    assert call("convert", COMMERCE, out if out == "-" else tmp_path / out).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_convert_says_that_the_output_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    answer = call("convert", COMMERCE, tmp_path / "file" / "out.json")
    assert answer.exit_code == 3
    assert isinstance(answer.exception, SystemExit)


# compare


def test_compare_names_changed_cells_and_paragraphs(tmp_path: Path) -> None:
    old = put(tmp_path, "old.json", child("五常市财政局", 2023))
    new = put(tmp_path, "new.json", spoilt(child("五常市财政局", 2024)))
    answer = call("compare", old, new, "--format", "json")
    plain = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert [(cell["cell"], cell["new"]) for cell in plain["cells"]] == [("table3.settled.business", 777)]
    assert plain["unchanged_cells"] == 199
    assert {text["section"]: text["likeness"] for text in plain["texts"]}["overview"] == 1.0
    drawn = call("compare", old, new, "--format", "text").stdout
    assert "777" in drawn
    assert "199格相同" in drawn


def test_compare_of_folders_pairs_by_agency(tmp_path: Path) -> None:
    for name in ("五常市财政局", "五常市教育局"):
        put(tmp_path, f"old/{name}.json", child(name, 2023))
    for name in ("五常市教育局", "五常市公安局"):
        put(tmp_path, f"new/{name}.json", child(name))
    plain = json.loads(call("compare", tmp_path / "old", tmp_path / "new", *JSON).stdout)
    assert [entry["new"]["agency"] for entry in plain["comparisons"]] == ["五常市教育局"]
    assert (plain["only_old"], plain["only_new"]) == (["五常市财政局"], ["五常市公安局"])
    assert call("compare", tmp_path / "old", COMMERCE).exit_code == 2


# aggregate


def test_aggregate_writes_the_sum_and_accounts_for_it(folder: Path, tmp_path: Path) -> None:
    (folder / "坏.docx").unlink()
    expect = tmp_path / "名单.txt"
    expect.write_bytes("五常市财政局\n五常市教育局\n五常市公安局\n".encode("gb18030"))
    out = tmp_path / "汇总.docx"
    answer = call(
        "aggregate", folder, "--agency", "五常市人民政府", "--year", 2024, "-o", out, "--expect", expect, *JSON
    )
    plain = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert plain["counted"] == ["五常市财政局", "五常市教育局"]
    assert [(missing["agency"], missing["lack"]) for missing in plain["missing"]] == [("五常市公安局", "no_report")]
    assert [entry["agency"] for entry in plain["inconsistent"]] == ["五常市教育局"]
    jsonschema.validate(plain["report"], gongkai.report_schema())
    written = gongkai.read_file(out)
    assert written.cell("table3.settled.business").value == plain["report"]["table3"]["settled"]["business"]
    assert (
        "缺报"
        in call("aggregate", folder, "--agency", "甲", "--year", 2024, "--expect", expect, "--format", "text").stdout
    )


def test_aggregate_without_a_report_of_the_year_writes_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "坏.docx").unlink()
    out = tmp_path / "汇总.json"
    answer = call("aggregate", folder, "--agency", "甲县", "--year", 2020, "-o", out)
    assert answer.exit_code == 3
    assert not out.exists()
    assert "没有一份2020年的报告" in answer.stderr


def test_aggregate_refuses_to_overwrite_a_child_and_wants_name_and_year(folder: Path) -> None:
    path = folder / "甲局 2024.json"
    assert call("aggregate", folder, "--agency", "甲", "--year", 2024, "-o", path).exit_code == 2
    assert call("aggregate", folder, "--year", 2024).exit_code == 2


# the rest


def test_schema_is_the_library_s() -> None:
    assert json.loads(call("schema").stdout) == gongkai.report_schema()


def test_trial_prints_its_rates() -> None:
    plain = json.loads(call("trial", "--reports", 60, "--seed", 3, *JSON).stdout)
    assert plain["caught"] == 1
    assert plain["right"] >= 0.95
    assert plain["false_alarms"] == 0
    assert "指对" in call("trial", "--reports", 12, "--format", "text").stdout


@pytest.mark.parametrize("command", ["read", "check", "convert", "compare", "aggregate", "schema", "trial"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    answer = call(command, "--help")
    assert answer.exit_code == 0
    assert f"\n  gongkai report {command}" in answer.stdout.split("例：")[1]


def test_help_lists_every_command() -> None:
    for command in ("read", "check", "convert", "compare", "aggregate", "schema", "trial"):
        assert f"  {command} " in call("--help").stdout


def test_in_a_real_process_reading_draws_nothing_heavy_in() -> None:
    code = (
        "import sys; from gongkai.cli.main import gongkai\n"
        "try: gongkai(['report', 'read', sys.argv[1]])\n"
        "finally: print(sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(COMMERCE)], capture_output=True, text=True, check=False)
    assert (ran.returncode, json.loads(ran.stdout)["year"]) == (0, 2024)
    for heavy in ("rich", "multiprocessing", "lxml", "django", "numpy", "docx", "pypdfium2"):
        assert f"'{heavy}'" not in ran.stderr


def test_in_a_real_process_a_folder_goes_through_workers(folder: Path) -> None:
    for number in range(40):
        put(folder, f"多/{number:02}.html", child(f"五常市第{number}局", seed=number))
    ran = subprocess.run(
        [sys.executable, "-m", "gongkai", "report", "check", str(folder), "--jobs", "2", *JSON],
        capture_output=True,
        text=True,
        check=False,
    )
    plain = json.loads(ran.stdout)
    assert ran.returncode == 3
    assert len(plain["reports"]) == 42
    files = [entry["file"] for entry in plain["reports"]]
    assert files.index(str(folder / "多" / "00.html")) < files.index(str(folder / "多" / "39.html"))
    assert "Traceback" not in ran.stderr


def test_blank_and_recovered_cells_are_shown_as_such(tmp_path: Path) -> None:
    report = child("五常市财政局")
    rows = {row: dict(cells) for row, cells in (report.table3 or {}).items()}
    rows["received"]["business"] = Cell(None, Mark.BLANK)
    put(tmp_path, "a.json", replace(report, table3=rows))
    drawn = call("read", tmp_path / "a.json", "--format", "text").stdout
    (line,) = [line for line in drawn.splitlines() if "一、本年新收" in line]
    assert [part.strip() for part in line.split("│")][3] == "空"
