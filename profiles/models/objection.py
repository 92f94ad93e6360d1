"""People who said "niet meer tonen": kept by their keyed hash, so that no later sync brings them back."""

from django.db import models


class Objection(models.Model):
    """One person who must not be shown; `profile_key` is the same keyed hash as in `Route`."""

    profile_key = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"bezwaar {self.pk}"
