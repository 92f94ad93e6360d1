"""The sealed way back from a card to a person; nothing here can be read without the private key."""

from django.db import models

from profiles.models.profile import Generation


class Route(models.Model):
    """A card's keyed person and sealed link. `profile_key` is a keyed hash, stable while the person is published."""

    generation = models.ForeignKey(Generation, models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()
    profile_key = models.CharField(max_length=32, db_index=True)
    sealed = models.BinaryField(
        help_text="True region, Sonar id and names of empty fields, for the private key only."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["generation", "number"], name="one_route_per_card"),
            models.UniqueConstraint(fields=["generation", "profile_key"], name="one_card_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.generation_id}/{self.number}"
