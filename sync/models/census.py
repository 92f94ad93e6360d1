"""Who is in the target group, record by record: what the quarterly counts need, and the questions they ask."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Value
from django.db.models.lookups import LessThan


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people one party has in one municipality (its code as the feed sent it), and with a client profile."""

    municipality: str
    party: str
    people: int
    with_profile: int


class CensusQuerySet(models.QuerySet["CensusRow"]):
    """Questions about who counts on a day; profiles/transparency/definitions.py says the rules in words."""

    def present(self) -> Self:
        """Records that the newest feed is expected to have."""
        return self.filter(removed_on=None, absent_on=None)

    def of_feed(self) -> Self:
        """Records that the feed delivered, not only a file."""
        return self.filter(version__gte=0)

    def counting_on(self, day: dt.date) -> Self:
        """Records registered on or before that day which are neither deregistered nor removed by its end."""
        return self.filter(
            Q(deregistered_on=None) | Q(deregistered_on__gt=day),
            Q(removed_on=None) | Q(removed_on__gt=day),
            registered_on__lte=day,
        )

    def tally_on(self, day: dt.date) -> list[Tally]:
        """The people who count that day, each once: the latest registration wins, the feed's before a file's.

        Few people have two records, so only theirs are compared.
        """
        others = self.model.objects.counting_on(day).filter(person_key=OuterRef("person_key"))
        beaten = Q(person_key__in=self.model.objects.doubled()) & Exists(others.registered_later())
        profile = Q(profile_on__lte=day) & (Q(profile_ended_on=None) | Q(profile_ended_on__gt=day))
        groups = self.counting_on(day).exclude(beaten).values("municipality", "party")
        counted = groups.annotate(people=Count("*"), with_profile=Count("party", filter=profile))
        return [Tally(**group) for group in counted]

    def claimed_twice_on(self, day: dt.date) -> int:
        """How many people have records that count that day with both parties."""
        records = self.counting_on(day).filter(person_key__in=self.model.objects.doubled())
        people = records.values("person_key").annotate(parties=Count("party", distinct=True))
        return people.filter(parties__gt=1).count()

    def doubled(self) -> "models.QuerySet[Any, Any]":
        """The keys of people with more than one record, whether these count or not."""
        records = self.values("person_key").annotate(records=Count("*"))
        return records.filter(records__gt=1).values("person_key")

    def registered_later(self) -> Self:
        """In a subquery: records that win from the outer one; of two on the same day the larger key wins.

        What the feed says of a person wins from any file.
        """
        of_file, outer_of_file = Q(version__lt=0), Q(LessThan(OuterRef("version"), Value(0)))
        same_day = Q(registered_on=OuterRef("registered_on"), record_key__gt=OuterRef("record_key"))
        later = Q(registered_on__gt=OuterRef("registered_on")) | same_day
        return self.filter((outer_of_file & ~of_file) | ((outer_of_file | ~of_file) & later))


class CensusRow(models.Model):
    """One Sonar record of the target group, with nothing but what the quarterly counts need.

    A removed record keeps its row until its last quarter is published, so that no figure changes and no
    older version of it comes back.
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
