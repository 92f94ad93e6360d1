"""Tokens with which a program acts for a member of an organisation."""

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from explorer.models.organisation import Membership


class Scope(models.TextChoices):
    """What a token is good for: each is the first word of the addresses that it opens."""

    CANDIDATES = "kandidaten", _("Kandidaten zoeken en bekijken")
    SEARCHES = "zoekopdrachten", _("Zoekopdrachten bewaren")
    SHORTLIST = "selectie", _("De selectie lezen en aanvullen")
    CONTACT = "contactverzoeken", _("Contact vragen")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Questions about tokens."""

    def of(self, membership: Membership) -> Self:
        """One member's; nobody else's can be reached through this."""
        return self.filter(membership=membership)

    def expired_before(self, moment: dt.datetime) -> Self:
        return self.filter(expires_at__lt=moment)


class ApiToken(models.Model):
    """One token; itself it is nowhere, only its digest. It ends with the membership."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("naam"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(scopes=[]), name="a_token_is_good_for_something")]

    def __str__(self) -> str:
        return str(self.key)
