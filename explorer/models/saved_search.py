"""Searches that an organisation keeps."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from explorer.models.organisation import Organisation


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Questions about saved searches."""

    def of(self, *, user: int, organisation: int) -> Self:
        """One person's searches for one organisation; nobody else's can be reached through this."""
        return self.filter(owner=user, organisation=organisation)


class SavedSearch(models.Model):
    """A named search, kept as its canonical query string, so that it opens as the same address."""

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="In addresses: drawn by lot, unlike the id."
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="saved_searches")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("naam"), max_length=80)
    query = models.CharField(max_length=4000, blank=True)
    saved_at = models.DateTimeField()

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("bewaarde zoekopdracht")
        verbose_name_plural = _("bewaarde zoekopdrachten")
        constraints = [
            models.UniqueConstraint(fields=["owner", "organisation", "name"], name="one_saved_search_per_name")
        ]

    def __str__(self) -> str:
        return self.name
