"""Published cards: immutable rows of a generation, and the one pointer that says which generation is live."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from profiles.models.fields import TermsField


class Generation(models.Model):
    """One release of the whole published set. Its number is not live until `Live` points at it."""

    created_at = models.DateTimeField(_("gemaakt op"))
    k = models.PositiveSmallIntegerField(
        _("k"), help_text="Every class of the six facts has at least this many cards."
    )
    size = models.PositiveIntegerField(_("profielen"), default=0, help_text="Number of cards.")
    kept = models.JSONField(
        _("behouden"), default=dict, help_text="By fact, the share of people of whom the card says all that is known."
    )
    kept_of_known = models.JSONField(
        _("behouden van wat bekend is"), default=dict, help_text="By fact, the same of those of whom it is known."
    )
    loss = models.FloatField(
        _("verlies"), default=0, help_text="Mean points lost per person, see profiles/anonymity/loss.py."
    )
    withheld = models.PositiveIntegerField(
        _("zonder feiten"), default=0, help_text="People of whom none of the six facts is shown."
    )
    terms_hidden = models.PositiveIntegerField(
        _("verborgen termen"), default=0, help_text="Terms left out or coarsened."
    )

    class Meta:
        verbose_name = _("uitgave")
        verbose_name_plural = _("uitgaven")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


LIVE_WITH_MASKS = """
SELECT live.*, mask.number AS masked
FROM profiles_live AS live LEFT JOIN profiles_mask AS mask ON mask.generation_id = live.generation_id
"""
"""By hand: every page asks it, and the ORM would take ten times as long to make it as the database to answer it."""


class LiveQuerySet(models.QuerySet["Live"]):
    """Questions about what is live."""

    def with_masks(self) -> "tuple[Live, frozenset[int]] | None":
        """The pointer, and the numbers of the cards of its generation that were withdrawn since; in one question.

        None while nothing is published.
        """
        rows: list[Any] = list(self.raw(LIVE_WITH_MASKS))
        return (rows[0], frozenset(row.masked for row in rows if row.masked is not None)) if rows else None


class Live(models.Model):
    """The pointer: one row. A reader takes the generation once and keeps to it for the whole request."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.ForeignKey(Generation, models.PROTECT, related_name="+")
    previous = models.ForeignKey(Generation, models.SET_NULL, null=True, related_name="+")
    switched_at = models.DateTimeField()

    objects = LiveQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_live_pointer")]

    def __str__(self) -> str:
        return f"live: {self.generation_id}"


class CardQuerySet(models.QuerySet["Card"]):
    """Questions about published cards."""

    def of(self, generation: int) -> Self:
        return self.filter(generation=generation)

    def visible(self) -> Self:
        """Without the cards that were withdrawn since their release."""
        return self.filter(~Exists(Mask.objects.filter(generation=OuterRef("generation"), number=OuterRef("number"))))


class Card(models.Model):
    """What everyone may see of one person: six facts that are k-anonymous together, and terms of work wishes.

    A fact is the code of its label (`profiles.models.vocabulary.Label`); empty means unknown, whether it was
    not filled in or withheld. `place` is a sub-region code, `R` and a region's number, or `NL`.
    """

    generation = models.ForeignKey(Generation, models.CASCADE, db_index=False)
    number = models.PositiveIntegerField(help_text="Drawn by lot in each generation; says nothing about the person.")
    place = models.CharField(max_length=5)
    education = models.CharField(max_length=10, blank=True)
    hours = models.CharField(max_length=10, blank=True)
    licence = models.CharField(max_length=10, blank=True)
    travel = models.CharField(max_length=10, blank=True)
    availability = models.CharField(max_length=10, blank=True)
    dutch = models.CharField(max_length=10, blank=True)
    freshness = models.CharField(max_length=10, blank=True)
    sectors = TermsField()
    task_types = TermsField()
    competences = TermsField()
    skills = TermsField()
    affinities = TermsField()
    occupations = TermsField()

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "number"], name="one_card_per_number")]

    def __str__(self) -> str:
        return f"{self.generation_id}/{self.number}"


class Mask(models.Model):
    """A card that may no longer be shown: withdrawals hide at once, in every generation still served."""

    generation = models.ForeignKey(Generation, models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "number"], name="one_mask_per_card")]

    def __str__(self) -> str:
        return f"{self.generation_id}/{self.number}"
