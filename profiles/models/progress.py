"""How far the sync is and how old the data are: all that the website may know about `sync`."""

from django.db import models
from django.db.models import Q


class Progress(models.Model):
    """One row, written by the sync: what it does now and when the shown data were complete."""

    class Step(models.TextChoices):
        WAITING = "waiting", "wacht"
        READING = "reading", "leest Sonar"
        RELEASING = "releasing", "maakt profielen anoniem"
        COUNTING = "counting", "telt de kwartalen"
        DONE = "done", "klaar"
        FAILED = "failed", "mislukt"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True, blank=True, help_text="When the newest complete feed was read.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_progress_row")]

    def __str__(self) -> str:
        return f"{self.step} {self.done}/{self.total}"

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0
