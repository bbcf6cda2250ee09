"""What an exported folder holds, kept in the folder itself: each page's digest and what it shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

FOLDER = ".gongkai"
_TABLES = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS page (address TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS scope (scope TEXT, address TEXT, PRIMARY KEY (scope, address)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS scope_address ON scope (address);
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A page as it was rendered: its digest, "" where there is no such page any more, and the scopes it shows."""

    address: str
    digest: str
    scopes: frozenset[str]
    changed: bool


class ExportState:
    """The state of one folder; `close` ends it, `commit` keeps what was put since."""

    def __init__(self, folder: Path) -> None:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(folder / FOLDER / "state.sqlite3")
        self._database.executescript(_TABLES)

    def fact(self, name: str) -> str:
        """Return something kept about the last export; "" where there is nothing."""
        row = self._database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_fact(self, name: str, value: str) -> None:
        """Keep something about this export."""
        self._database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def digest(self, address: str) -> str:
        """Return the digest of a page as it was written; "" where it was not."""
        row = self._database.execute("SELECT digest FROM page WHERE address = ?", (address,)).fetchone()
        return str(row[0]) if row else ""

    def digests(self, addresses: Iterable[str]) -> dict[str, str]:
        """Return the digests of pages that were written."""
        return {address: digest for address in addresses if (digest := self.digest(address))}

    def addresses(self) -> Iterator[str]:
        """Return every page that was written."""
        with closing(self._database.cursor()) as cursor:
            for (address,) in cursor.execute("SELECT address FROM page"):
                yield address

    def showing(self, scope: str) -> list[str]:
        """Return the pages that show something."""
        rows = self._database.execute("SELECT address FROM scope WHERE scope = ?", (scope,)).fetchall()
        return [address for (address,) in rows]

    def below(self, prefix: str) -> list[str]:
        """Return the pages whose addresses begin with something."""
        rows = self._database.execute(
            "SELECT address FROM page WHERE address >= ? AND address < ?", (prefix, f"{prefix}\U0010ffff")
        ).fetchall()
        return [address for (address,) in rows]

    def count(self) -> int:
        """Return how many pages were written."""
        return int(self._database.execute("SELECT count(*) FROM page").fetchone()[0])

    def put(self, pages: Iterable[Written]) -> None:
        """Keep what was rendered; a page that is gone is forgotten."""
        for page in pages:
            if not page.digest:
                self._database.execute("DELETE FROM page WHERE address = ?", (page.address,))
                self._database.execute("DELETE FROM scope WHERE address = ?", (page.address,))
                continue
            self._database.execute("INSERT OR REPLACE INTO page VALUES (?, ?)", (page.address, page.digest))
            kept = {
                row[0] for row in self._database.execute("SELECT scope FROM scope WHERE address = ?", (page.address,))
            }
            if kept != page.scopes:
                self._database.execute("DELETE FROM scope WHERE address = ?", (page.address,))
                self._database.executemany(
                    "INSERT INTO scope VALUES (?, ?)", [(scope, page.address) for scope in sorted(page.scopes)]
                )

    def clear(self) -> None:
        """Forget how the pages look, so that every one is written anew; what is no longer there is still known."""
        self._database.execute("UPDATE page SET digest = 'unknown'")

    def commit(self) -> None:
        """Keep what was put."""
        self._database.commit()

    def close(self) -> None:
        """End."""
        self._database.close()
