"""What every Word document is made of, whatever it says: parts of a zip that are always the same bytes, runs of text.

Parts lie in `assets/docx` as they are zipped; those of one kind of document only lie in a folder of their own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

TEXT_WIDTH = 8844  # twips: 210 - 28 - 26 mm
_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(parts: Iterable[tuple[str, str]]) -> bytes:
    """Return a package of `parts`, name and text each, in that order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode(), compresslevel=4)
    return made.getvalue()


@cache
def asset(name: str, folder: str = "docx") -> str:
    """Return the text of a part that is shipped in `assets/<folder>`."""
    return (files("gongkai.formats.write") / "assets" / folder / name).read_text("utf-8")


def core_properties(title: str, agency: str) -> str:
    """Return the part that tells title and author."""
    return asset("docProps/core.xml").format(title=escape(title), agency=escape(agency))


def run(text: str, properties: str = "") -> str:
    r"""Return a run of `text`; a line end in it (`\n`) is a line break. `properties` are the elements of its `rPr`.

    >>> run("甲 & 乙")
    '<w:r><w:t xml:space="preserve">甲 &amp; 乙</w:t></w:r>'
    """
    shown = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    told = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{told}<w:t xml:space="preserve">{shown}</w:t></w:r>'
