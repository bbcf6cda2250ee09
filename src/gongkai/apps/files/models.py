"""What is known of a kept file."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """A file by the SHA-256 of its bytes; the bytes lie in the storage under that name. Personal data: whatever is inside.

    Who may read it is decided by what it is attached to, never by knowing its digest.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=120)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the first characters of the digest."""
        return self.digest[:12]
