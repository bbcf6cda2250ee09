"""Prepare `.venv` from a lock file. The launcher runs this before anything is installed: standard library only.

An environment is ready when `.venv/locks/<group>.lock` is the same as `requirements/<group>.lock`. That copy is the
last thing written, so what was interrupted is found out and made good by the next call.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = VENV / "locks"
UNFINISHED = "unfinished"
FAILED = 4
INTERRUPTED = 130

_TITLES = {"runtime": "运行环境", "test": "测试工具", "bench": "对比用的其他程序"}
_NETWORK = re.compile(
    r"name resolution|NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|Max retries|unreachable",
    re.IGNORECASE,
)


class NotPrepared(Exception):
    """The environment could not be prepared; `str()` is a sentence in Chinese with the way out."""


def is_ready(group: str) -> bool:
    """Return whether what `requirements/<group>.lock` lists is installed."""
    try:
        return PYTHON.exists() and (LOCKS / f"{group}.lock").read_bytes() == _lock_file(group).read_bytes()
    except FileNotFoundError:
        return False


def prepare(group: str = "runtime") -> None:
    """Make `.venv` hold what `requirements/<group>.lock` lists; raises `NotPrepared`.

    Two calls at the same time wait for each other. The files come from wherever the user's own pip configuration
    says, and every one must have the hash in the lock file.
    """
    if is_ready(group):
        return
    try:
        with _alone() as handle:
            if not is_ready(group):
                _install(group, handle)
    except OSError as error:
        raise NotPrepared(f"建不了运行环境：{error}。请检查 {VENV} 的权限和磁盘空间，再运行一次。") from error


def _lock_file(group: str) -> Path:
    return ROOT / "requirements" / f"{group}.lock"


@contextmanager
def _alone() -> Iterator[int]:
    """Hold the only right to change `.venv`; children inherit it, so an orphaned pip keeps others waiting."""
    handle = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _tell("另一个进程正在准备运行环境，等它完成……")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _install(group: str, handle: int) -> None:
    _tell(f"正在准备{_TITLES[group]}（只在第一次或依赖有变化时，需要一两分钟）……")
    began = time.monotonic()
    torn = (LOCKS / UNFINISHED).exists()
    LOCKS.mkdir(parents=True, exist_ok=True)
    (LOCKS / f"{group}.lock").unlink(missing_ok=True)
    if group == "runtime":
        _make_venv(handle, afresh=torn)
    (LOCKS / UNFINISHED).touch()
    _fill(group, handle, again=torn and group != "runtime")
    (LOCKS / UNFINISHED).unlink()
    copy = LOCKS / f"{group}.new"
    copy.write_bytes(_lock_file(group).read_bytes())
    copy.replace(LOCKS / f"{group}.lock")
    _tell(f"{_TITLES[group]}已就绪，用时 {time.monotonic() - began:.0f} 秒。")


def _make_venv(handle: int, *, afresh: bool) -> None:
    """Make the bare environment with `src` on its path; a broken or half-made one is thrown away first."""
    if afresh or not PYTHON.exists():
        shutil.rmtree(VENV)
        LOCKS.mkdir(parents=True)
    if not PYTHON.exists():
        (LOCKS / UNFINISHED).touch()
        made = _run([sys.executable, "-I", "-m", "venv", str(VENV)], handle)
        if made.returncode:
            why = made.stderr.strip() or made.stdout.strip()
            raise NotPrepared(
                f"建不了 Python 环境：请确认装有 venv 模块（Debian、Ubuntu：apt install python3-venv）。\n{why}"
            )
    asked = _run([str(PYTHON), "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], handle)
    library = Path(asked.stdout.strip())
    source = os.path.relpath(ROOT / "src", library)  # relative: the folder may be moved
    (library / "gongkai.pth").write_text(f"{source}\n", encoding="utf-8")


def _run(command: list[str], handle: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, pass_fds=(handle,))  # noqa: S603 — our own words


def _fill(group: str, handle: int, *, again: bool) -> None:
    """Install the lock file; `again` lays every file anew, over what an interrupted call left."""
    lock = _lock_file(group)
    total = len(re.findall(r"^\S+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    command = [str(PYTHON), "-I", "-m", "pip", "install", "--no-input", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--no-compile", "--progress-bar=off", "-r", str(lock)]
    if again:
        command.append("--ignore-installed")
    elsewhere = {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}  # a user's own habit, wrong inside an environment
    kept = {name: value for name, value in os.environ.items() if name not in elsewhere}
    environment = {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0", "PIP_QUIET": "0"}
    said = []
    with subprocess.Popen(  # noqa: S603 — our own words
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, pass_fds=(handle,)
    ) as pip:
        for line in pip.stdout or ():
            said.append(line.rstrip())
            _show(line, sum(entry.startswith(("Collecting", "Requirement already")) for entry in said), total)
    if pip.returncode:
        raise NotPrepared(_reason(said))


def _reason(said: list[str]) -> str:
    tail = "\n".join(said[-5:])
    if any(_NETWORK.search(line) for line in said):
        return f"连不上软件包索引：请检查网络，或用 PIP_INDEX_URL 指定可用的镜像，再运行一次。\n{tail}"
    if any("do not match the hashes" in line.lower() for line in said):
        return f"下载到的软件包与锁定文件里的校验值不符，已停止安装：请换一个软件包源，再运行一次。\n{tail}"
    return (
        "软件包没有装上：可能连不上软件包索引（请检查网络，或用 PIP_INDEX_URL 指定镜像），"
        f"也可能没有适合这台机器的版本（支持 x86-64 和 ARM64 上的 Python 3.11 到 3.13），处理后再运行一次。\n{tail}"
    )


def _show(line: str, done: int, total: int) -> None:
    """Keep one line of progress up to date on a terminal; elsewhere say nothing."""
    if not sys.stderr.isatty():
        return
    if line.startswith("Installing"):
        sys.stderr.write("\r\033[K下载完毕，正在安装……\r")
    elif line.startswith("Collecting"):
        sys.stderr.write(f"\r\033[K正在下载 {done}/{total}：{line.split()[1].split('=', maxsplit=1)[0]}")
    sys.stderr.flush()


def _tell(sentence: str) -> None:
    before = "\r\033[K" if sys.stderr.isatty() else ""
    sys.stderr.write(f"{before}{sentence}\n")
    sys.stderr.flush()


def main() -> int:
    """Prepare the environment for the launcher; return the exit status."""
    try:
        prepare()
    except NotPrepared as error:
        _tell(str(error))
        return FAILED
    except KeyboardInterrupt:
        _tell("已中断，下次运行会重新准备。")
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
