"""Quarantine: which records could not be used, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sync.models.run import SyncRun


class Rejection(models.Model):
    """A record that could not be used: where and why, never what it said."""

    class Reason(models.TextChoices):
        NOT_AN_OBJECT = "not_an_object", _("is geen record")
        BLANK = "blank", _("lege regel")
        MISSING = "missing", _("verplicht veld is leeg")
        UNKNOWN_CODE = "unknown_code", _("onbekende code")
        BAD_DATE = "bad_date", _("datum klopt niet")
        WRONG_TYPE = "wrong_type", _("andere vorm dan afgesproken")
        TOO_LONG = "too_long", _("te lang")
        TOO_LARGE = "too_large", _("record is te groot")
        TOO_DEEP = "too_deep", _("record heeft te veel lagen")
        BAD_TEXT = "bad_text", _("tekens die niet kunnen")
        KILLS_WORKER = "kills_worker", _("laat de verwerking vastlopen")

    run = models.ForeignKey(SyncRun, models.CASCADE, verbose_name=_("synchronisatie"), related_name="rejections")
    reason = models.CharField(_("reden"), max_length=30, choices=Reason.choices)
    field = models.CharField(_("veld"), max_length=40, blank=True)
    region = models.CharField(
        _("regio"), max_length=6, blank=True, help_text="The part of the feed that it came in; empty = not known."
    )
    in_target_group = models.BooleanField(
        _("in de doelgroep"), help_text="Whether the record said banenafspraak = yes."
    )

    class Meta:
        verbose_name = _("afgekeurd record")
        verbose_name_plural = _("afgekeurde records")

    def __str__(self) -> str:
        return f"{self.reason} {self.field}"
