"""A stored version as the words that it was written from, to write the next one."""

from __future__ import annotations

from gongkai.apps.publishing.models import Attachment, Text
from gongkai.apps.publishing.services.text import Enclosure, Words
from gongkai.core.publication.attribute import Attribute

__all__ = ["enclosure_of", "words_of"]


def words_of(text: Text) -> Words:
    """Return what somebody wrote as a version of a text, its files with it."""
    return Words(
        title=text.title,
        body=text.body,
        description=text.description,
        document_number=text.document_number,
        formed_on=text.formed_on,
        theme=text.theme,
        genre=text.genre,
        keywords=text.keywords,
        source=text.source,
        attribute=Attribute(text.attribute),
        ground=text.ground,
        reason=text.reason,
        effective_from=text.effective_from,
        effective_to=text.effective_to,
        enclosures=tuple(map(enclosure_of, text.attachments.all())),
    )


def enclosure_of(attachment: Attachment) -> Enclosure:
    """Return a stored file of a text as a value."""
    return Enclosure(
        name=attachment.name,
        file=attachment.file_id,
        original=attachment.original_id,
        picture=attachment.picture,
        plain=attachment.plain,
        removed=tuple(attachment.removed),
        findings=tuple(attachment.findings),
    )
