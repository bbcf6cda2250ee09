"""The fast way into compound files gives what olefile gives, or hands over."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from random import Random

import olefile
import pytest

from gongkai.formats.read.doc_compound import Compound
from gongkai.formats.read.doc_sectors import Irregular, Sectors

GOLDEN = Path(__file__).parent.parent / "golden" / "word"
SAMPLES = {path.stem: path.read_bytes() for path in sorted(GOLDEN.glob("*.doc"))}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_streams_are_those_of_olefile(name: str) -> None:
    data = SAMPLES[name]
    sectors, other = Sectors(data), olefile.OleFileIO(io.BytesIO(data))
    tops = [parts[0] for parts in other.listdir() if len(parts) == 1]
    assert tops
    for top in tops:
        assert top.upper() in sectors
        assert sectors.stream(top) == other.openstream(top).read()
    assert "NoSuchStream" not in sectors
    assert sectors.stream("NoSuchStream") == b""


@pytest.mark.parametrize(
    ("offset", "value"),
    [
        (0x1C, b"\xff\xff"),  # byte order
        (0x1E, b"\x08\x00"),  # sectors of another size
        (0x2C, b"\x00\x00\x00\x00"),  # no table
        (0x30, b"\xf0\xff\xff\x00"),  # a directory outside the file
        (0x48, b"\x01\x00\x00\x00"),  # a table of tables
        (0x4C, b"\xf0\xff\xff\x00"),  # a table outside the file
    ],
)
def test_what_is_not_plain_is_handed_over(offset: int, value: bytes) -> None:
    data = bytearray(SAMPLES["odd"])
    data[offset : offset + len(value)] = value
    with pytest.raises(Irregular):
        Sectors(bytes(data))


def test_chains_and_names_that_go_in_circles_are_handed_over() -> None:
    data = bytearray(SAMPLES["odd"])
    (directory,) = struct.unpack_from("<I", data, 0x30)
    (table,) = struct.unpack_from("<I", data, 0x4C)
    chain = bytearray(data)
    struct.pack_into("<I", chain, 512 * (table + 1) + 4 * directory, directory)
    with pytest.raises(Irregular):
        Sectors(bytes(chain))
    (child,) = struct.unpack_from("<I", data, 512 * (directory + 1) + 76)
    struct.pack_into("<I", data, 512 * (directory + 1) + 128 * child + 68, child)
    with pytest.raises(Irregular):
        Sectors(bytes(data))


def test_a_header_alone_and_a_directory_without_root_are_handed_over() -> None:
    data = bytearray(SAMPLES["odd"])
    with pytest.raises(Irregular):
        Sectors(bytes(data[:60]))
    (directory,) = struct.unpack_from("<I", data, 0x30)
    data[512 * (directory + 1) + 66] = 2
    with pytest.raises(Irregular):
        Sectors(bytes(data))


def test_a_stream_larger_than_its_chain_is_handed_over() -> None:
    data = bytearray(SAMPLES["odd"])
    entry = data.find("WordDocument".encode("utf-16-le"))
    struct.pack_into("<I", data, entry + 120, 1 << 30)
    with pytest.raises(Irregular):
        Sectors(bytes(data)).stream("WordDocument")
    whole = Compound(SAMPLES["odd"]).stream("WordDocument")
    assert Compound(bytes(data)).stream("WordDocument").startswith(whole)


def test_damage_anywhere_never_shows_but_as_irregular() -> None:
    random = Random(5)  # noqa: S311 - the same damage every time
    data = SAMPLES["odd"]
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(4):
            damaged[random.randrange(24, len(damaged))] = random.randrange(256)
        try:
            sectors = Sectors(bytes(damaged))
            sectors.stream("WordDocument")
        except Irregular:
            continue
