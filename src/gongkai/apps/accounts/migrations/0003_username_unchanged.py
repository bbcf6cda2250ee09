"""The database itself refuses another sign-in name: reviews and the audit trail name people by it.

SQLite forgets a trigger when Django rebuilds its table: a later migration that alters `accounts_user` creates it again.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER accounts_username_unchanged BEFORE UPDATE OF username ON accounts_user
WHEN OLD.username <> NEW.username
BEGIN SELECT RAISE(ABORT, 'a sign-in name is never changed'); END
"""
FUNCTION = """
CREATE FUNCTION accounts_username_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a sign-in name is never changed' USING ERRCODE = '23514'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER accounts_username_unchanged BEFORE UPDATE OF username ON accounts_user
FOR EACH ROW WHEN (OLD.username IS DISTINCT FROM NEW.username) EXECUTE FUNCTION accounts_username_unchanged()
"""


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 — Django's signature
    """Create the trigger."""
    for statement in (SQLITE,) if editor.connection.vendor == "sqlite" else (FUNCTION, POSTGRESQL):
        editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 — Django's signature
    """Drop the trigger."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER accounts_username_unchanged")
    else:
        editor.execute("DROP FUNCTION accounts_username_unchanged CASCADE")


class Migration(migrations.Migration):
    """Guard sign-in names."""

    dependencies = (("accounts", "0002_session_round"),)
    operations = (migrations.RunPython(guard, unguard),)
