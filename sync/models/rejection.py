"""Quarantine: which records could not be used, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sync.models.run import SyncRun


class Rejection(models.Model):
    """A record that could not be used: where and why, never what it said."""

    run = models.ForeignKey(SyncRun, models.CASCADE, verbose_name=_("synchronisatie"), related_name="rejections")
    reason = models.CharField(_("reden"), max_length=30)
    field = models.CharField(_("veld"), max_length=40, blank=True)
    in_target_group = models.BooleanField(
        _("in de doelgroep"), help_text="Whether the record said banenafspraak = yes."
    )

    class Meta:
        verbose_name = _("afgekeurd record")
        verbose_name_plural = _("afgekeurde records")

    def __str__(self) -> str:
        return f"{self.reason} {self.field}"
