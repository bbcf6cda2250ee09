"""`gongkai setup`, as its own process on an empty installation."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gongkai.installation.home import ROOT

TREE = "机构编码,机构名称,层级,上级机构编码\nswj,某某县商务局,县级政府部门,\ncgz,城关镇人民政府,乡镇政府,\n"
COMMAND = ["setup", "--agency", "某某县人民政府", "--key", "county", "--admin", "admin", "--admin-name", "张某"]


def run(installation, *words, given=""):
    command = [sys.executable, "-P", "-m", "gongkai", *words]
    return subprocess.run(command, cwd=ROOT, env=installation, input=given, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_an_empty_installation_is_set_up_once(installation, tmp_path):
    table = tmp_path / "机构.csv"
    table.write_text(TREE, encoding="gb18030")
    words = [*COMMAND, "--tree", str(table)]

    tried = run(installation, *words, "--dry-run")
    assert (tried.returncode, tried.stdout.strip()) == (0, "检查通过，下级机构2个，没有写入。"), tried.stderr
    done = run(installation, *words, "--password-stdin", given="long-enough-word-77\n")
    assert done.stdout.strip() == "设置完成：某某县人民政府，下级机构2个。用 ./gongkai serve 运行平台。", done.stderr
    again = run(installation, *words, "--password-stdin", given="long-enough-word-77\n")
    assert again.returncode == 3
    assert "已经有账号" in again.stderr
    assert run(installation, "audit", "verify").returncode == 0


@pytest.mark.slow
def test_a_faulty_table_writes_nothing(installation, tmp_path):
    table = tmp_path / "机构.csv"
    table.write_text(TREE.replace("县级政府部门", "不知道的级别"), encoding="utf-8")

    refused = run(installation, *COMMAND, "--tree", str(table), "--password-stdin", given="long-enough-word-77\n")

    assert refused.returncode == 3, refused.stdout
    assert "第2行" in refused.stderr
    assert run(installation, *COMMAND, "--password-stdin", given="long-enough-word-77\n").returncode == 0
