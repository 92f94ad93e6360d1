"""Under which reference each viewer knows each profile, and since when: nobody can compare notes with another."""

import datetime as dt
from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Q


class ReferenceQuerySet(models.QuerySet["ProfileReference"]):
    """Questions about what was shown to whom."""

    def of(self, viewer: str) -> Self:
        return self.filter(viewer=viewer)

    def about(self, profiles: Collection[str]) -> Self:
        return self.filter(profile_key__in=profiles)

    def since(self, moment: dt.datetime) -> Self:
        """Those that were new to their viewer at that moment or later."""
        return self.filter(first_shown_at__gte=moment)

    def of_visitors(self) -> Self:
        """Those of sessions and of networks without cookies, as opposed to organisations."""
        return self.filter(Q(viewer__startswith="v:") | Q(viewer__startswith="n:"))


class ProfileReference(models.Model):
    """One profile that was shown to one viewer.

    The viewer is an organisation (`o:7`), a visitor's session or a network that sends no cookie (`v:` or `n:` and a
    keyed hash). `account` is a keyed hash of the account that was first to see it; empty for visitors.
    """

    viewer = models.CharField(max_length=40)
    profile_key = models.CharField(max_length=32)
    code = models.CharField(max_length=8)
    account = models.CharField(max_length=32, blank=True)
    first_shown_at = models.DateTimeField()

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["viewer", "profile_key"], name="one_reference_per_viewer_and_profile"),
            models.UniqueConstraint(fields=["viewer", "code"], name="one_profile_per_viewer_and_reference"),
        ]
        indexes = [
            models.Index(fields=["viewer", "first_shown_at"], name="shown_to_viewer_since"),
            models.Index(fields=["account", "first_shown_at"], name="shown_to_account_since"),
        ]

    def __str__(self) -> str:
        return self.code
