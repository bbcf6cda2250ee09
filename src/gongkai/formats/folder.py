"""The files of a zip archive, by their paths: names of whatever program made it, nothing but documents inside."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from typing import NamedTuple

from gongkai.core.errors import UploadRefused
from gongkai.formats.upload import DEFAULT, UploadLimits, inspect_upload

__all__ = ["Member", "read_folder"]

_UTF8 = 0x800
_HAN = re.compile("[\u4e00-\u9fff]")
_SKIPPED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_NOT_ZIP = "文件不是 ZIP 压缩包；请把要导入的文件放进一个文件夹，压缩成 zip 再上传"
_TWICE = "压缩包里有两个“{name}”，请改名再压缩"


class Member(NamedTuple):
    """A file of the archive: its own name without folders, and its bytes."""

    name: str
    data: bytes


def read_folder(name: str, data: bytes, limits: UploadLimits = DEFAULT) -> dict[str, Member]:
    """Return the files of an archive by their paths, in order; `UploadRefused` for what must not come in or is no zip."""
    upload = inspect_upload(name, data, limits)
    if upload.kind != "zip":
        raise UploadRefused(_NOT_ZIP, upload.safe_name)
    found: dict[str, Member] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in sorted(archive.infolist(), key=_path):
            path = _path(entry)
            last = path.rsplit("/", 1)[-1]
            if entry.is_dir() or not last or last.startswith("~$") or any(each in path for each in _SKIPPED):
                continue
            if path in found:
                raise UploadRefused(_TWICE.format(name=path), upload.safe_name)
            found[path] = Member(last, archive.read(entry))
    return _without_top(found)


def _path(entry: zipfile.ZipInfo) -> str:
    """Return the path of an entry; Windows programs in China write it in GB18030 without saying so."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        name = _decoded(name.encode("cp437", "replace"))
    return unicodedata.normalize("NFC", name).replace("\\", "/").removeprefix("./")


def _decoded(raw: bytes) -> str:
    """Return a name in the encoding that makes Chinese of it; bytes of GB18030 may happen to be UTF-8, too."""
    told = [raw.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
    whole = [each for each in told if "\ufffd" not in each]
    return next((each for each in whole if _HAN.search(each)), (whole or told)[0])


def _without_top(found: dict[str, Member]) -> dict[str, Member]:
    """Return paths without the one folder that everything lies in."""
    tops = {path.split("/", 1)[0] for path in found}
    if len(tops) == 1 and all("/" in path for path in found):
        return {path.split("/", 1)[1]: member for path, member in found.items()}
    return found
