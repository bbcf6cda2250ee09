"""The database itself refuses to change what was recorded."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER audit_record_unchanged BEFORE UPDATE ON audit_record
BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END
"""
FUNCTION = """
CREATE FUNCTION audit_record_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit records are never changed' USING ERRCODE = '23514'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER audit_record_unchanged BEFORE UPDATE ON audit_record
FOR EACH ROW EXECUTE FUNCTION audit_record_unchanged()
"""


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 — Django's signature
    """Create the trigger."""
    for statement in (SQLITE,) if editor.connection.vendor == "sqlite" else (FUNCTION, POSTGRESQL):
        editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 — Django's signature
    """Drop the trigger."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER audit_record_unchanged")
    else:
        editor.execute("DROP FUNCTION audit_record_unchanged CASCADE")


class Migration(migrations.Migration):
    """Guard the chain."""

    dependencies = (("audit", "0001_start"),)
    operations = (migrations.RunPython(guard, unguard),)
