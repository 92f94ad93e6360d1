"""What the log needs beside its events to answer questions: whose keys these are, and who was shown when."""

import datetime as dt
from typing import Self

from django.db import models


class RecordTrace(models.Model):
    """Under which profile key the person of a Sonar record is or was published; both are keyed hashes.

    It outlives the profile: someone who withdrew may still ask who saw them, as long as the log is kept.
    """

    record_key = models.CharField(max_length=32)
    profile_key = models.CharField(max_length=32, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_key", "profile_key"], name="one_trace_per_record_and_person")
        ]

    def __str__(self) -> str:
        return f"{self.record_key} {self.profile_key}"


class LastShownQuerySet(models.QuerySet["LastShown"]):
    """Questions about who was shown."""

    def since(self, at: dt.datetime) -> Self:
        return self.filter(shown_at__gte=at)


class LastShown(models.Model):
    """When a profile was last shown to anyone; kept by the sealer, so it runs a few seconds behind."""

    profile_key = models.CharField(max_length=32, primary_key=True)
    shown_at = models.DateTimeField(db_index=True)

    objects = LastShownQuerySet.as_manager()

    def __str__(self) -> str:
        return self.profile_key
