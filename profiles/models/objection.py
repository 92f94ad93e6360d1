"""People who may not be shown (any more), by their keyed hash: for good, or until the next release without them."""

from django.db import models
from django.utils import timezone


class Objection(models.Model):
    """One person who must not be shown; `profile_key` is the same keyed hash as in `Route`."""

    profile_key = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    region = models.PositiveSmallIntegerField(
        null=True, help_text="True region on that day (UWV number): whose advisers may take it back."
    )

    def __str__(self) -> str:
        return f"bezwaar {self.pk}"


class Withdrawal(models.Model):
    """One person who was published and may no longer be; goes when nothing of that person is left."""

    profile_key = models.CharField(max_length=32, unique=True)
    withdrawn_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"ingetrokken {self.pk}"
