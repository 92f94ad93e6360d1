"""What the last release decided, so that the next one changes no label without need."""

from django.db import models
from django.db.models import Q


class LastLabels(models.Model):
    """One row: how the last release labelled each combination of facts. Says nothing of who has them, or how many."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    text = models.TextField(blank=True, help_text="One line per combination: its six codes, and its label's.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_row_of_last_labels")]

    def __str__(self) -> str:
        return "last labels"
