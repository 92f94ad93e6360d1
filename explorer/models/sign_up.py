"""What is kept while someone confirms a mail address: the sign-up itself, and that a mail was asked for."""

import datetime as dt
import uuid
from typing import Self

from django.db import models


class SignUp(models.Model):
    """Someone who asked for an account and did not open the link yet. Goes when they do, or after a day.

    `browser` is a keyed hash of what the browser that asked keeps: only there the link alone is enough.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="In the link, signed.")
    email = models.EmailField(db_index=True)
    name = models.CharField(max_length=80)
    organisation = models.CharField(max_length=80)
    kvk_number = models.CharField(max_length=8)
    is_intermediary = models.BooleanField(default=False)
    password = models.CharField(max_length=128, help_text="Hashed.")
    browser = models.CharField(max_length=32)
    next_page = models.CharField(max_length=4000, blank=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="Wrong passwords given with the link.")
    asked_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kvk_number__regex=r"^[0-9]{8}$"), name="sign_up_kvk_number_has_8_digits"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)


class MailRequestQuerySet(models.QuerySet["MailRequest"]):
    """Questions about who asked for mail."""

    def since(self, at: dt.datetime) -> Self:
        return self.filter(asked_at__gte=at)


class MailRequest(models.Model):
    """Somebody without an account, or with one, had a mail sent to an address. Both are keyed hashes."""

    address = models.CharField(max_length=32)
    network = models.CharField(max_length=32)
    asked_at = models.DateTimeField()

    objects = MailRequestQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["address", "asked_at"], name="mail_asked_for_address"),
            models.Index(fields=["network", "asked_at"], name="mail_asked_by_network"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"
