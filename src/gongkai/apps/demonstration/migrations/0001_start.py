"""Remember which steps of the demonstration are done."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """The steps."""

    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="DoneStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True)),
                ("made", models.JSONField(default=dict)),
            ],
        ),
    )
