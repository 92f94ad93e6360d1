"""Records after which somebody is to be hidden: noted first, carried out when the guard has counted them all."""

import datetime as dt
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sync.models.run import SyncRun

WINDOW = dt.timedelta(days=1)
"""Small runs add up: what they removed within this time is judged together."""


class RemovalQuerySet(models.QuerySet["Removal"]):
    """Questions about removals."""

    def pending(self) -> Self:
        return self.filter(carried_out_at=None)

    def judged_at(self, at: dt.datetime) -> Self:
        """Those that the guard counts: still to be carried out, or carried out lately without an approval."""
        return self.filter(Q(carried_out_at=None) | Q(carried_out_at__gt=at - WINDOW))


class Removal(models.Model):
    """What is to happen to one record, and why. Until it is carried out, nothing of the record changes."""

    class Reason(models.TextChoices):
        GONE = "gone", _("uit Sonar of de doelgroep")
        HIDDEN = "hidden", _("mag niet meer getoond worden")
        UNREADABLE = "unreadable", _("niet leesbaar")
        ABSENT = "absent", _("ontbreekt in de levering")

    LEAVING = (Reason.GONE, Reason.ABSENT)
    """Reasons that end a place in the census; the others only hide."""
    SAID = (Reason.GONE, Reason.HIDDEN)
    """Reasons that a record gave itself: these hold even if the rest of its run fails."""

    record_key = models.CharField(max_length=32, primary_key=True)
    run = models.ForeignKey(SyncRun, models.CASCADE, related_name="removals")
    reason = models.CharField(_("reden"), max_length=10, choices=Reason.choices)
    version = models.BigIntegerField(help_text="Of the record that says so.")
    region = models.PositiveSmallIntegerField(default=0, help_text="UWV's number; 0 = unknown.")
    was_staged = models.BooleanField(help_text="Whether it could be published until now.")
    census = models.JSONField(
        default=dict, encoder=DjangoJSONEncoder, help_text="What the census row becomes, by column."
    )
    carried_out_at = models.DateTimeField(null=True, db_index=True)

    objects = RemovalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.reason} {self.record_key}"
