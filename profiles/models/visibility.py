"""How many people employers can find, and why not the others, as the sync counts them: never a person."""

import datetime as dt
from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class VisibilityQuerySet(models.QuerySet["VisibilityCount"]):
    """Questions about who can be found."""

    def of(self, municipalities: Collection[str]) -> Self:
        return self.filter(municipality__in=municipalities)

    def counted_at(self) -> dt.datetime | None:
        """When they were counted, all at once; None before the first complete run."""
        return self.values_list("counted_at", flat=True).first()


class VisibilityCount(models.Model):
    """People of one municipality (today's list; empty: unknown) on the day of the newest complete run.

    Each number is a part of the one before it; `available` is a part of `allowed`.
    """

    municipality = models.CharField(_("gemeente"), max_length=6, blank=True, unique=True)
    people = models.PositiveIntegerField(_("in Sonar"))
    with_profile = models.PositiveIntegerField(_("met profiel in Sonar"))
    allowed = models.PositiveIntegerField(_("mogen getoond worden"))
    visible = models.PositiveIntegerField(_("zichtbaar"))
    available = models.PositiveIntegerField(_("direct beschikbaar"))
    counted_at = models.DateTimeField(_("geteld op"))

    objects = VisibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("zichtbaarheid per gemeente")
        constraints = [
            models.CheckConstraint(
                condition=Q(with_profile__lte=F("people"), allowed__lte=F("with_profile"), visible__lte=F("allowed")),
                name="each_visibility_is_part_of_the_one_before",
            ),
            models.CheckConstraint(condition=Q(available__lte=F("allowed")), name="the_available_are_allowed"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality or 'onbekend'} {self.visible}/{self.people}"
