"""Who allowed a stopped run to go on: two different people are needed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sync.models.run import SyncRun

NEEDED = 2


class Approval(models.Model):
    """One person's consent that a run hides more people than the guard lets pass; the actor is text."""

    run = models.ForeignKey(SyncRun, models.CASCADE, verbose_name=_("synchronisatie"), related_name="approvals")
    actor = models.CharField(_("wie"), max_length=150)
    made_at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("goedkeuring")
        verbose_name_plural = _("goedkeuringen")
        constraints = [models.UniqueConstraint(fields=["run", "actor"], name="everyone_approves_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.actor}"
