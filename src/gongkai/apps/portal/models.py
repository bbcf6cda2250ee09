"""What the public tells of mistakes on the pages (我为政府网站找错)."""

from __future__ import annotations

from django.db import models


class ErrorKind(models.TextChoices):
    """What somebody found wrong."""

    CONTENT = "content", "内容错误（错别字、数据、日期等）"
    OUTDATED = "outdated", "内容过时"
    LINK = "link", "链接或者附件打不开"
    PRIVACY = "privacy", "公开了不应公开的信息"
    OTHER = "other", "其他问题"


class ErrorReport(models.Model):
    """A mistake that somebody found, where, and what was done about it.

    `nonce` comes from the form, so that the same form sent twice is one report. `sender` is a keyed hash of the network
    address: it counts reports of one hour and tells nothing else. Personal data: `contact`, `settled_by`,
    and whatever `words` holds.
    """

    nonce = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=20, choices=ErrorKind.choices)
    page = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=1000)
    contact = models.CharField(max_length=100, blank=True)
    sender = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("sender", "made_at"), name="error_report_sender"),
            models.Index(fields=("settled_at", "-made_at"), name="error_report_open"),
        )

    def __str__(self) -> str:
        """Return the beginning of what was told."""
        return self.words[:30]
