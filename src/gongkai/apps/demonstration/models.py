"""What of the demonstration is already there, so that a preparation that was interrupted goes on where it stopped."""

from __future__ import annotations

from django.db import models


class DoneStep(models.Model):
    """A step of the preparation that is done, written in the transaction that did it.

    `made` is what later steps need of it: keys of papers → keys of items. Personal data: none.
    """

    name = models.CharField(max_length=80, unique=True)
    made = models.JSONField(default=dict)

    def __str__(self) -> str:
        """Return the step's name."""
        return self.name
