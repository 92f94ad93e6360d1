"""What the last release decided, so that the next one changes no label without need."""

from django.db import models


class LastLabels(models.Model):
    """How the last release labelled each combination of facts of a place. Says nothing of who, or of how many."""

    place = models.CharField(max_length=5, primary_key=True)
    text = models.TextField(blank=True, help_text="One line per combination: its six codes, and its label's.")

    def __str__(self) -> str:
        return f"last labels of {self.place}"
