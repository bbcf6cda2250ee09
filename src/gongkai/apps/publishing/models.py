"""Items of information, their texts, the events of their review, and what of them is online.

What the public sees is decided by one table: an item is visible if and only if it has a row in `PublicItem`, and the
database itself refuses such a row without a secrecy review passed by somebody who didn't write the text.
"""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import F, Q

from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.review import State
from gongkai.core.publication.review_events import Act
from gongkai.core.publication.validity import Alteration

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
KEY_LENGTH = 12


def new_key() -> str:
    """Return a key that nobody can guess, without letters that are taken for one another."""
    return "".join(secrets.choice(LETTERS) for _ in range(KEY_LENGTH))


class Kind(models.TextChoices):
    """What an item is, as far as the platform treats it differently."""

    INFORMATION = "information", "一般信息"
    NEWS = "news", "工作动态"
    NOTICE = "notice", "通知公告"
    GOVERNMENT_RULE = "government_rule", "规章"
    NORMATIVE_DOCUMENT = "normative_document", "行政规范性文件"
    OTHER_DOCUMENT = "other_document", "其他文件"
    INTERPRETATION = "interpretation", "政策解读"
    DATA = "data", "统计数据"
    ANNUAL_REPORT = "annual_report", "政府信息公开年报"
    REGULATION = "regulation", "公开制度"


class Item(models.Model):
    """One piece of information from its first draft on.

    `state` is a cache of what `core.publication.review` says of its events, for lists; `edition` grows with every change
    and tells two people's changes apart. `latest` is the text being worked on. `index_number` is given at publication, once.
    `formed_on` of the latest text and 条例第二十六条 make `publish_by`. `scheduled_for` waits for the service's clock.
    Personal data: `created_by`, `scheduled_by`; texts may hold some until they are reviewed.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    section = models.ForeignKey("agencies.Section", models.PROTECT, null=True, blank=True, related_name="+")
    column = models.CharField(max_length=80)
    kind = models.CharField(max_length=30, choices=Kind.choices, default=Kind.INFORMATION)
    important = models.BooleanField(default=False)
    chain = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=[(each.value, each.label) for each in State], default=State.NEW)
    edition = models.PositiveIntegerField(default=1)
    latest = models.ForeignKey("Text", models.PROTECT, null=True, blank=True, related_name="+")
    index_number = models.CharField(max_length=40, unique=True, null=True, blank=True)
    publish_by = models.DateField(null=True, blank=True)
    scheduled_for = models.DateTimeField(null=True, blank=True)
    scheduled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("agency", "state", "-changed_at"), name="item_inbox"),
            models.Index(fields=("scheduled_for",), name="item_scheduled", condition=Q(scheduled_for__isnull=False)),
        )

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Text(models.Model):
    """One version of an item's text with its metadata; never changed once written.

    `digest` is the hash of all that a reviewer passes: title, body, metadata, attachments. `based_on` is the number of the
    version that the author had before them; `aside` marks one that was saved while somebody else's was newer, kept so that
    nothing is lost. Personal data: `author`; possible in `title`, `body`, `plain` until review.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField(default=0)
    aside = models.BooleanField(default=False)
    author = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    description = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    plain = models.TextField(blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    formed_on = models.DateField(null=True, blank=True)
    theme = models.CharField(max_length=60, blank=True)
    genre = models.CharField(max_length=30, blank=True)
    keywords = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=100, blank=True)
    attribute = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Attribute])
    ground = models.CharField(max_length=4, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("item", "number"), name="text_number_once"),)

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Attachment(models.Model):
    """A file that goes out with a text: the stripped one, and the original that stays inside.

    `picture` marks one that the body shows. `removed` is what was stripped, `findings` what a person has to look at (JSON).
    Personal data: possible in `plain` and in the files until review.
    """

    text = models.ForeignKey(Text, models.CASCADE, related_name="attachments")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    original = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    picture = models.BooleanField(default=False)
    plain = models.TextField(blank=True)
    removed = models.JSONField(default=list, blank=True)
    findings = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("text", "number"), name="attachment_number_once"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Event(models.Model):
    """One act of the review (`core.publication.review_events`), append-only; state follows from these alone.

    `roles` are those the person held on the day, `steps` the reviews that a passed step stood for, joined by commas;
    `maker` says whether the person had written on the text before. Personal data: `person`, `acting_for`.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    on = models.DateField()
    person = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    acting_for = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    roles = models.CharField(max_length=300)
    act = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Act])
    step = models.CharField(max_length=60, blank=True)
    reviews = models.CharField(max_length=120, blank=True)
    text = models.ForeignKey(Text, models.PROTECT, null=True, blank=True, related_name="+")
    content = models.CharField(max_length=64, blank=True)
    attribute = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    body = models.CharField(max_length=30, blank=True)
    publishable = models.BooleanField(null=True)
    reference = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("item", "number"), name="event_number_once"),)

    def __str__(self) -> str:
        """Return the act."""
        return f"{self.number} {Act(self.act).label}"


class PublicItem(models.Model):
    """What is online of an item: everything that lists, pages and feeds show, in one narrow row. Personal data: none.

    `secrecy_review` is the event that passed this very text; a trigger of the database compares both and refuses the row
    otherwise, whoever writes it. `sequence` orders by the day of publication, newest last, and never repeats.
    """

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="public")
    text = models.ForeignKey(Text, models.PROTECT, related_name="+")
    secrecy_review = models.ForeignKey(Event, models.PROTECT, related_name="+")
    sequence = models.BigIntegerField(unique=True)
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    agency_name = models.CharField(max_length=100)
    column = models.CharField(max_length=80)
    kind = models.CharField(max_length=30)
    index_number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    document_number = models.CharField(max_length=60, blank=True)
    formed_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-sequence",)
        indexes = (
            models.Index(fields=("agency", "column", "-sequence"), name="public_agency_column"),
            models.Index(fields=("agency", "-sequence"), name="public_agency"),
            models.Index(fields=("column", "-sequence"), name="public_column"),
            models.Index(fields=("kind", "-sequence"), name="public_kind"),
        )

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class PublicCount(models.Model):
    """How much of a column of an agency is online, and since when nothing came: lists never count. Personal data: none.

    Triggers of the database keep it with every row of `PublicItem` that comes, goes or moves, whoever writes it.
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    column = models.CharField(max_length=80)
    total = models.PositiveIntegerField()
    latest_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "column"), name="public_count_once"),)
        indexes = (models.Index(fields=("column",), name="public_count_column"),)

    def __str__(self) -> str:
        """Return how many."""
        return f"{self.column} {self.total}"


