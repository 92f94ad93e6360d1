"""The clients for whom an intermediary keeps things: simple folders with a name."""

import uuid
from typing import Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from explorer.models.organisation import Organisation


class ClientFolderQuerySet(models.QuerySet["ClientFolder"]):
    """Questions about folders."""

    def of(self, organisation: int) -> Self:
        """The folders of one organisation; nobody else's can be reached through this."""
        return self.filter(organisation=organisation)


class ClientFolder(models.Model):
    """One client of an intermediary. It belongs to the organisation, so colleagues share it."""

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="In addresses: drawn by lot, unlike the id."
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="client_folders")
    name = models.CharField(_("naam"), max_length=80)

    objects = ClientFolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("opdrachtgever")
        verbose_name_plural = _("opdrachtgevers")
        constraints = [
            models.UniqueConstraint(Lower("name"), "organisation", name="one_client_folder_per_name"),
            models.CheckConstraint(condition=~models.Q(name=""), name="client_folder_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
