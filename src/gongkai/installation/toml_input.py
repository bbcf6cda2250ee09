"""A TOML file that a person wrote: its tables, or one sentence that says what is wrong and where."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gongkai.core.errors import GongkaiError

STANDARD_INPUT = "-"
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
Refused = Callable[[str], GongkaiError]


def tables_at(name: str, refused: Refused) -> dict[str, Any]:
    """Return the tables of a file, `-` for standard input; what `refused` makes of a sentence is raised."""
    try:
        content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise refused(f"打不开：{_why(error)}。") from None
    return tables(content, refused)


def tables(content: bytes, refused: Refused) -> dict[str, Any]:
    """Return the tables that the bytes of a file hold."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refused("不是UTF-8编码的文字，请另存为UTF-8后再试。") from None
    except tomllib.TOMLDecodeError as error:
        raise refused(f"{_place(str(error))}不合TOML的写法，请对照样本改正。") from None
    except (ValueError, RecursionError):  # numbers of thousands of digits, thousands of brackets
        raise refused("里面的数字过长或者括号套得过深，请对照样本改正。") from None


def _place(message: str) -> str:
    found = _PLACE.search(message)
    return f"第{found[1]}行第{found[2]}列" if found else "文件末尾"


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件，请核对路径"
    if isinstance(error, IsADirectoryError):
        return "这是文件夹，请给出里面的文件"
    return "请核对路径和权限"
