"""The chain of records and its head."""

from __future__ import annotations

from django.db import models


class Record(models.Model):
    """One thing that somebody did; never changed, never deleted.

    `actor` is a sign-in name, or "system" and "public" where nobody signed in. `subject` is the kind and key of what it was
    done to. `agency` is the key of the agency concerned, "" where none is. `detail` is canonical JSON, as it was hashed.
    Personal data: `actor`, `actor_name`, `acting_for`, `address` (of staff, and of the public where they wrote something).
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    actor_name = models.CharField(max_length=100, blank=True)
    acting_for = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_key = models.CharField(max_length=80, blank=True)
    agency = models.CharField(max_length=60, blank=True)
    detail = models.TextField(default="{}")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        indexes = (
            models.Index(fields=("subject_kind", "subject_key", "-number"), name="audit_subject"),
            models.Index(fields=("actor", "-number"), name="audit_actor"),
            models.Index(fields=("agency", "-number"), name="audit_agency"),
        )

    def __str__(self) -> str:
        """Return the number and the act."""
        return f"{self.number} {self.action}"


class Head(models.Model):
    """The last record's number and digest, one row: what is appended waits for it. Personal data: none."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head"),)

    def __str__(self) -> str:
        """Return the number."""
        return str(self.number)
