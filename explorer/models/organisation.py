"""Organisations and the people who work for them."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Count, Q, Window
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

PEOPLE = """(
    SELECT COUNT(DISTINCT colleague.user_id)
    FROM explorer_membership AS colleague JOIN auth_user AS account ON account.id = colleague.user_id
    WHERE colleague.organisation_id = explorer_membership.organisation_id AND account.is_active
)"""
"""By hand: every page asks it, and the ORM takes a hundred times as long to make it as the database to answer it."""


def _has_access(on: dt.date, of: str = "") -> Q:
    """The rule for an organisation (under the name `of`) on a day: not suspended, not expired."""
    in_time = Q((f"{of}expires_on", None)) | Q((f"{of}expires_on__gt", on))
    return in_time & Q((f"{of}suspended_at", None))


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Questions about organisations."""

    def active(self, on: dt.date) -> Self:
        """Those that have access on this day."""
        return self.filter(_has_access(on))


class Organisation(models.Model):
    """An employer, an intermediary, a region's employer service point, or UWV."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", _("Werkgever")
        INTERMEDIARY = "intermediary", _("Bemiddelaar")
        SERVICE_POINT = "service_point", _("Werkgeversservicepunt")
        UWV = "uwv", _("UWV")

    name = models.CharField(_("naam"), max_length=80)
    kind = models.CharField(_("soort"), max_length=15, choices=Kind.choices)
    kvk_number = models.CharField(_("KvK-nummer"), max_length=8, blank=True)
    checked_at = models.DateTimeField(_("gecontroleerd op"), null=True, blank=True, editable=False)
    checked_by = models.CharField(_("gecontroleerd door"), max_length=150, blank=True, editable=False)
    suspended_at = models.DateTimeField(_("geblokkeerd sinds"), null=True, blank=True)
    expires_on = models.DateField(
        _("verloopt op"), null=True, blank=True, help_text=_("Vanaf deze dag heeft de organisatie geen toegang meer.")
    )

    objects = OrganisationQuerySet.as_manager()

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

    @property
    def is_checked(self) -> bool:
        """Whether someone of the service point or UWV looked at who this is; until then it sees little a day."""
        return self.checked_at is not None


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about memberships."""

    def active(self, on: dt.date) -> Self:
        """Those of accounts and organisations that have access on this day."""
        return self.filter(_has_access(on, of="organisation__"), user__is_active=True)

    def counting_people(self) -> Self:
        """Adds `active_people`: how many accounts of the same organisation are in use."""
        return self.annotate(active_people=RawSQL(PEOPLE, ()))  # noqa: S611 # nosec B611 - no value goes in

    def counting_choices(self) -> Self:
        """Adds `choices`: how many memberships there are among these."""
        return self.annotate(choices=Window(Count("pk")))

    def acting(self, user: User, *, on: dt.date, chosen: int | None = None) -> "Membership | None":
        """The membership that an account acts under, with its organisation and user.

        That is the chosen one; the first, when none was chosen or the chosen one has no access (any more).
        """
        own = self.active(on).filter(user=user).counting_people().counting_choices()
        order = [] if chosen is None else [models.Case(models.When(pk=chosen, then=0), default=1)]
        found = own.select_related("organisation").order_by(*order, "pk").first()
        if found is not None:
            found.user = user
        return found


class Membership(models.Model):
    """One person's role in one organisation. `regions` are UWV numbers; none means the whole country."""

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
    is_owner = models.BooleanField(
        _("eigenaar"), default=False, help_text=_("Nodigt collega’s uit, geeft hun een rol en haalt hen weg.")
    )

    objects = MembershipQuerySet.as_manager()
    active_people: int
    """Only after `counting_people`."""
    choices: int
    """Only after `counting_choices`."""

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="one_membership_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"

    def covers(self, region: int | None) -> bool:
        """Whether this role may act for a region (UWV number; None is the whole country, or a region not known).

        Advisers work for the regions that are written down, so for none until one is.
        """
        if self.role == self.Role.ADVISER:
            return region in self.regions
        return not self.regions or region in self.regions
