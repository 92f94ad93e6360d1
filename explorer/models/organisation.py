"""Organisations and the people who work for them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """An employer, an intermediary, or a region's employer service point."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", _("Werkgever")
        INTERMEDIARY = "intermediary", _("Bemiddelaar")
        SERVICE_POINT = "service_point", _("Werkgeversservicepunt")
        UWV = "uwv", _("UWV")

    name = models.CharField(_("naam"), max_length=80)
    kind = models.CharField(_("soort"), max_length=15, choices=Kind.choices)
    kvk_number = models.CharField(_("KvK-nummer"), max_length=8, blank=True)
    is_active = models.BooleanField(_("actief"), default=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kvk_number="") | models.Q(kvk_number__regex=r"^[0-9]{8}$"),
                name="kvk_number_has_8_digits",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person's role in one organisation. `regions` are UWV numbers; empty means the whole country."""

    class Role(models.TextChoices):
        EMPLOYER = "employer", _("werkgever")
        INTERMEDIARY = "intermediary", _("bemiddelaar")
        ADVISER = "adviser", _("adviseur")
        VIEWER = "viewer", _("UWV: kijken")
        OPERATOR = "operator", _("UWV: synchronisatie")
        PUBLISHER = "publisher", _("UWV: publiceren")
        AUDITOR = "auditor", _("UWV: toezicht")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("rol"), max_length=15, choices=Role.choices)
    regions = models.JSONField(_("regio's"), default=list, blank=True)

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="one_membership_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"
