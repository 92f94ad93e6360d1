"""Searches that an organisation keeps."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from explorer.models.client_folder import ClientFolder
from explorer.models.organisation import Membership, Organisation


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Questions about saved searches."""

    def of(self, membership: Membership) -> Self:
        """One person's searches for one organisation; nobody else's can be reached through this."""
        return self.kept().filter(owner=membership.user_id, organisation=membership.organisation_id)

    def shared_with(self, membership: Membership) -> Self:
        """What colleagues in the organisation share; to look at and to copy, not to change."""
        shared = self.kept().filter(organisation=membership.organisation_id, is_shared=True)
        return shared.exclude(owner=membership.user_id)

    def on_page_of(self, membership: Membership) -> Self:
        """Someone's own, thrown away or not, and what colleagues share: one question for the whole page."""
        shared = models.Q(is_shared=True, thrown_away_at=None)
        own = models.Q(owner=membership.user_id)
        return self.filter(own | shared, organisation=membership.organisation_id)

    def kept(self) -> Self:
        """Without those that were thrown away."""
        return self.filter(thrown_away_at=None)

    def thrown_away(self, membership: Membership) -> Self:
        """One person's own that can still be taken back."""
        own = self.filter(owner=membership.user_id, organisation=membership.organisation_id)
        return own.exclude(thrown_away_at=None)


class SavedSearch(models.Model):
    """A named search, kept as its canonical query string, so that it opens as the same address."""

    class Frequency(models.TextChoices):
        NEVER = "never", _("Nooit")
        DAILY = "daily", _("Elke dag")
        WEEKLY = "weekly", _("Elke week, op maandag")

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="In addresses: drawn by lot, unlike the id."
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="saved_searches")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("naam"), max_length=80)
    query = models.CharField(max_length=4000, blank=True)
    folder = models.ForeignKey(ClientFolder, models.SET_NULL, null=True, blank=True, related_name="saved_searches")
    frequency = models.CharField(max_length=6, choices=Frequency.choices, default=Frequency.NEVER)
    is_shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    thrown_away_at = models.DateTimeField(null=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("bewaarde zoekopdracht")
        verbose_name_plural = _("bewaarde zoekopdrachten")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "organisation", "name"],
                condition=models.Q(thrown_away_at=None),
                name="one_saved_search_per_name",
            )
        ]

    def __str__(self) -> str:
        return self.name
