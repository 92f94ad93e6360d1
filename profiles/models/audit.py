"""Who saw whom: one event for every showing of profiles, written before the page is sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """One look. Actor and organisation are text, so that the row outlives accounts; people are keyed hashes."""

    at = models.DateTimeField(_("wanneer"), db_index=True)
    actor = models.CharField(
        _("wie"), max_length=150, help_text="User name, or 'bezoeker' and a keyed hash of the session."
    )
    organisation = models.CharField(_("organisatie"), max_length=80, blank=True)
    role = models.CharField(_("rol"), max_length=20)
    origin = models.CharField(_("waar"), max_length=10, help_text="Where it was shown: web or api.")
    action = models.CharField(_("handeling"), max_length=20, help_text="results or card.")
    people = models.JSONField(_("personen"), help_text="Keyed hashes of the people shown.")
    mac = models.CharField(_("merkteken"), max_length=64, help_text="Keyed hash over all other fields.")

    class Meta:
        verbose_name = _("inzage")
        verbose_name_plural = _("inzagen")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
