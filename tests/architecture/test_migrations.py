"""Migrations are complete, in one line for each app, named, and lead back as they lead forth."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.utils import translation

OURS = {config.label for config in apps.get_app_configs() if config.name.startswith("gongkai.")}
LOADER = MigrationLoader(None, ignore_no_migrations=True)
MIGRATIONS = {key: migration for key, migration in LOADER.disk_migrations.items() if key[0] in OURS}
EXCUSE = "Irreversible: "
"""What the docstring of a migration says, with the reason, that can't be undone."""
ROUND_TRIP = """
import json
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

SCHEMA = {
    "sqlite": ["SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"],
    "postgresql": [
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
        " WHERE table_schema = 'public' ORDER BY 1, 2",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
        "SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public' ORDER BY 1",
    ],
}

def schema():
    with connection.cursor() as cursor:
        shown = []
        for query in SCHEMA[connection.vendor]:
            cursor.execute(query)
            shown += [list(map(str, row)) for row in cursor.fetchall()]
    return shown

def forth():
    call_command("migrate", verbosity=0, interactive=False)

forth()
first = schema()
back = [(label, None) for label in LABELS]
MigrationExecutor(connection).migrate(back)
between = schema()
forth()
print(json.dumps({"first": first, "between": between, "second": schema()}))
"""


def test_there_are_migrations_to_look_at():
    assert {"accounts", "agencies", "audit", "publishing"} <= {label for label, _ in MIGRATIONS}


def test_no_change_of_a_model_waits_for_its_migration():
    detector = MigrationAutodetector(
        LOADER.project_state(), ProjectState.from_apps(apps), NonInteractiveMigrationQuestioner(specified_apps=OURS)
    )
    with translation.override(None):  # as in makemigrations: Django's own labels as they stand in the files
        changes = detector.changes(graph=LOADER.graph)
    waiting = {
        label: [operation.describe() for migration in found for operation in migration.operations]
        for label, found in changes.items()
        if label in OURS
    }
    assert waiting == {}, "run ./gongkai manage makemigrations"


@pytest.mark.parametrize("label", sorted({label for label, _ in MIGRATIONS}))
def test_the_migrations_of_an_app_are_one_line(label):
    names = sorted(name for app, name in MIGRATIONS if app == label)
    before = {name: [parent for app, parent in MIGRATIONS[label, name].dependencies if app == label] for name in names}
    assert before == {name: names[number - 1 : number] if number else [] for number, name in enumerate(names)}


@pytest.mark.parametrize(("label", "name"), sorted(MIGRATIONS))
def test_a_migration_is_named_by_what_it_does(label, name):
    del label
    assert "_auto_" not in name
    assert name != "0001_initial", "say what begins: 0001_start"


@pytest.mark.parametrize(("label", "name"), sorted(MIGRATIONS))
def test_a_migration_leads_back_or_says_why_not(label, name):
    migration = MIGRATIONS[label, name]
    told = f"{sys.modules[type(migration).__module__].__doc__} {type(migration).__doc__}"
    stuck = [operation.describe() for operation in migration.operations if not operation.reversible]
    assert not stuck or EXCUSE in told, stuck


@pytest.mark.slow
def test_the_way_back_and_forth_ends_where_it_began(installation):
    labels = sorted({label for label, _ in MIGRATIONS})
    done = subprocess.run(
        [sys.executable, "-c", ROUND_TRIP.replace("LABELS", repr(labels))],
        env={**installation, "DJANGO_SETTINGS_MODULE": "gongkai.web.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["first"] == seen["second"]
    words = json.dumps(seen["between"])
    assert [label for label in labels if f'"{label}_' in words] == []
