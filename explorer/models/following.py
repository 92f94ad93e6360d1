"""What each saved search found at the last release, and what changed: sets of numbers that stand for people."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from explorer.models.saved_search import SavedSearch
from profiles.models import Route

Frequency = SavedSearch.Frequency


class ProfileNumberQuerySet(models.QuerySet["ProfileNumber"]):
    """Questions about the numbers of people."""

    def gone(self) -> Self:
        """Numbers of people who are no longer published in any generation."""
        return self.exclude(Exists(Route.objects.filter(profile_key=OuterRef("profile_key"))))


class ProfileNumber(models.Model):
    """A small number that stands for a person (profile key) in the sets of saved searches; never used again."""

    profile_key = models.CharField(max_length=32, unique=True)

    objects = ProfileNumberQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class SearchStateQuerySet(models.QuerySet["SearchState"]):
    """Questions about what saved searches found."""

    def behind(self, generation: int) -> Self:
        """Those that were not worked out for this generation; what was thrown away is left alone."""
        return self.filter(Q(generation=None) | ~Q(generation=generation), search__thrown_away_at=None)

    def to_tell(self, *, today: dt.date) -> Self:
        """Those whose owner wants a mail by now: daily ones not told today, weekly ones not told since Monday."""
        monday = today - dt.timedelta(days=today.weekday())
        daily = Q(search__frequency=Frequency.DAILY) & (Q(told_on=None) | Q(told_on__lt=today))
        weekly = Q(search__frequency=Frequency.WEEKLY) & (Q(told_on=None) | Q(told_on__lt=monday))
        return self.filter(daily | weekly, search__thrown_away_at=None).exclude(generation=None)


class SearchState(models.Model):
    """Three pairs of sets of one search, each a serialised roaring bitmap of `ProfileNumber`s: who it finds now, who
    it found when its owner last looked, and when the last mail told of it.

    People who left and are erased are taken out of all of them; how many is kept, so that counts stay right.
    """

    search = models.OneToOneField(SavedSearch, models.CASCADE, related_name="state")
    generation = models.PositiveBigIntegerField(null=True, help_text="Worked out for this one.")
    certain = models.BinaryField(default=bytes)
    possible = models.BinaryField(default=bytes)
    looked_certain = models.BinaryField(default=bytes)
    looked_possible = models.BinaryField(default=bytes)
    looked_erased = models.PositiveIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    told_certain = models.BinaryField(default=bytes)
    told_possible = models.BinaryField(default=bytes)
    told_erased = models.PositiveIntegerField(default=0)
    told_on = models.DateField(null=True)

    objects = SearchStateQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.search_id}/{self.generation}"


class SearchChange(models.Model):
    """What one release changed in what a saved search finds: three counts, nobody's name or number."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="changes")
    generation = models.PositiveBigIntegerField()
    released_at = models.DateTimeField()
    new = models.PositiveIntegerField()
    gone = models.PositiveIntegerField()
    firmer = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "generation"], name="one_change_per_release")]

    def __str__(self) -> str:
        return f"+{self.new} -{self.gone} !{self.firmer}"
