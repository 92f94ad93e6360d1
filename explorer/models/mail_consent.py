"""Whether someone wants mail about saved searches: asked twice, stopped with one click."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F


class MailConsentQuerySet(models.QuerySet["MailConsent"]):
    """Questions about who wants mail."""

    def given(self) -> Self:
        """Confirmed from the very address that the account has now."""
        return self.exclude(confirmed_at=None).filter(address=F("user__email"), user__is_active=True)


class MailConsent(models.Model):
    """One account. Both keys stand in links of mail to this address, and nowhere else."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_consent")
    address = models.EmailField()
    language = models.CharField(max_length=5, help_text="In which one the mail is written.")
    confirm_key = models.UUIDField(default=uuid.uuid4, unique=True)
    stop_key = models.UUIDField(default=uuid.uuid4, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    objects = MailConsentQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.user_id)
