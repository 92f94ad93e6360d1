"""Labour-market regions, sub-regions and municipalities, each with the time in which it holds."""

import datetime as dt
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class ValidQuerySet(models.QuerySet[M]):
    """Questions about rows that hold from `valid_from` (included) until `valid_to` (excluded; empty = still)."""

    def on(self, day: dt.date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def today(self) -> Self:
        """The rows of the newest list, whatever the clock says: profiles use one list at a time."""
        return self.filter(valid_to=None)


class RegionQuerySet(models.QuerySet["Region"]):
    """Questions about regions."""

    def served(self) -> Self:
        """Those that this site is for (ONLY_REGIONS); every one unless it says so."""
        return self.filter(pk__in=settings.ONLY_REGIONS) if settings.ONLY_REGIONS else self.all()


class Region(models.Model):
    """A labour-market region with both its numbers: UWV's (1-35) and CBS's (AMxx). The name is today's."""

    number = models.PositiveSmallIntegerField(_("nummer"), primary_key=True)
    cbs_code = models.CharField(_("CBS-code"), max_length=4, unique=True)
    name = models.CharField(_("naam"), max_length=80)
    neighbours = models.ManyToManyField("self")

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("arbeidsmarktregio")
        verbose_name_plural = _("arbeidsmarktregio's")

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


WHOLE_COUNTRY = Region(number=0)
"""As the object of `has_perm`: what concerns every region at once. It is in no table."""


class RegionName(models.Model):
    """What a region was called in a period; reports print the name of their own quarter."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="names")
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = ValidQuerySet["RegionName"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "valid_from"], name="one_name_at_a_time")]

    def __str__(self) -> str:
        return self.name


class SubRegion(models.Model):
    """Neighbouring municipalities of one region with at least 100,000 inhabitants: the finest place on a card."""

    code = models.CharField(_("code"), max_length=5, primary_key=True)
    name = models.CharField(_("naam"), max_length=80)
    region = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("arbeidsmarktregio"), related_name="sub_regions"
    )

    class Meta:
        verbose_name = _("deelgebied")
        verbose_name_plural = _("deelgebieden")

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality in one region for one period; one that moved to another region has two rows."""

    code = models.CharField(_("code"), max_length=6)
    name = models.CharField(_("naam"), max_length=80)
    province = models.CharField(_("provincie"), max_length=30)
    region = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("arbeidsmarktregio"), related_name="municipalities"
    )
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, verbose_name=_("deelgebied"), null=True, blank=True, related_name="municipalities"
    )
    inhabitants = models.PositiveIntegerField(_("inwoners"))
    latitude = models.FloatField(
        _("breedtegraad"), help_text="Degrees WGS84, mean of the postcodes weighted by inhabitants."
    )
    longitude = models.FloatField(
        _("lengtegraad"), help_text="Degrees WGS84, mean of the postcodes weighted by inhabitants."
    )
    valid_from = models.DateField(_("geldig vanaf"))
    valid_to = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = ValidQuerySet["Municipality"].as_manager()

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_row_per_municipality_and_start"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="municipality_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=False) | Q(sub_region__isnull=False),
                name="todays_municipality_has_sub_region",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Merger(models.Model):
    """From `on` the code `old` is `new`; not `whole` = split over several, so nobody can be carried forward."""

    on = models.DateField()
    old = models.CharField(max_length=6)
    new = models.CharField(max_length=6)
    whole = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "old", "new"], name="one_row_per_merger")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Postcode(models.Model):
    """A four-digit postcode: its place, today's municipality and its centroid."""

    digits = models.CharField(max_length=4, primary_key=True)
    place = models.CharField(max_length=80)
    municipality = models.CharField(max_length=6)
    latitude = models.FloatField()
    longitude = models.FloatField()

    def __str__(self) -> str:
        return f"{self.digits} {self.place}"
