"""Candidates that somebody keeps: their own list, with notes, in their own order."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from explorer.models.organisation import Organisation
from profiles.models import Route

OF_A_PERSON = Q(owner__isnull=False, organisation__isnull=False, visit="")
OF_A_VISIT = Q(owner__isnull=True, organisation__isnull=True) & ~Q(visit="")


@dataclass(frozen=True)
class Holder:
    """Whose shortlist: a person's for one organisation, or that of a visit (`v:` and a keyed hash)."""

    user: int | None = None
    organisation: int | None = None
    visit: str = ""

    @property
    def lock(self) -> str:
        """Under this name changes to one shortlist wait for each other."""
        return f"shortlist {self.visit or f'{self.organisation}:{self.user}'}"


KEPT = """
SELECT id, profile_key FROM explorer_shortlistentry
WHERE removed_at IS NULL AND profile_key <> '' AND visit = %s AND {whose}
"""
OF_NOBODY, OF_SOMEBODY = "owner_id IS NULL AND organisation_id IS NULL", "owner_id = %s AND organisation_id = %s"
"""By hand: every page asks it, and the ORM would take ten times as long to make it as the database to answer it."""


class ShortlistQuerySet(models.QuerySet["ShortlistEntry"]):
    """Questions about shortlists."""

    def of(self, holder: Holder) -> Self:
        """One holder's entries; nobody else's can be reached through this."""
        return self.filter(owner=holder.user, organisation=holder.organisation, visit=holder.visit)

    def kept(self) -> Self:
        """Those that stand on the list now."""
        return self.filter(removed_at=None).exclude(profile_key="")

    def profiles_kept_by(self, holder: Holder) -> frozenset[str]:
        """The profiles (keys) that stand on one holder's list now."""
        whose, who = (OF_NOBODY, []) if holder.visit else (OF_SOMEBODY, [holder.user, holder.organisation])
        return frozenset(row.profile_key for row in self.raw(KEPT.format(whose=whose), [holder.visit, *who]))

    def removed(self) -> Self:
        """Those that were taken off, and may be put back."""
        return self.filter(removed_at__isnull=False)

    def departed(self) -> Self:
        """What is left of people who are no longer published: that there was one."""
        return self.filter(removed_at=None, profile_key="")

    def unpublished(self) -> Self:
        """Those of people who are in no generation that is still served."""
        published = Route.objects.filter(profile_key=OuterRef("profile_key"))
        return self.exclude(profile_key="").exclude(Exists(published))

    def of_visits_before(self, moment: dt.datetime) -> Self:
        return self.filter(OF_A_VISIT, kept_at__lt=moment)


class ShortlistEntry(models.Model):
    """One candidate on one shortlist.

    `profile_key` is empty once the person is no longer published: then nothing is left but the place on the list.
    `query` is the search in which the candidate was found, in its canonical form: it tells why they fit.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="shortlist"
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="shortlists")
    visit = models.CharField(max_length=40, blank=True)
    profile_key = models.CharField(max_length=32, blank=True, db_index=True)
    query = models.CharField(max_length=4000, blank=True)
    note = models.CharField(_("notitie"), max_length=500, blank=True)
    position = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        verbose_name = _("kandidaat op een selectie")
        verbose_name_plural = _("kandidaten op selecties")
        constraints = [
            models.CheckConstraint(condition=OF_A_PERSON | OF_A_VISIT, name="shortlist_of_a_person_or_a_visit"),
            models.CheckConstraint(
                condition=~Q(profile_key="") | Q(note="", query=""), name="nothing_is_kept_of_who_left"
            ),
            models.UniqueConstraint(
                fields=["owner", "organisation", "profile_key"],
                condition=~Q(profile_key=""),
                name="once_on_a_shortlist",
            ),
            models.UniqueConstraint(
                fields=["visit", "profile_key"],
                condition=~Q(visit="") & ~Q(profile_key=""),
                name="once_on_a_visits_shortlist",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
