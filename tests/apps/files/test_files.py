"""Files kept by their content."""

from __future__ import annotations

import pytest

from gongkai.apps.files.models import StoredFile
from gongkai.apps.files.services import FileLost, fetch, keep, path_of

pytestmark = pytest.mark.django_db


def test_the_same_bytes_are_kept_once():
    first, second = keep(b"abc", "text/plain"), keep(b"abc", "text/plain")

    assert first.digest == second.digest
    assert (StoredFile.objects.count(), first.size) == (1, 3)
    assert fetch(first.digest) == b"abc"
    assert [path.name for path in path_of(first.digest).parent.iterdir()] == [first.digest]
    assert path_of(first.digest).stat().st_mode & 0o077 == 0


def test_half_a_file_is_written_again():
    stored = keep(b"abcdef", "text/plain")
    path_of(stored.digest).write_bytes(b"abc")

    keep(b"abcdef", "text/plain")

    assert fetch(stored.digest) == b"abcdef"


def test_lost_and_damaged_files_are_told():
    stored = keep(b"here", "text/plain")
    path_of(stored.digest).write_bytes(b"else")
    with pytest.raises(FileLost, match="损坏"):
        fetch(stored.digest)

    path_of(stored.digest).unlink()
    with pytest.raises(FileLost, match="读不到"):
        fetch(stored.digest)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, "", "." * 64])
def test_a_name_that_is_no_digest_opens_nothing(name):
    with pytest.raises(FileLost):
        path_of(name)
