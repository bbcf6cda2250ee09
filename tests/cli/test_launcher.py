"""./gongkai, with interpreters stood in for: where it finds itself, and what it says where there is no Python."""

from __future__ import annotations

import shutil
import subprocess

import pytest

TOOLS = ("sh", "cmp", "dirname", "readlink", "cat", "mkdir", "cp", "env")

# Stands in for python3. As `-c` it answers whether it will do; asked to prepare, it makes what the launcher looks for.
PYTHON = """\
#!/bin/sh
case "$1" in
    -c) {suits} ;;
    --version) echo "Python 3.9.2" ;;
    -I) mkdir -p "{root}/.venv/bin" "{root}/.venv/locks"
        cp "$0" "{root}/.venv/bin/python"
        cp "{root}/requirements/runtime.lock" "{root}/.venv/locks/runtime.lock"
        echo prepared >&2 ;;
    -P) shift; for word in "$@"; do echo "<$word>"; done ;;
esac
"""


@pytest.fixture
def place(tmp_path, root):
    """Return a copy of the launcher in a folder with a space, and a folder of programs that is its whole PATH."""
    home = tmp_path / "公开 house"
    (home / "requirements").mkdir(parents=True)
    (home / "requirements" / "runtime.lock").write_text("click==8\n", encoding="utf-8")
    shutil.copy(root / "gongkai", home / "gongkai")
    programs = tmp_path / "programs"
    programs.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (programs / tool).symlink_to(found)
    return home


def python(place, suits="exit 0", name="python3"):
    script = place.parent / "programs" / name
    script.write_text(PYTHON.format(root=place, suits=suits), encoding="utf-8")
    script.chmod(0o755)


def launch(place, *arguments, launcher=None, cwd=None):
    return subprocess.run(
        ["/bin/sh", str(launcher or place / "gongkai"), *arguments],
        env={"PATH": str(place.parent / "programs")},
        cwd=cwd or place.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_first_call_prepares_and_later_calls_start_at_once(place):
    python(place)
    first, second = launch(place, "report", "a b"), launch(place, "report", "a b")
    assert first.stdout == second.stdout == "<-m>\n<gongkai>\n<report>\n<a b>\n"
    assert (first.stderr, second.stderr) == ("prepared\n", "")


def test_a_changed_lock_file_is_noticed(place):
    python(place)
    launch(place)
    (place / "requirements" / "runtime.lock").write_text("click==9\n", encoding="utf-8")
    assert launch(place).stderr == "prepared\n"


def test_it_finds_itself_through_links_and_from_anywhere(place):
    python(place)
    first = place.parent / "bin"
    first.mkdir()
    (first / "one").symlink_to(place / "gongkai")
    (first / "two").symlink_to("one")
    assert launch(place, "x", launcher=first / "two", cwd="/").stdout.endswith("<x>\n")
    assert launch(place, "x", launcher="gongkai", cwd=place).stdout.endswith("<x>\n")


def test_another_name_of_python_will_do(place):
    python(place, suits="exit 1")
    python(place, name="python3.12")
    assert launch(place, "x").stdout.endswith("<x>\n")


@pytest.mark.parametrize(
    ("suits", "sentence"),
    [
        (None, "找不到 python3"),
        ("exit 1", "需要 Python 3.11 或更新的版本，这里的是 Python 3.9.2"),
        ('case "$2" in *ensurepip*) exit 1 ;; *) exit 0 ;; esac', "没有 venv 模块"),
    ],
)
def test_what_is_missing_is_told(place, suits, sentence):
    if suits is not None:
        python(place, suits)
    result = launch(place)
    assert result.returncode == 4
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (place / ".venv").exists()
