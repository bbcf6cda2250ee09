"""The words of the index, each with the entries that have it: FTS5 on SQLite, GIN on PostgreSQL.

They are no model, so that what empties all tables (`flush`) doesn't know them: triggers empty them with their entries.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    # Tokens come ready made, parted by blanks; "ascii" lets everything beyond ASCII through as it is.
    "CREATE VIRTUAL TABLE search_posting USING fts5(words, content='', detail=none, columnsize=0, tokenize='ascii')",
    # The last one gone: whatever was left of the words is left of nothing.
    """
    CREATE TRIGGER search_posting_emptied AFTER DELETE ON search_indexedentry
    WHEN NOT EXISTS (SELECT 1 FROM search_indexedentry)
    BEGIN INSERT INTO search_posting(search_posting) VALUES ('delete-all'); END
    """,
)
POSTGRESQL = (
    "CREATE TABLE search_posting (sequence bigint PRIMARY KEY, words tsvector NOT NULL) WITH (toast_tuple_target = 128)",
    # Out of the line: rows stay so narrow that a thousand hits stand on ten pages. Without a list of pending words,
    # whose length every search would pay for.
    "ALTER TABLE search_posting ALTER COLUMN words SET STORAGE EXTERNAL",
    "CREATE INDEX search_posting_words ON search_posting USING gin (words) WITH (fastupdate = off)",
    # Texts are compared with what was typed: faster read than unpacked.
    "ALTER TABLE search_indexedentry ALTER COLUMN told SET STORAGE EXTERNAL",
    """
    CREATE FUNCTION search_posting_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN TRUNCATE search_posting; RETURN NULL; END $$
    """,
    """
    CREATE TRIGGER search_posting_emptied AFTER TRUNCATE ON search_indexedentry
    FOR EACH STATEMENT EXECUTE FUNCTION search_posting_emptied()
    """,
    # Always by the index of words, never by walking the newest entries: that is fast for a frequent word only.
    """
    CREATE FUNCTION search_hits(sought tsquery, most integer) RETURNS SETOF bigint LANGUAGE sql STABLE
    SET enable_seqscan = off SET enable_indexscan = off SET jit = off SET work_mem = '32MB' AS $$
        SELECT sequence FROM search_posting WHERE words @@ sought ORDER BY sequence DESC LIMIT most
    $$
    """,
    # A frequent word has enough hits in the newest periods (8 of 24 days, then 5 of 194 days, where a sequence begins
    # with seconds): the index then reads as many places as there are entries in these, not as many as the word has.
    # The private words of an entry's periods are U+E003 and U+E005 with their numbers; many of them would cost more
    # than they spare.
    r"""
    CREATE FUNCTION search_newest(sought tsquery, most integer) RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
    DECLARE
        newest bigint := (SELECT max(sequence) FROM search_posting);
        sort record;
        periods tsquery;
        found bigint[];
    BEGIN
        FOR sort IN VALUES (U&'\E003', 45, 8), (U&'\E005', 48, 5) LOOP
            SELECT string_agg(sort.column1 || number, ' | ')::tsquery INTO periods
            FROM generate_series(
                greatest(0, (newest >> sort.column2) - sort.column3 + 1), newest >> sort.column2
            ) AS number;
            found := ARRAY(SELECT search_hits(sought && periods, most));
            IF cardinality(found) = most THEN
                RETURN QUERY SELECT unnest(found);
                RETURN;
            END IF;
        END LOOP;
        RETURN QUERY SELECT search_hits(sought, most);
    END $$
    """,
)
WITHOUT_SQLITE = ("DROP TRIGGER search_posting_emptied", "DROP TABLE search_posting")
WITHOUT_POSTGRESQL = (
    "DROP FUNCTION search_newest",
    "DROP FUNCTION search_hits",
    "DROP FUNCTION search_posting_emptied CASCADE",
    "DROP TABLE search_posting",
)


def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 — Django's signature
    """Create the table of words with what keeps it."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 — Django's signature
    """Drop it again; the entries stay."""
    for statement in WITHOUT_SQLITE if editor.connection.vendor == "sqlite" else WITHOUT_POSTGRESQL:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Create the words of the index."""

    dependencies = (("search", "0001_start"),)
    operations = (migrations.RunPython(create, drop),)
