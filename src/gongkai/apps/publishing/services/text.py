"""Start an item and write its texts: every saving is a new version, and nobody's words are ever overwritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.agencies.calendars import calendar
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.models import Attachment, Item, Kind, Text, new_key
from gongkai.apps.publishing.services.review import locked_item
from gongkai.core.errors import StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.duty import publication_due
from gongkai.formats.rich_text import clean_html, text_of

__all__ = ["EditedMeanwhile", "Enclosure", "Words", "content_digest", "save_text", "start_item"]


class EditedMeanwhile(StepRefused):
    """Somebody saved a newer version while one was written; the words are kept as version `number`, beside the line."""

    def __init__(self, number: int, by: str) -> None:
        super().__init__("保存", (f"{by}在这期间保存了新的一稿，您写的内容已另存为第{number}稿，请对照后再保存",))
        self.number = number


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of a text: the stripped bytes' digest, the original's, its readable text, what was stripped and found."""

    name: str
    file: str
    original: str
    picture: bool = False
    plain: str = ""
    removed: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote: the text with its metadata, as a form or an import gives it; `body` is html, cleaned here."""

    title: str
    body: str
    description: str = ""
    document_number: str = ""
    formed_on: date | None = None
    theme: str = ""
    genre: str = ""
    keywords: str = ""
    source: str = ""
    attribute: Attribute = Attribute.PROACTIVE
    ground: str = ""
    reason: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    enclosures: tuple[Enclosure, ...] = field(default=())


def start_item(  # noqa: PLR0913 — an item's settings, each by its name
    staff: Staff,
    agency_id: int,
    *,
    column: str,
    words: Words,
    kind: Kind = Kind.INFORMATION,
    section_id: int | None = None,
    important: bool = False,
    note: str = "",
    key: str = "",
) -> Item:
    """Start an item in an agency with its first text; `StepRefused` where somebody may not draft there.

    `key` was chosen when the form was shown: a form that is sent twice makes one item, the one it made first.
    """
    with transaction.atomic():
        if key and (made := Item.objects.filter(key=key, created_by_id=staff.id).first()):
            return made
        item = Item(
            key=key or new_key(),
            agency_id=agency_id,
            section_id=section_id,
            column=column,
            kind=kind,
            important=important,
            created_by_id=staff.id,
            created_at=clock.now(),
            changed_at=clock.now(),
        )
        item.chain = item.agency.review_chain
        _check_drafter(staff, item)
        item.save(force_insert=True)
        _append(item, staff, words, based_on=0, note=note, aside=False)
        record("起草", "item", item.key, agency=item.agency.key, title=words.title)
    return item


def save_text(staff: Staff, key: str, words: Words, *, based_on: int, note: str = "") -> Text:
    """Save a new version of an item's text that was written on version `based_on`.

    Where somebody else has saved since, the words are kept beside the line and `EditedMeanwhile` tells so, after the
    commit. What is the same as the latest version makes no new one.
    """
    with transaction.atomic():
        item = locked_item(key)
        _check_drafter(staff, item)
        latest = item.latest
        if latest is not None and latest.digest == content_digest(words):
            return latest
        behind = latest is not None and based_on != latest.number
        text = _append(item, staff, words, based_on=based_on, note=note, aside=behind)
        record("保存", "item", item.key, agency=item.agency.key, version=text.number, aside=behind)
    if behind and latest is not None:
        raise EditedMeanwhile(text.number, latest.author.name)
    return text


def content_digest(words: Words) -> str:
    """Return the hash of all that a reviewer passes: the words, their metadata and the files."""
    plain = asdict(words)
    plain["body"] = clean_html(words.body)
    plain["enclosures"] = [(each.name, each.file, each.picture) for each in words.enclosures]
    told = json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def new_text(item: Item, author_id: int, words: Words, number: int) -> Text:
    """Return an unsaved version of an item's text."""
    body = clean_html(words.body)
    return Text(
        item=item,
        number=number,
        author_id=author_id,
        made_at=clock.now(),
        digest=content_digest(words),
        title=words.title.strip(),
        description=words.description.strip(),
        body=body,
        plain=text_of(body),
        document_number=words.document_number,
        formed_on=words.formed_on,
        theme=words.theme,
        genre=words.genre,
        keywords=words.keywords,
        source=words.source,
        attribute=words.attribute.value,
        ground=words.ground,
        reason=words.reason,
        effective_from=words.effective_from,
        effective_to=words.effective_to,
    )


def publish_by(formed_on: date | None) -> date | None:
    """Return the last day to publish what was formed on a day: twenty workdays (条例第二十六条)."""
    return publication_due(formed_on, calendar()).day if formed_on else None


def _check_drafter(staff: Staff, item: Item) -> None:
    if not item.agency.open:
        raise StepRefused("起草", (f"{item.agency.name}已经撤并，请在承接它职能的机构里起草",))
    if not staff.may(Right.DRAFT, item.agency.path, item.section_id):
        raise StepRefused("起草", (f"{staff.name}没有在{item.agency.name}起草信息的权限",))


def _append(item: Item, staff: Staff, words: Words, *, based_on: int, note: str, aside: bool) -> Text:
    last = item.texts.order_by("-number").values_list("number", flat=True).first() or 0
    text = new_text(item, staff.id, words, last + 1)
    text.based_on, text.note, text.aside = based_on, note, aside
    text.save(force_insert=True)
    _enclose(text, words.enclosures)
    if not aside:
        item.latest = text
        item.publish_by = publish_by(words.formed_on)
    item.edition += 1
    item.changed_at = clock.now()
    item.save()
    return text


def _enclose(text: Text, enclosures: Sequence[Enclosure]) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            text=text,
            number=number,
            name=each.name,
            file_id=each.file,
            original_id=each.original,
            picture=each.picture,
            plain=each.plain,
            removed=list(each.removed),
            findings=list(each.findings),
        )
        for number, each in enumerate(enclosures, 1)
    )
