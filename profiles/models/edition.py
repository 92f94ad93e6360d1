"""Editions of the transparency report: made, checked by one person, approved by another, published, never changed."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from profiles.quarters import Quarter


class EditionQuerySet(models.QuerySet["Edition"]):
    """Questions about editions."""

    def published(self) -> Self:
        return self.filter(state=Edition.State.PUBLISHED)

    def current(self) -> Self:
        """The newest published edition of each quarter."""
        newest = Edition.objects.published().filter(quarter=OuterRef("quarter")).order_by().values("quarter")
        return self.published().filter(number=Subquery(newest.annotate(newest=Max("number")).values("newest")))

    def open(self) -> Self:
        """Editions that are not published yet: at most one of each quarter."""
        return self.exclude(state=Edition.State.PUBLISHED)

    def frozen(self) -> Self:
        """Approved or published: their quarter is not counted again."""
        return self.exclude(state=Edition.State.DRAFT)

    def without_content(self) -> Self:
        """For lists: the figures are long."""
        return self.defer("content")


class Edition(models.Model):
    """One edition of a quarter; the database refuses to change what was approved (`profiles/transparency/guard.py`).

    `content` is the exact national report as `profiles/transparency/frozen.py` writes it.
    """

    class State(models.TextChoices):
        DRAFT = "concept", _("concept")
        APPROVED = "goedgekeurd", _("goedgekeurd")
        PUBLISHED = "gepubliceerd", _("gepubliceerd")

    quarter = models.CharField(_("kwartaal"), max_length=7)
    number = models.PositiveSmallIntegerField(_("editie"))
    state = models.CharField(_("stand"), max_length=12, choices=State.choices, default=State.DRAFT)
    content = models.TextField()
    checksum = models.CharField(max_length=64, help_text="SHA-256 of the content.")
    quarantined = models.PositiveIntegerField(_("afgekeurde records"))
    is_protected = models.BooleanField(_("beschermd"), default=False)
    withheld = models.TextField(blank=True, help_text="Totals that a protected edition does not print, one a line.")
    made_by = models.CharField(_("gemaakt door"), max_length=150)
    made_at = models.DateTimeField(_("gemaakt op"))
    checked_by = models.CharField(_("nagekeken door"), max_length=150, blank=True)
    checked_at = models.DateTimeField(_("nagekeken op"), null=True, blank=True)
    approved_by = models.CharField(_("goedgekeurd door"), max_length=150, blank=True)
    approved_at = models.DateTimeField(_("goedgekeurd op"), null=True, blank=True)
    published_by = models.CharField(_("gepubliceerd door"), max_length=150, blank=True)
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("editie")
        verbose_name_plural = _("edities")
        permissions = [
            ("approve_edition", "May approve an edition that someone else checked"),
            ("publish_edition", "May publish an approved edition"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["quarter", "number"], name="one_edition_per_number"),
            models.UniqueConstraint(
                fields=["quarter"], condition=~Q(state="gepubliceerd"), name="one_open_edition_per_quarter"
            ),
            models.CheckConstraint(condition=Q(quarter__regex=r"^[0-9]{4}-Q[1-4]$"), name="edition_of_a_quarter"),
            models.CheckConstraint(condition=Q(number__gte=1), name="editions_count_from_one"),
            models.CheckConstraint(
                condition=Q(state="concept")
                | (~Q(checked_by="") & ~Q(approved_by="") & Q(checked_at__isnull=False, approved_at__isnull=False)),
                name="approved_edition_was_checked",
            ),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("checked_by")), name="two_people_approve_an_edition"
            ),
            models.CheckConstraint(
                condition=~Q(state="gepubliceerd") | Q(published_at__isnull=False), name="published_edition_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quarter} · {self.number}"

    @property
    def as_quarter(self) -> Quarter:
        return Quarter.parse(self.quarter)


class EditionCorrection(models.Model):
    """One cell that an edition changes in the one before it; an empty code is "gemeente onbekend"."""

    class Column(models.TextChoices):
        GEM_WITH = "gem_with", _("gemeenteklanten met profiel")
        GEM_WITHOUT = "gem_without", _("gemeenteklanten zonder profiel")
        UWV_WITH = "uwv_with", _("UWV-klanten met profiel")
        UWV_WITHOUT = "uwv_without", _("UWV-klanten zonder profiel")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="corrections")
    municipality = models.CharField(_("gemeente"), max_length=6, blank=True)
    name = models.CharField(_("gemeente"), max_length=80)
    column = models.CharField(_("kolom"), max_length=11, choices=Column.choices)
    before = models.PositiveIntegerField(_("was"))
    after = models.PositiveIntegerField(_("wordt"))
    reason = models.CharField(_("reden"), max_length=200)
    entered_by = models.CharField(_("ingevoerd door"), max_length=150)
    entered_at = models.DateTimeField(_("ingevoerd op"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "municipality", "column"], name="one_correction_per_cell"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="correction_changes_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.column}"


class EditionFile(models.Model):
    """A stored file of an edition: what was published is these bytes, whatever a later version would make of them."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="files")
    region = models.PositiveSmallIntegerField(help_text="UWV's number; 0 is the country.")
    format = models.CharField(max_length=8)
    media_type = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    content = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes.")
    checksum = models.CharField(max_length=64, help_text="SHA-256 of the content.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "region", "format"], name="one_file_per_format")]

    def __str__(self) -> str:
        return self.name


class FigureEvent(models.Model):
    """Who did what with figures: looked, exported, counted again, checked, approved, published. Kept for good."""

    class Action(models.TextChoices):
        VIEW = "view", _("bekeken")
        EXPORT = "export", _("gedownload")
        RECOUNT = "recount", _("opnieuw geteld")
        MAKE = "make", _("concept gemaakt")
        CHECK = "check", _("nagekeken")
        CORRECT = "correct", _("correctie ingevoerd")
        APPROVE = "approve", _("goedgekeurd")
        PUBLISH = "publish", _("gepubliceerd")
        DISCARD = "discard", _("concept weggegooid")

    at = models.DateTimeField(_("wanneer"), db_index=True)
    actor = models.CharField(_("wie"), max_length=150)
    action = models.CharField(_("handeling"), max_length=8, choices=Action.choices)
    quarter = models.CharField(_("kwartaal"), max_length=7, blank=True)
    about = models.CharField(_("toelichting"), max_length=120, blank=True, help_text="Never personal data.")

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("logboek van de cijfers")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    action__in=[
                        "view",
                        "export",
                        "recount",
                        "make",
                        "check",
                        "correct",
                        "approve",
                        "publish",
                        "discard",
                    ]
                ),
                name="figure_action_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


def note(*, actor: str, action: FigureEvent.Action, at: dt.datetime, quarter: object = "", about: str = "") -> None:
    """Writes one event, in the transaction of what it tells about."""
    FigureEvent.objects.create(actor=actor, action=action, at=at, quarter=str(quarter), about=about)
