"""Contact requests, and what becomes of each candidate in one. Who a candidate is, is nowhere in here."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from explorer.contact.states import MEANWHILE, OPEN, Outcome, Reason, Sentence, State
from explorer.models.organisation import Organisation
from profiles.models import Live, Mask, Route


class ContactRequestQuerySet(models.QuerySet["ContactRequest"]):
    """Questions about requests."""

    def of(self, organisation: int) -> Self:
        """One organisation's; nobody else's can be reached through this."""
        return self.filter(organisation=organisation)

    def with_news_before(self, moment: dt.datetime) -> Self:
        """Those where something happened, and then nothing more since this moment."""
        return self.filter(confirmed_at__isnull=False, news_at__lte=moment)

    def unconfirmed_since_before(self, moment: dt.datetime) -> Self:
        return self.filter(confirmed_at=None, asked_at__lt=moment)


class ContactRequest(models.Model):
    """One question of an employer about one or more candidates.

    Without an account there is no organisation: then name and address are what was filled in, and the request waits
    until its mail is confirmed. `once` is the same for the same question of the same asker on the same day.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="contact_requests"
    )
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80)
    address = models.EmailField(blank=True)
    viewer = models.CharField(max_length=40, help_text="Under whose references the candidates stand in it.")
    work = models.CharField(max_length=200)
    wanted = models.PositiveSmallIntegerField()
    needed_on = models.DateField(null=True, blank=True)
    message = models.CharField(max_length=1000, blank=True)
    asked_at = models.DateTimeField()
    confirm_key = models.UUIDField(default=uuid.uuid4, unique=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=5, default="nl", help_text="Of the mail to the asker.")
    news_at = models.DateTimeField(null=True, blank=True, help_text="Since when the asker can be told something.")

    objects = ContactRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(wanted__gte=1), name="contact_wants_somebody"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(address=""), name="contact_has_somebody_to_answer"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class ContactCandidateQuerySet(models.QuerySet["ContactCandidate"]):
    """Questions about candidates in requests."""

    def open(self) -> Self:
        return self.filter(state__in=[state.value for state in OPEN])

    def to_route(self) -> Self:
        """Those of confirmed requests that lie in no queue yet."""
        return self.open().filter(routed_at=None, request__confirmed_at__isnull=False)

    def in_queue_of(self, regions: Collection[int]) -> Self:
        """Those of these regions; whose region is not known lies in no adviser's queue."""
        return self.exclude(routed_at=None).filter(region__in=regions)

    def no_longer_shown(self) -> Self:
        """Those whose person is not visible in the live generation."""
        live = Live.objects.values("generation")
        masked = Mask.objects.filter(generation=OuterRef("generation"), number=OuterRef("number"))
        shown = Route.objects.filter(~Exists(masked), generation__in=live, profile_key=OuterRef("profile_key"))
        return self.exclude(profile_key="").exclude(Exists(shown))


class ContactCandidate(models.Model):
    """One candidate in one request, for the advisers of their region. `profile_key` goes when the matter ends."""

    request = models.ForeignKey(ContactRequest, models.CASCADE, related_name="candidates")
    profile_key = models.CharField(max_length=32, blank=True, db_index=True)
    code = models.CharField(max_length=8, help_text="The asker's own reference.")
    questions = models.JSONField(default=list, help_text="What the card leaves open of what was searched for.")
    state = models.CharField(max_length=10, default=State.RECEIVED.value)
    region = models.PositiveSmallIntegerField(null=True, blank=True, help_text="True region; never for the asker.")
    routed_at = models.DateTimeField(null=True, blank=True)
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True, help_text="When the first answer, or a reminder, is due.")
    answered_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    reason = models.CharField(max_length=15, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    sentence = models.CharField(max_length=10, blank=True, help_text="What the adviser told meanwhile.")
    is_suggested = models.BooleanField(default=False, help_text="An adviser added this candidate: “ook geschikt”.")

    objects = ContactCandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "code"], name="once_in_a_request"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="contact_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="impossible", reason__in=[one.value for one in Reason])
                | (~Q(state="impossible") & Q(reason="")),
                name="impossible_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", outcome__in=[one.value for one in Outcome])
                | (~Q(state="closed") & Q(outcome="")),
                name="closed_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["impossible", "closed"]) | Q(profile_key=""),
                name="ended_contact_holds_nobody",
            ),
            models.CheckConstraint(
                condition=Q(sentence="")
                | Q(sentence__in=[one.value for one in Sentence], state__in=sorted(one.value for one in MEANWHILE)),
                name="sentences_are_said_meanwhile",
            ),
        ]
        indexes = [models.Index(fields=["region", "state"], name="contact_queue")]

    def __str__(self) -> str:
        return f"{self.request_id}/{self.code}"


class SonarDoubt(models.Model):
    """An adviser saw that a field of a profile is wrong in Sonar: where and which, of nobody in particular."""

    region = models.PositiveSmallIntegerField(null=True)
    field = models.CharField(max_length=20)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.region} {self.field}"


class Absence(models.Model):
    """Until which day (that day included) an adviser is away; colleagues see it beside what this one took."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="contact_absence")
    until = models.DateField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.until}"
