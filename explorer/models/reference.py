"""Under which reference each viewer knows each profile, and since when: nobody can compare notes with another."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Literal, Self

from django.db import connection, models
from django.db.models import Q
from django.db.models.query import RawQuerySet

Column = Literal["viewer", "account"]
COUNTED: dict[Column, str] = {
    "viewer": "SELECT COUNT(*) FROM explorer_profilereference WHERE viewer = %s AND first_shown_at >= %s",
    "account": "SELECT COUNT(*) FROM explorer_profilereference WHERE account = %s AND first_shown_at >= %s",
}
AMONG = "SELECT * FROM explorer_profilereference WHERE viewer IN ({viewers}) AND profile_key IN ({profiles})"
CODED = "SELECT * FROM explorer_profilereference WHERE viewer IN ({viewers}) AND code IN ({codes})"
"""By hand: on every page the ORM would take thirty times as long to make these as the database to answer them."""


class ReferenceQuerySet(models.QuerySet["ProfileReference"]):
    """Questions about what was shown to whom."""

    def of(self, viewer: str) -> Self:
        return self.filter(viewer=viewer)

    def counts(self, of: Sequence[tuple[Column, str]], since: dt.datetime) -> tuple[int, ...]:
        """How many each of these viewers or accounts was given since a moment, in one question."""
        at = connection.ops.adapt_datetimefield_value(since)
        asked = ", ".join(f"({COUNTED[column]})" for column, _value in of)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {asked}", [one for _column, value in of for one in (value, at)])
            found: tuple[int, ...] = cursor.fetchone()
        return found

    def among(self, viewers: Collection[str], profiles: Collection[str]) -> "RawQuerySet[ProfileReference]":
        """Those that these viewers have of these profiles (keys)."""
        statement = AMONG.format(viewers=_marks(viewers), profiles=_marks(profiles))
        return self.raw(statement, [*viewers, *profiles])

    def coded(self, viewers: Collection[str], codes: Collection[str]) -> "RawQuerySet[ProfileReference]":
        """Those that these viewers have under these codes."""
        statement = CODED.format(viewers=_marks(viewers), codes=_marks(codes))
        return self.raw(statement, [*viewers, *codes])

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


def _marks(values: Collection[str]) -> str:
    """A place in a statement for each value."""
    return ", ".join(["%s"] * len(values)) or "NULL"
