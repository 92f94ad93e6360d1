"""Answers to calls that make something, kept for a day so that a call that is repeated makes nothing twice."""

import datetime as dt
from typing import Self

from django.db import models

from explorer.models.organisation import Membership


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    """Questions about kept answers."""

    def before(self, moment: dt.datetime) -> Self:
        return self.filter(kept_at__lt=moment)


class KeptAnswer(models.Model):
    """What a member was answered under an `Idempotency-Key`; `asked` is the digest of what the call said."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64)
    body = models.JSONField()
    kept_at = models.DateTimeField()

    objects = KeptAnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "key"], name="one_answer_per_idempotency_key")]

    def __str__(self) -> str:
        return self.key
