"""Colleagues who were asked to join an organisation and did not yet."""

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models.functions import Lower

from explorer.models.organisation import Organisation


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def of(self, organisation: int) -> Self:
        """Those of one organisation; nobody else's can be reached through this."""
        return self.filter(organisation=organisation)

    def sent_before(self, moment: dt.datetime) -> Self:
        return self.filter(sent_at__lt=moment)


class Invitation(models.Model):
    """One address that may join one organisation. Goes when it is used or withdrawn, so that its link works once."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="In the link, signed.")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    sent_at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), "organisation", name="one_invitation_per_address"),
        ]

    def __str__(self) -> str:
        return str(self.key)
