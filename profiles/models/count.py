"""Counts of one quarter, as the census hands them over: aggregates only, never a person."""

from typing import Any

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from profiles.quarters import Quarter


class QuarterQuerySet(models.QuerySet["QuarterCount"]):
    """Questions about counted quarters."""

    def with_people(self) -> "models.QuerySet[Any, Any]":
        """Adds `people`: everyone counted in the country, "gemeente onbekend" included."""
        rows = "municipalities__"
        gem = F(f"{rows}gem_with") + F(f"{rows}gem_without")
        return self.annotate(people=Sum(gem + F(f"{rows}uwv_with") + F(f"{rows}uwv_without")))


class QuarterCount(models.Model):
    """What was counted for a quarter, when, and with which doubts. `quarter` reads "2020-Q4"."""

    class Method(models.TextChoices):
        BACKFILLED = "teruggerekend", _("teruggerekend")
        OBSERVED = "vastgesteld", _("vastgesteld")

    quarter = models.CharField(max_length=7, unique=True)
    method = models.CharField(_("methode"), max_length=13, choices=Method.choices)
    counted_at = models.DateTimeField(_("geteld op"))
    run = models.PositiveIntegerField(help_text="Number of the sync run that was counted.")
    claimed_twice = models.PositiveIntegerField(
        help_text="People claimed by both parties; the latest registration won."
    )
    quarantined = models.PositiveIntegerField(
        _("afgekeurde records"), help_text="Unusable target-group records that are not in the counts."
    )

    objects = QuarterQuerySet.as_manager()

    class Meta:
        verbose_name = _("kwartaal")
        verbose_name_plural = _("transparantie per kwartaal")
        constraints = [
            models.CheckConstraint(condition=Q(quarter__regex=r"^[0-9]{4}-Q[1-4]$"), name="quarter_reads_2020_Q4")
        ]

    def __str__(self) -> str:
        return self.quarter

    @property
    def as_quarter(self) -> Quarter:
        return Quarter.parse(self.quarter)


class MunicipalityCount(models.Model):
    """People of one municipality of the quarter's own list; an empty code is "gemeente onbekend"."""

    quarter = models.ForeignKey(QuarterCount, models.CASCADE, related_name="municipalities")
    municipality = models.CharField(max_length=6, blank=True)
    gem_with = models.PositiveIntegerField(help_text="Municipality clients with a profile in Sonar.")
    gem_without = models.PositiveIntegerField()
    uwv_with = models.PositiveIntegerField()
    uwv_without = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quarter", "municipality"], name="one_count_per_municipality")]

    def __str__(self) -> str:
        return f"{self.quarter_id} {self.municipality or 'onbekend'}"


class RegisterCount(models.Model):
    """Size of the target-group register in one region on the quarter's last day, as the feed gave it."""

    quarter = models.ForeignKey(QuarterCount, models.CASCADE, related_name="registers")
    region = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quarter", "region"], name="one_register_per_region")]

    def __str__(self) -> str:
        return f"{self.quarter_id} {self.region}"
