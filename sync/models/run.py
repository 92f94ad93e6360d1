"""A run of the sync: what it reads, how far it is, and what became of every record."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

EVERY_RECORD_IS_ACCOUNTED_FOR = Q(read=F("applied") + F("unchanged") + F("quarantined") + F("stale"))


class Counted(models.Model):
    """What became of the records of a run, or of a part of it: each is exactly one of four things."""

    total = models.PositiveIntegerField(_("totaal"), default=0, help_text="Records that the feed announced.")
    read = models.PositiveIntegerField(_("gelezen"), default=0)
    applied = models.PositiveIntegerField(_("toegepast"), default=0)
    unchanged = models.PositiveIntegerField(_("ongewijzigd"), default=0)
    quarantined = models.PositiveIntegerField(_("afgekeurd"), default=0)
    stale = models.PositiveIntegerField(
        _("verouderd"), default=0, help_text="Records older than what was stored already."
    )

    class Meta:
        abstract = True


class RunQuerySet(models.QuerySet["SyncRun"]):
    """Questions about runs."""

    def going_on(self) -> Self:
        """The one run that holds the place, if there is one."""
        return self.filter(state__in=SyncRun.GOING_ON)

    def complete(self) -> Self:
        """Runs that read all they asked for and published it."""
        return self.filter(state=SyncRun.State.DONE)


class SyncRun(Counted):
    """One run of the sync. Its state is the truth; messages of the broker only say that there is work."""

    class State(models.TextChoices):
        READING = "reading", _("leest")
        WAITING = "waiting", _("wacht op goedkeuring")
        RELEASING = "releasing", _("geeft uit")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")

    class Kind(models.TextChoices):
        FULL = "full", _("alles")
        DELTA = "delta", _("wijzigingen")
        FILE = "file", _("bestand")
        PART = "part", _("deel")

    GOING_ON = (State.READING, State.WAITING, State.RELEASING)

    kind = models.CharField(_("soort"), max_length=5, choices=Kind.choices, default=Kind.FULL)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.READING)
    started_at = models.DateTimeField(_("begonnen"))
    heartbeat_at = models.DateTimeField(_("laatste teken"), null=True, blank=True)
    finished_at = models.DateTimeField(_("klaar"), null=True, blank=True)
    since = models.DateTimeField(
        _("wijzigingen sinds"), null=True, blank=True, help_text="Empty: the whole feed is read."
    )
    snapshot = models.CharField(
        _("momentopname"), max_length=100, blank=True, help_text="The feed's id of the moment that is read."
    )
    token = models.PositiveIntegerField(
        default=0, help_text="Counts who took up the end of the run; whoever holds an older number writes nothing."
    )
    attempts = models.PositiveIntegerField(
        _("pogingen"), default=0, help_text="How often a worker took over from one that fell silent, or ended it."
    )
    missing_keys = models.JSONField(
        _("ontbrekende velden"), default=dict, blank=True, help_text="By field: records without its key."
    )
    by_hand = models.BooleanField(
        _("met de hand"), default=False, help_text="Started by a person: the changes of all regions are released."
    )
    withdrawn = models.PositiveIntegerField(
        _("ingetrokken"), default=0, help_text="People who are hidden because of this run."
    )
    published = models.PositiveIntegerField(_("gepubliceerd"), default=0)
    generation = models.PositiveIntegerField(_("uitgave"), null=True, blank=True)
    error = models.CharField(_("fout"), max_length=300, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("synchronisatie")
        verbose_name_plural = _("synchronisaties")
        permissions = [("approve_syncrun", _("Mag goedkeuren dat een synchronisatie veel mensen verbergt"))]
        constraints = [
            models.CheckConstraint(condition=EVERY_RECORD_IS_ACCOUNTED_FOR, name="every_record_is_accounted_for"),
            models.UniqueConstraint(
                Case(When(state__in=["reading", "waiting", "releasing"], then=1)), name="one_run_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def took(self, at: dt.datetime) -> dt.timedelta:
        """How long it took, or has taken until now."""
        return (self.finished_at or at) - self.started_at

    def rate(self, at: dt.datetime) -> int:
        """Records per second, release and counting included."""
        seconds = self.took(at).total_seconds()
        return round(self.read / seconds) if seconds > 0 else 0

    @property
    def percent(self) -> int:
        """How much of what it reads is read."""
        if self.state == self.State.DONE:
            return 100
        return min(100, 100 * self.read // self.total) if self.total else 0
