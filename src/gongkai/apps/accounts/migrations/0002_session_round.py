"""All sessions of a person can be ended at once."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the round."""

    dependencies = (("accounts", "0001_start"),)
    operations = (
        migrations.AddField(
            model_name="user",
            name="session_round",
            field=models.PositiveIntegerField(default=0),
        ),
    )
