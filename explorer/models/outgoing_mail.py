"""Mail that waits for the worker that sends it."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Questions about mail."""

    def due(self, at: dt.datetime) -> Self:
        """What waits, and is not in the hands of a worker that still has time."""
        return self.filter(state=OutgoingMail.State.WAITING, due_at__lte=at)


class OutgoingMail(models.Model):
    """One mail to one address. Address and text are personal data: they go as soon as the mail is sent or given up.

    Whoever takes a mail up moves `due_at` on and `token` up: a worker that was thought dead changes nothing any more.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        GIVEN_UP = "given_up"

    message_id = models.CharField(max_length=120, unique=True, help_text="Drawn once: every try carries the same.")
    kind = models.CharField(max_length=30, help_text="What caused it; for counts and alarms.")
    to = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    posted_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="Not tried before; for one that is being sent, when its worker is late.")
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=30, blank=True, help_text="The last answer's code; never its words.")

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None) | Q(to="", subject="", text="", headers={}),
                name="ended_mail_holds_nobody",
            )
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state="waiting"), name="mail_that_waits")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
