"""The database itself lets nothing online whose text somebody else has not passed, and no text or event change.

A correction in the program can't open this gate: it holds for pages, interfaces, imports, plans and the shell alike
(条例第十七条, 保守国家秘密法实施条例第四十二条).
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PASSED = """
EXISTS (
    SELECT 1 FROM publishing_event e
    JOIN publishing_text t ON t.id = NEW.text_id
    WHERE e.id = NEW.secrecy_review_id AND e.item_id = NEW.item_id AND t.item_id = NEW.item_id
      AND e.act = 'passed' AND e.content = t.digest AND t.attribute = 'proactive'
      AND (',' || e.reviews || ',') LIKE '%,secrecy_review,%'
      AND NOT EXISTS (
          SELECT 1 FROM publishing_event m
          WHERE m.item_id = NEW.item_id AND m.act IN ('submitted', 'revised', 'amended')
            AND m.person_id = e.person_id AND m.number < e.number
      )
      AND NOT EXISTS (
          SELECT 1 FROM publishing_text w
          WHERE w.item_id = NEW.item_id AND w.number <= t.number AND w.author_id = e.person_id
      )
)
"""
REFUSAL = "no secrecy review by another person has passed this text"
UNCHANGED = ("publishing_event", "publishing_text", "publishing_attachment")

GATE = """
CREATE FUNCTION publishing_secrecy_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT {passed} THEN RAISE EXCEPTION '{refusal}' USING ERRCODE = '23514'; END IF;
    RETURN NEW;
END $$
"""
STILL = """
CREATE FUNCTION publishing_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME USING ERRCODE = '23514'; END $$
"""


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 — Django's signature
    """Create the triggers."""
    for statement in _sqlite() if editor.connection.vendor == "sqlite" else _postgresql():
        editor.execute(statement, params=None)  # the text has per cent signs of its own


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 — Django's signature
    """Drop the triggers."""
    if editor.connection.vendor == "sqlite":
        for moment in ("insert", "update"):
            editor.execute(f"DROP TRIGGER publishing_secrecy_gate_{moment}")
        for table in UNCHANGED:
            editor.execute(f"DROP TRIGGER {table}_unchanged")
    else:
        editor.execute("DROP FUNCTION publishing_secrecy_gate CASCADE")
        editor.execute("DROP FUNCTION publishing_unchanged CASCADE")


def _sqlite() -> list[str]:
    made = [
        f"CREATE TRIGGER publishing_secrecy_gate_{moment} BEFORE {moment.upper()} ON publishing_publicitem "
        f"WHEN NOT {PASSED} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for moment in ("insert", "update")
    ]
    made += [
        f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
        for table in UNCHANGED
    ]
    return made


def _postgresql() -> list[str]:
    made = [
        GATE.format(passed=PASSED, refusal=REFUSAL),
        (
            "CREATE TRIGGER publishing_secrecy_gate BEFORE INSERT OR UPDATE ON publishing_publicitem "
            "FOR EACH ROW EXECUTE FUNCTION publishing_secrecy_gate()"
        ),
        STILL,
    ]
    made += [
        f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION publishing_unchanged()"
        for table in UNCHANGED
    ]
    return made


class Migration(migrations.Migration):
    """Guard what the public sees."""

    dependencies = (("publishing", "0001_start"),)
    operations = (migrations.RunPython(guard, unguard),)
