"""What is in the index, as rows."""

from __future__ import annotations

from django.db import models


class IndexedEntry(models.Model):
    """One entry of the index: what is shown of a hit, and what the words of the index were made of.

    The words themselves stand in the table `search_posting`, an FTS5 table on SQLite and a GIN index on PostgreSQL; it
    keeps no text, so that `told` and `facets` must stay until the words are taken out again. Null dates are open ends.
    Personal data: what was published, as it was published.
    """

    sequence = models.BigIntegerField(primary_key=True)
    key = models.CharField(max_length=80)
    published_at = models.DateTimeField()
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    title = models.TextField()
    facets = models.TextField(blank=True)
    told = models.TextField()
    body = models.TextField(blank=True)

    def __str__(self) -> str:
        """Return the key."""
        return self.key
