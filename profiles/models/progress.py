"""How far the sync is and how old the data are: all that the website may know about `sync`."""

from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Progress(models.Model):
    """One row, written by the sync: what it does now and when the shown data were complete."""

    class Step(models.TextChoices):
        WAITING = "waiting", _("wacht")
        READING = "reading", _("leest Sonar")
        RELEASING = "releasing", _("maakt profielen anoniem")
        COUNTING = "counting", _("telt de kwartalen")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True, blank=True, help_text="When the newest complete feed was read.")

    class Meta:
        verbose_name = _("status van de site")
        verbose_name_plural = _("status van de site")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_progress_row")]

    def __str__(self) -> str:
        return f"{self.step} {self.done}/{self.total}"

    @property
    def text(self) -> str:
        """The step in words, with the counts while there is something to count: "leest Sonar: 1.200 van 39.781"."""
        if not self.total:
            return self.get_step_display()
        done, total = (number_format(number, force_grouping=True) for number in (self.done, self.total))
        counted = gettext("%(step)s: %(done)s van %(total)s")
        return counted % {"step": self.get_step_display(), "done": done, "total": total}

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0
