"""Preparing `.venv`: what is made, what is repaired, and what is said. pip and venv are stood in for by scripts."""

from __future__ import annotations

import stat
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from gongkai.cli import environment
from gongkai.cli.environment import NotPrepared, is_ready, prepare

LOCK = "click==8 \\\n    --hash=sha256:00\nlxml==6 \\\n    --hash=sha256:00\n"

# Stands in for `.venv/bin/python`: answers the question for the library's folder, writes down each call of pip.
STAND_IN = """\
#!/bin/sh
case "$*" in
    *sysconfig*) mkdir -p "{venv}/lib/site"; echo "{venv}/lib/site" ;;
    *"pip install"*) echo "$*" >>"{calls}"; {pip} ;;
esac
"""


@pytest.fixture
def house(tmp_path, monkeypatch):
    """Return a root with a lock file whose venv module and pip are stood in for; `pip` is what the latter does."""
    root = tmp_path / "a house"
    venv = root / ".venv"
    (root / "requirements").mkdir(parents=True)
    (root / "src").mkdir()
    for group in ("runtime", "test"):
        (root / "requirements" / f"{group}.lock").write_text(LOCK, encoding="utf-8")
    calls = tmp_path / "calls"
    calls.touch()
    for name, value in {"ROOT": root, "VENV": venv, "PYTHON": venv / "bin" / "python", "LOCKS": venv / "locks"}.items():
        monkeypatch.setattr(environment, name, value)

    original = environment._run

    def stand_in(command, handle):
        if command[-2:] == ["venv", str(venv)] or command[3:4] == ["venv"]:
            (venv / "bin").mkdir(parents=True, exist_ok=True)
            python = venv / "bin" / "python"
            python.write_text(STAND_IN.format(venv=venv, calls=calls, pip=House.pip), encoding="utf-8")
            python.chmod(python.stat().st_mode | stat.S_IXUSR)
            return subprocess.CompletedProcess(command, House.made, "", "no ensurepip")
        return original(command, handle)

    class House:
        pip = "echo Collecting click==8"
        made = 0

        @staticmethod
        def calls():
            return calls.read_text(encoding="utf-8").splitlines()

    House.root, House.venv = root, venv
    monkeypatch.setattr(environment, "_run", stand_in)
    return House


def test_a_first_call_installs_the_locked_files_and_nothing_else(house):
    prepare()
    (call,) = house.calls()
    assert all(word in call.split() for word in ("--require-hashes", "--no-deps", "--only-binary=:all:"))
    assert "index-url" not in call
    assert is_ready("runtime")
    assert not (house.venv / "locks" / "unfinished").exists()


def test_the_source_is_on_the_path_relatively(house):
    prepare()
    line = (house.venv / "lib" / "site" / "gongkai.pth").read_text(encoding="utf-8").strip()
    assert not Path(line).is_absolute()
    assert (house.venv / "lib" / "site" / line).resolve() == house.root / "src"


def test_a_second_call_does_nothing(house):
    prepare()
    prepare()
    assert len(house.calls()) == 1


def test_a_changed_lock_file_updates(house):
    prepare()
    (house.root / "requirements" / "runtime.lock").write_text(LOCK + "rich==15 --hash=sha256:00\n", encoding="utf-8")
    assert not is_ready("runtime")
    prepare()
    assert len(house.calls()) == 2
    assert is_ready("runtime")


def test_a_failed_call_is_made_anew_by_the_next(house):
    house.pip = "echo Collecting; exit 1"
    with pytest.raises(NotPrepared):
        prepare()
    assert not is_ready("runtime")
    (house.venv / "half a package").touch()
    house.pip = "true"
    prepare()
    assert is_ready("runtime")
    assert not (house.venv / "half a package").exists()


def test_a_half_made_venv_is_thrown_away(house):
    (house.venv / "bin").mkdir(parents=True)
    (house.venv / "rubble").touch()
    prepare()
    assert is_ready("runtime")
    assert not (house.venv / "rubble").exists()


def test_a_venv_whose_python_is_gone_is_made_anew(house):
    prepare()
    python = house.venv / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    prepare()
    assert is_ready("runtime")


def test_a_failed_group_is_laid_anew_over_what_is_there(house):
    prepare()
    python = house.venv / "bin" / "python"
    good = python.read_text(encoding="utf-8")
    python.write_text(good.replace("echo Collecting click==8", "exit 1"), encoding="utf-8")
    with pytest.raises(NotPrepared):
        prepare("test")
    python.write_text(good, encoding="utf-8")
    prepare("test")
    assert "--ignore-installed" in house.calls()[-1]
    assert is_ready("test")
    assert is_ready("runtime")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Temporary failure in name resolution", "连不上软件包索引"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "校验值不符"),
        ("ERROR: No matching distribution found for click", "软件包没有装上"),
    ],
)
def test_the_reason_of_a_failure_is_told_with_the_way_out(house, said, sentence):
    house.pip = f"echo '{said}'; exit 1"
    with pytest.raises(NotPrepared, match=sentence) as told:
        prepare()
    assert said in str(told.value)


def test_a_python_without_venv_is_told(house):
    house.made = 1
    with pytest.raises(NotPrepared, match="python3-venv"):
        prepare()


@pytest.mark.usefixtures("house")
def test_a_full_disk_is_told(monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(environment, "_make_venv", full)
    with pytest.raises(NotPrepared, match="磁盘空间"):
        prepare()


def test_two_calls_at_once_install_once(house, capfd):
    house.pip = "sleep 0.5"
    threads = [threading.Thread(target=prepare) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(house.calls()) == 1
    assert is_ready("runtime")
    assert "等它完成" in capfd.readouterr().err


def test_main_tells_the_sentence_and_the_status(house, monkeypatch, capsys):
    house.pip = "exit 1"
    assert environment.main() == 4
    assert "软件包没有装上" in capsys.readouterr().err
    monkeypatch.setattr(environment, "prepare", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    assert environment.main() == 130
    monkeypatch.setattr(environment, "prepare", lambda: None)
    assert environment.main() == 0


def test_it_needs_nothing_but_the_standard_library():
    script = textwrap.dedent("""
        import runpy, sys
        runpy.run_path(sys.argv[1], run_name="probe")
        print(*{name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names) - {"__main__", "__mp_main__"})
    """)
    said = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script, environment.__file__], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == []
