"""Organisations and the people who work for them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
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


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about memberships."""

    def active(self) -> Self:
        """Those of accounts and organisations that were not stopped."""
        return self.filter(organisation__is_active=True, user__is_active=True)

    def counting_people(self) -> Self:
        """Adds `active_people`: how many accounts of the same organisation are in use."""
        colleagues = Membership.objects.active().filter(organisation=OuterRef("organisation")).order_by()
        counted = colleagues.values("organisation").annotate(people=Count("user", distinct=True)).values("people")
        return self.annotate(active_people=Coalesce(Subquery(counted), 0))

    def acting(self, user: int) -> "Membership | None":
        """The membership that an account acts under, with its organisation and user."""
        found = self.active().filter(user=user).counting_people()
        return found.select_related("organisation", "user").order_by("pk").first()


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

    objects = MembershipQuerySet.as_manager()
    active_people: int
    """Only after `counting_people`."""

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="one_membership_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"
