"""Who is in the target group, record by record: what the quarterly counts need, and the questions they ask."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q


class CensusQuerySet(models.QuerySet["CensusRow"]):
    """Questions about who counts on a day; profiles/transparency/definitions.py says the rules in words."""

    def present(self) -> Self:
        """Records that the newest feed is expected to have."""
        return self.filter(removed_on=None, absent_on=None)

    def of_feed(self) -> Self:
        """Records that the feed delivered, not only a file."""
        return self.filter(version__gte=0)

    def left_by(self, day: dt.date) -> Self:
        """Records that were deregistered or removed on or before a day: they count on none that follows."""
        return self.filter(Q(deregistered_on__lte=day) | Q(removed_on__lte=day))

    def doubled(self) -> "models.QuerySet[Any, Any]":
        """The keys of people with more than one record, whether these count or not."""
        records = self.values("person_key").annotate(records=Count("*"))
        return records.filter(records__gt=1).values("person_key")


class CensusRow(models.Model):
    """One Sonar record of the target group, with nothing but what the quarterly counts need.

    A removed record keeps its row until the edition of its last quarter is approved, so that no figure changes and
    no older version of it comes back.
    """

    record_key = models.CharField(max_length=32, primary_key=True)
    person_key = models.CharField(max_length=32, db_index=True)
    version = models.BigIntegerField(help_text="Below zero: of a file, older than any of the feed.")
    digest = models.CharField(max_length=32, help_text="Keyed hash of all that is stored of the record.")
    municipality = models.CharField(max_length=6, blank=True, help_text="As the feed sent it; empty = unusable.")
    municipality_since = models.DateField(null=True)
    party = models.CharField(max_length=3)
    party_since = models.DateField(null=True)
    registered_on = models.DateField()
    deregistered_on = models.DateField(null=True)
    profile_on = models.DateField(null=True, help_text="The client profile exists from this day.")
    profile_ended_on = models.DateField(null=True)
    removed_on = models.DateField(
        null=True, help_text="The day on which the feed no longer had or claimed the person."
    )
    absent_on = models.DateField(
        null=True, help_text="The day on which a complete feed did not have the record; removed after some time."
    )

    objects = CensusQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(party__in=["GEM", "UWV"]), name="party_is_gem_or_uwv")]

    def __str__(self) -> str:
        return self.record_key
