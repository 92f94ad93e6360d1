"""How many records of a municipality lack a field, as the sync counts them: aggregates only, never a person."""

import datetime as dt
from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from profiles.display import SHOWN

FIELDS = tuple(field for field in SHOWN if field not in ("place", "freshness"))
"""The fields of a card that someone fills in; place and freshness follow from the record itself."""


class EmptyFieldQuerySet(models.QuerySet["EmptyFieldCount"]):
    """Questions about what is not filled in."""

    def of(self, municipalities: Collection[str]) -> Self:
        return self.filter(municipality__in=municipalities)

    def counted_at(self) -> dt.datetime | None:
        """When they were counted, all at once; None before the first complete run."""
        return self.values_list("counted_at", flat=True).first()


class EmptyFieldCount(models.Model):
    """Of the records of one municipality (today's list; empty: unknown) and party that may be published."""

    municipality = models.CharField(_("gemeente"), max_length=6, blank=True)
    party = models.CharField(_("partij"), max_length=3)
    field = models.CharField(_("veld"), max_length=12)
    people = models.PositiveIntegerField(_("dossiers"))
    empty = models.PositiveIntegerField(_("niet ingevuld"))
    counted_at = models.DateTimeField(_("geteld op"))

    objects = EmptyFieldQuerySet.as_manager()

    class Meta:
        verbose_name = _("leeg veld per gemeente")
        verbose_name_plural = _("vindbaarheid")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "party", "field"], name="one_count_per_empty_field"),
            models.CheckConstraint(condition=Q(party__in=["GEM", "UWV"]), name="empty_field_party_is_gem_or_uwv"),
            models.CheckConstraint(condition=Q(field__in=FIELDS), name="empty_field_is_on_the_card"),
            models.CheckConstraint(condition=Q(empty__lte=F("people")), name="no_more_empty_than_people"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality or 'onbekend'} {self.party} {self.field}"
