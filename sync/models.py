"""Data that are not generalised yet: only workers read these tables, the website never."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from profiles.models.fields import TermsField


class SyncRun(models.Model):
    """One run of the sync: what it read and what became of every record."""

    class State(models.TextChoices):
        READING = "reading", _("leest")
        RELEASING = "releasing", _("geeft uit")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")

    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.READING)
    started_at = models.DateTimeField(_("begonnen"))
    heartbeat_at = models.DateTimeField(_("laatste teken"), null=True, blank=True)
    finished_at = models.DateTimeField(_("klaar"), null=True, blank=True)
    snapshot = models.CharField(
        _("momentopname"), max_length=100, blank=True, help_text="The feed's id of the moment that is read."
    )
    cursor = models.CharField(_("cursor"), max_length=200, blank=True, help_text="Where the next page starts.")
    total = models.PositiveIntegerField(_("totaal"), default=0, help_text="Records that the feed announced.")
    read = models.PositiveIntegerField(_("gelezen"), default=0)
    applied = models.PositiveIntegerField(_("toegepast"), default=0)
    unchanged = models.PositiveIntegerField(_("ongewijzigd"), default=0)
    quarantined = models.PositiveIntegerField(_("afgekeurd"), default=0)
    stale = models.PositiveIntegerField(
        _("verouderd"), default=0, help_text="Records older than what was stored already."
    )
    withdrawn = models.PositiveIntegerField(
        _("ingetrokken"), default=0, help_text="Applied records after which a person is hidden."
    )
    published = models.PositiveIntegerField(_("gepubliceerd"), default=0)
    generation = models.PositiveIntegerField(_("uitgave"), null=True, blank=True)
    error = models.CharField(_("fout"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("synchronisatie")
        verbose_name_plural = _("synchronisaties")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    read=models.F("applied") + models.F("unchanged") + models.F("quarantined") + models.F("stale")
                ),
                name="every_record_is_accounted_for",
            ),
            models.UniqueConstraint(fields=["state"], condition=Q(state="reading"), name="one_run_reads_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people one party has in one municipality (its code as the feed sent it), and with a client profile."""

    municipality: str
    party: str
    people: int
    with_profile: int


class CensusQuerySet(models.QuerySet["CensusRow"]):
    """Questions about who counts on a day; profiles/transparency/definitions.py says the rules in words."""

    def counting_on(self, day: dt.date) -> Self:
        """Records registered on or before that day which are neither deregistered nor removed by its end."""
        return self.filter(
            Q(deregistered_on=None) | Q(deregistered_on__gt=day),
            Q(removed_on=None) | Q(removed_on__gt=day),
            registered_on__lte=day,
        )

    def tally_on(self, day: dt.date) -> list[Tally]:
        """The people who count that day, each once: of somebody's records the latest registration wins.

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
        """In a subquery: records that win from the outer one; of two on the same day the larger key wins."""
        same_day = Q(registered_on=OuterRef("registered_on"), record_key__gt=OuterRef("record_key"))
        return self.filter(Q(registered_on__gt=OuterRef("registered_on")) | same_day)


class CensusRow(models.Model):
    """One Sonar record of the target group, with nothing but what the quarterly counts need.

    A removed record keeps its row until its last quarter is published, so that no figure changes and no
    older version of it comes back.
    """

    record_key = models.CharField(max_length=32, primary_key=True)
    person_key = models.CharField(max_length=32, db_index=True)
    version = models.PositiveBigIntegerField()
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

    objects = CensusQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(party__in=["GEM", "UWV"]), name="party_is_gem_or_uwv")]

    def __str__(self) -> str:
        return self.record_key


class StagedProfile(models.Model):
    """The finest values of one Sonar record that may be published; not generalised, so never shown as it is."""

    record_key = models.CharField(max_length=32, primary_key=True)
    person_key = models.CharField(max_length=32, db_index=True)
    version = models.PositiveBigIntegerField()
    registered_on = models.DateField()
    sub_region = models.CharField(max_length=5, blank=True, help_text="Empty: municipality unknown.")
    education = models.CharField(max_length=10, blank=True)
    hours = models.CharField(max_length=10, blank=True)
    licence = models.CharField(max_length=10, blank=True)
    travel = models.CharField(max_length=10, blank=True)
    availability = models.CharField(max_length=10, blank=True)
    dutch = models.CharField(max_length=10, blank=True)
    profile_on = models.DateField()
    sectors = TermsField()
    task_types = TermsField()
    competences = TermsField()
    skills = TermsField()
    affinities = TermsField()
    occupations = TermsField()
    sealed = models.BinaryField(help_text="The sealed link back to the record.")

    def __str__(self) -> str:
        return self.record_key


class LastLabels(models.Model):
    """One row: how the last release labelled each combination of facts. Says nothing of who has them, or how many."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    text = models.TextField(blank=True, help_text="One line per combination: its six codes, and its label's.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_row_of_last_labels")]

    def __str__(self) -> str:
        return "last labels"


class Rejection(models.Model):
    """A record that could not be used: where and why, never what it said."""

    run = models.ForeignKey(SyncRun, models.CASCADE, verbose_name=_("synchronisatie"), related_name="rejections")
    reason = models.CharField(_("reden"), max_length=30)
    field = models.CharField(_("veld"), max_length=40, blank=True)
    in_target_group = models.BooleanField(
        _("in de doelgroep"), help_text="Whether the record said banenafspraak = yes."
    )

    class Meta:
        verbose_name = _("afgekeurd record")
        verbose_name_plural = _("afgekeurde records")

    def __str__(self) -> str:
        return f"{self.reason} {self.field}"
