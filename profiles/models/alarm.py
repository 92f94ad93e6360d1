"""Alarms about how the site is used: raised once a day for each kind and person, for auditors to look at."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Alarm(models.Model):
    """Something that an auditor should look into. The log holds an event of it too, which cannot be taken away."""

    class Kind(models.TextChoices):
        MASS_VIEWING = "mass_viewing", _("veel verschillende profielen in korte tijd")
        BUDGET = "budget", _("meer profielen dan het budget toelaat")
        MAIL = "mail", _("e-mail komt niet aan")
        TAMPERING = "tampering", _("het logboek klopt niet meer")

    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices)
    on = models.DateField(_("dag"))
    viewer = models.CharField(_("kijker"), max_length=40, blank=True)
    actor = models.CharField(_("wie"), max_length=150)
    organisation = models.CharField(_("organisatie"), max_length=80, blank=True)
    role = models.CharField(_("rol"), max_length=20)
    profiles = models.PositiveIntegerField(
        _("aantal"), help_text="Of profiles, or of mails, when the alarm was raised."
    )
    raised_at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarmen")
        constraints = [models.UniqueConstraint(fields=["kind", "on", "viewer", "actor"], name="one_alarm_a_day")]

    def __str__(self) -> str:
        return f"{self.on} {self.actor}"
