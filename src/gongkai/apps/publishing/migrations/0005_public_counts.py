"""Count what is online in every column of every agency, by triggers: no way of writing goes round them.

A row that comes adds one, a row that goes takes one away, and one that moves (a merged agency, another column) does both.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

COME = """
INSERT INTO publishing_publiccount (agency_id, "column", total, latest_at)
VALUES (NEW.agency_id, NEW."column", 1, NEW.published_at)
ON CONFLICT (agency_id, "column") DO UPDATE SET
    total = publishing_publiccount.total + 1,
    latest_at = CASE WHEN excluded.latest_at > publishing_publiccount.latest_at
                     THEN excluded.latest_at ELSE publishing_publiccount.latest_at END;
"""
GONE = """
DELETE FROM publishing_publiccount WHERE agency_id = OLD.agency_id AND "column" = OLD."column" AND total <= 1;
UPDATE publishing_publiccount SET
    total = total - 1,
    latest_at = COALESCE(
        (SELECT p.published_at FROM publishing_publicitem p
         WHERE p.agency_id = OLD.agency_id AND p."column" = OLD."column" ORDER BY p.sequence DESC LIMIT 1),
        latest_at)
WHERE agency_id = OLD.agency_id AND "column" = OLD."column";
"""
MOMENTS = {"insert": COME, "delete": GONE, "update": GONE + COME}
MOVED = '(OLD.agency_id <> NEW.agency_id OR OLD."column" <> NEW."column")'
COUNT = """
INSERT INTO publishing_publiccount (agency_id, "column", total, latest_at)
SELECT agency_id, "column", count(*), max(published_at) FROM publishing_publicitem GROUP BY agency_id, "column"
"""


def begin(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 — Django's signature
    """Count what is there, and create the triggers."""
    editor.execute(COUNT)
    for moment, statements in MOMENTS.items():
        make = _sqlite if editor.connection.vendor == "sqlite" else _postgresql
        for statement in make(moment, statements):
            editor.execute(statement)


def end(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 — Django's signature
    """Drop the triggers."""
    for moment in MOMENTS:
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER publishing_count_{moment}")
        else:
            editor.execute(f"DROP FUNCTION publishing_count_{moment} CASCADE")


def _sqlite(moment: str, statements: str) -> list[str]:
    when = f"WHEN {MOVED} " if moment == "update" else ""
    event = 'UPDATE OF agency_id, "column"' if moment == "update" else moment.upper()
    trigger = f"CREATE TRIGGER publishing_count_{moment} AFTER {event} ON publishing_publicitem"
    return [f"{trigger} FOR EACH ROW {when}BEGIN {statements} END"]


def _postgresql(moment: str, statements: str) -> list[str]:
    when = f"WHEN ({MOVED}) " if moment == "update" else ""
    name = f"publishing_count_{moment}"
    function = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statements} RETURN NULL; END $$"
    trigger = f"CREATE TRIGGER {name} AFTER {moment.upper()} ON publishing_publicitem FOR EACH ROW"
    return [function, f"{trigger} {when}EXECUTE FUNCTION {name}()"]


class Migration(migrations.Migration):
    """Keep the counts of public items."""

    dependencies = (
        ("agencies", "0001_start"),
        ("publishing", "0004_settled_marks"),
    )
    operations = (
        migrations.CreateModel(
            name="PublicCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("column", models.CharField(max_length=80)),
                ("total", models.PositiveIntegerField()),
                ("latest_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["column"], name="public_count_column")],
                "constraints": [models.UniqueConstraint(fields=("agency", "column"), name="public_count_once")],
            },
        ),
        migrations.RunPython(begin, end),
    )