class Tombstone(models.Model):
    """What stands where a withdrawn item stood: its index number, the day, and a reason fit for the public.

    The title is kept only where it may be shown. Personal data: none.
    """

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="tombstone")
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    column = models.CharField(max_length=80)
    index_number = models.CharField(max_length=40)
    title = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        """Return the index number."""
        return self.index_number


class Correction(models.Model):
    """A correction of something online that the public can read: what was changed, when (勘误、更正). Personal data: none."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="corrections")
    old = models.ForeignKey(Text, models.PROTECT, related_name="+")
    new = models.ForeignKey(Text, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        """Return the note."""
        return self.note


class ValidityChange(models.Model):
    """What happened to a document in force: repealed, amended, extended …, by which document. Personal data: `recorded_by`.

    `by_item` is the document that did it where it is kept here, `by` its number or title otherwise.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="validity_changes")
    on = models.DateField()
    how = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Alteration])
    by_item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        """Return the day and what happened."""
        return f"{self.on} {self.how}"


class RelationKind(models.TextChoices):
    """How one item stands to another; the label is read from the first to the second."""

    INTERPRETS = "interprets", "解读"
    AMENDS = "amends", "修改"
    REPEALS = "repeals", "废止"
    RELATED = "related", "相关"


class Relation(models.Model):
    """A link between two items, shown on both pages (国办发〔2016〕80号). Personal data: none."""

    source = models.ForeignKey(Item, models.CASCADE, related_name="relations")
    target = models.ForeignKey(Item, models.CASCADE, related_name="related_from")
    kind = models.CharField(max_length=20, choices=RelationKind.choices)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.UniqueConstraint(fields=("source", "target", "kind"), name="relation_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="relation_between_two"),
        )

    def __str__(self) -> str:
        """Return how the two stand."""
        return self.kind


class SettledMark(models.Model):
    """A mark of personal data or secrecy that a person looked at and let stand, with the reason (条例第十七条).

    It holds for the same words in the same item, wherever they stand in later versions; `passage` is the hash of the item's
    key, the kind of mark and the words, so that what was marked is not written down a second time.
    Personal data: `by`.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="settled_marks")
    passage = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item", "passage"), name="mark_settled_once"),)

    def __str__(self) -> str:
        """Return the kind of mark."""
        return self.kind


class OwnChain(models.Model):
    """A review chain that an agency wrote itself, as data; checked by `reasons_against_chain`. Personal data: none."""

    agency = models.ForeignKey("agencies.Agency", models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=60)
    definition = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "key"), name="own_chain_once"),)

    def __str__(self) -> str:
        """Return the label."""
        return self.label


class IndexSerial(models.Model):
    """The last serial given under an organization code in a year; numbers are never given twice. Personal data: none."""

    organization_code = models.CharField(max_length=18)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organization_code", "year"), name="index_serial_once"),)

    def __str__(self) -> str:
        """Return the last number."""
        return f"{self.organization_code}/{self.year}-{self.last:05}"


class PublicChange(models.Model):
    """Something that the public sees has changed: cached pages and the exported portal follow these. Personal data: none.

    `scopes` say what pages are touched (see `changes`). Numbers rise in the order of commits.
    """

    number = models.BigIntegerField(primary_key=True)
    scopes = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the number and the scopes."""
        return f"{self.number} {self.scopes}"


class Latest(models.Model):
    """The number of the last public change, one row, held while one is made. Personal data: none.

    `epoch` tells one database from another, so that nothing remembered of the one is taken for the other's.
    """

    change = models.BigIntegerField(default=0)
    epoch = models.CharField(max_length=KEY_LENGTH, default=new_key)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="publishing_one_latest"),)

    def __str__(self) -> str:
        """Return the number."""
        return str(self.change)
