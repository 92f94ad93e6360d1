"""What makes the log tamper-evident: seals that chain the events, checkpoints of closed months, and removals."""

import datetime as dt
from typing import Self

from django.db import models

from profiles.models.audit import AuditEvent


class AuditPending(models.Model):
    """An event that has no seal yet. The database itself adds the row with the event, the sealer takes it away."""

    event = models.OneToOneField(AuditEvent, models.DO_NOTHING, primary_key=True, db_constraint=False)

    def __str__(self) -> str:
        return str(self.event_id)


class SealQuerySet(models.QuerySet["AuditSeal"]):
    """Questions about the chain."""

    def last_number(self) -> int:
        """How many events were sealed since the first day."""
        return self.order_by("-number").values_list("number", flat=True).first() or 0


class AuditSeal(models.Model):
    """One link of the chain. Numbers run from 1 without a gap, in the order of sealing, not of the events' ids.

    `link` is a keyed hash over the previous link, the number and the event's mark; so no event can be changed,
    swapped, left out or put in between without the key.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    event = models.OneToOneField(AuditEvent, models.DO_NOTHING, db_constraint=False, related_name="seal")
    link = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(help_text="Never earlier than that of the seal before.")

    objects = SealQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.number)


class CheckpointQuerySet(models.QuerySet["AuditCheckpoint"]):
    """Questions about closed months."""

    def expired(self, before: dt.date) -> Self:
        """Months that began before this first day of a month."""
        return self.filter(month__lt=before)

    def last_number(self) -> int:
        """The last seal of the last closed month; 0 before the first is closed."""
        return self.order_by("-last").values_list("last", flat=True).first() or 0


class AuditCheckpoint(models.Model):
    """A closed month: which seals belong to it and how its chain ends, so that the chain goes on without them."""

    month = models.DateField(unique=True, help_text="Its first day.")
    first = models.PositiveBigIntegerField(help_text="Number of its first seal.")
    last = models.PositiveBigIntegerField(unique=True)
    link = models.CharField(max_length=64, help_text="The link of the last seal.")
    mac = models.CharField(max_length=64)

    objects = CheckpointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="checkpoint_has_seals")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class AuditRemoval(models.Model):
    """The events of this closed month were removed because their term is over. Its mark needs the key."""

    checkpoint = models.OneToOneField(AuditCheckpoint, models.PROTECT, primary_key=True, related_name="removal")
    removed_at = models.DateTimeField()
    mac = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.checkpoint)
