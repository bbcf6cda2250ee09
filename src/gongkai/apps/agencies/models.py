"""Agencies in their tree, sections, and who holds which role where and when."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from gongkai.core.publication.chains import Role
from gongkai.core.publication.scope import Level

KEY = RegexValidator(r"^[a-z0-9][a-z0-9-]{0,39}$", "请用小写字母、数字和连字符，不超过40个字符。")


class Agency(models.Model):
    """A government, department, town or subdistrict that discloses in its own name (条例第四条、第十条、第五十四条).

    `path` is the keys from the root down, each ended by "/": who is below starts with it. `key` stands in addresses and
    never changes. `ended_on` is the last day of one that was merged or closed, `successor` who took over.
    The rest is its profile, as 条例第十二条 wants it in the guide. Personal data: none (names and contacts of the office).
    """

    key = models.CharField(max_length=40, unique=True, validators=(KEY,))
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=40, choices=[(each.value, each.label) for each in Level])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=400, unique=True)
    order = models.IntegerField(default=0)
    organization_code = models.CharField(max_length=9, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)
    document_word = models.CharField(max_length=30, blank=True)
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    office = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=200, blank=True)
    office_hours = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    fax = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    website = models.URLField(blank=True)
    review_chain = models.CharField(max_length=40, default="three_levels")

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(successor=F("id")), name="agency_not_its_own_successor"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="agency_not_its_own_parent"),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def open(self) -> bool:
        """Whether it hasn't been merged or closed."""
        return self.ended_on is None


class FormerName(models.Model):
    """A name that an agency had until a day; its information of that time keeps it. Personal data: none."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=100)
    until = models.DateField()

    class Meta:
        ordering = ("until",)

    def __str__(self) -> str:
        """Return the name and its last day."""
        return f"{self.name}（至{self.until}）"


class Section(models.Model):
    """A part of an agency (股、科、处室); `handles_disclosure` marks the office of 条例第四条. Personal data: none."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="sections")
    name = models.CharField(max_length=60)
    handles_disclosure = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="section_name_once"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Appointment(models.Model):
    """A role that somebody holds in an agency, or in one of its sections, from a day until a day.

    `section` is null for what reaches the whole agency. Personal data: `user`, linked with an office.
    """

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="appointments")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="appointments")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="appointments")
    role = models.CharField(max_length=40, choices=[(each.value, each.label) for each in Role])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="appointment_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        """Return the role and where."""
        return f"{self.agency.name}{Role(self.role).label}"


class Deputation(models.Model):
    """Somebody acts for the absent holder of an appointment, from a day until a day (代行职责).

    Personal data: `deputy`, linked with who is absent, and why (`reason`).
    """

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="deputations")
    deputy = models.ForeignKey("accounts.User", models.PROTECT, related_name="deputations")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="deputation_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        """Return the days."""
        return f"{self.since}—{self.until}"


class Platform(models.Model):
    """What the website as a whole is called and who answers for it, one row (国办秘函〔2019〕19号). Personal data: none."""

    name = models.CharField(max_length=60, default="政府信息公开平台")
    domain = models.CharField(max_length=100, blank=True)
    identification_code = models.CharField(max_length=10, blank=True)
    host = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    undertaker = models.CharField(max_length=100, blank=True)
    contact = models.CharField(max_length=100, blank=True)
    icp_number = models.CharField(max_length=60, blank=True)
    police_number = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="agencies_one_platform"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name
