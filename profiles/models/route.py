"""The sealed way back from a card to a person; nothing here can be read without the private key."""

import datetime as dt
from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from profiles.models.profile import Card, Generation, Mask
from profiles.models.trace import LastShown


class RouteQuerySet(models.QuerySet["Route"]):
    """Questions about the people of a generation."""

    def visible(self, generation: int) -> Self:
        """Those whose card may be shown now."""
        masked = Mask.objects.filter(generation=generation).values("number")
        return self.filter(generation=generation).exclude(number__in=masked)

    def at_places(self, places: Collection[str]) -> Self:
        """Those whose card says one of these place labels."""
        same = {"generation": OuterRef("generation"), "number": OuterRef("number")}
        return self.filter(Exists(Card.objects.filter(place__in=places, **same)))

    def not_shown_since(self, at: dt.datetime) -> Self:
        """Those whom nobody was shown since then, as far as the log is sealed."""
        shown = LastShown.objects.since(at).filter(profile_key=OuterRef("profile_key"))
        return self.exclude(Exists(shown))


class Route(models.Model):
    """A card's keyed person and sealed link. `profile_key` is a keyed hash, stable while the person is published."""

    generation = models.ForeignKey(Generation, models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()
    profile_key = models.CharField(max_length=32, db_index=True)
    sealed = models.BinaryField(
        help_text="True region, Sonar id and names of empty fields, for the private key only."
    )

    objects = RouteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["generation", "number"], name="one_route_per_card"),
            models.UniqueConstraint(fields=["generation", "profile_key"], name="one_card_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.generation_id}/{self.number}"
