"""Who saw whom: one event for every showing of profiles, written before the page is sent."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    TextField = models.TextField[tuple[str, ...] | str, tuple[str, ...]]
else:  # Django's own class takes no type arguments at run time
    TextField = models.TextField


class KeysField(TextField):
    """Keyed hashes of people as one text with spaces between: what is stored is what the mark is made over."""

    def from_db_value(self, value: str, *_: object) -> tuple[str, ...]:
        return tuple(value.split())

    def to_python(self, value: Any) -> tuple[str, ...]:
        return tuple(value.split()) if isinstance(value, str) else tuple(value or ())

    def get_prep_value(self, value: Any) -> str:
        return value if isinstance(value, str) else " ".join(value)


class AuditAction(models.TextChoices):
    """Everything that the log can tell, and nothing else: the first seven show profiles, the others do not."""

    RESULTS = "results", _("lijst met resultaten")
    CARD = "card", _("profiel")
    COMPARISON = "comparison", _("vergelijking")
    SHORTLIST = "shortlist", _("selectie")
    PRINT = "print", _("afdruk")
    EXPORT = "export", _("bestand")
    CONTACT = "contact", _("contactverzoek")
    LOOKUP = "lookup", _("profielnummer opgezocht")
    OPENING = "opening", _("koppeling geopend")
    LOG_SEARCH = "log_search", _("logboek bekeken")
    LOG_REPORT = "log_report", _("rapport voor betrokkene")
    ALARM = "alarm", _("alarm")


SHOWING = (
    AuditAction.RESULTS,
    AuditAction.CARD,
    AuditAction.COMPARISON,
    AuditAction.SHORTLIST,
    AuditAction.PRINT,
    AuditAction.EXPORT,
    AuditAction.CONTACT,
)
"""Actions after which someone has seen the profiles that the event names."""


class Origin(models.TextChoices):
    """Where something was shown."""

    WEB = "web", _("website")
    API = "api", _("API")
    ADMIN = "admin", _("beheer")
    COMMAND = "command", _("opdrachtregel")
    SYSTEM = "system", _("het systeem zelf")


class Purpose(models.TextChoices):
    """What for, as the role allows it (AVG, article 5, first paragraph, under b)."""

    EXPLORE = "explore", _("verkennen zonder account")
    RECRUIT = "recruit", _("personeel zoeken")
    MEDIATE = "mediate", _("bemiddelen naar werk")
    SUPPORT = "support", _("uitvoering en beheer door UWV")
    OVERSIGHT = "oversight", _("toezicht op het gebruik")


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    """Questions about who saw whom."""

    def showing(self) -> Self:
        """Events after which someone had seen a profile."""
        return self.filter(action__in=SHOWING)

    def naming(self, *people: str) -> Self:
        """Events that name one of these profile keys."""
        named = models.Q(pk__in=())
        for key in people:
            named |= models.Q(people__contains=key)
        return self.filter(named)

    def first_at(self) -> dt.datetime | None:
        """When the first of these events was; None if there are none."""
        return self.order_by("at").values_list("at", flat=True).first()

    def between(self, start: dt.datetime, end: dt.datetime) -> Self:
        """From `start` up to, not including, `end`."""
        return self.filter(at__gte=start, at__lt=end)


class AuditEvent(models.Model):
    """One look. Actor and organisation are text, so that the row outlives accounts; people are keyed hashes.

    The database takes rows in and refuses to change them or to give them up (`profiles/audit/guard.py`).
    """

    at = models.DateTimeField(_("wanneer"), db_index=True)
    viewer = models.CharField(
        _("kijker"), max_length=40, blank=True, help_text="Whose references were used: `o:7`, or `v:` and a hash."
    )
    actor = models.CharField(
        _("wie"), max_length=150, help_text="User name, or 'bezoeker' and a keyed hash of the session."
    )
    organisation = models.CharField(_("organisatie"), max_length=80, blank=True)
    role = models.CharField(_("rol"), max_length=20)
    origin = models.CharField(_("waar"), max_length=10, choices=Origin.choices)
    purpose = models.CharField(_("waarvoor"), max_length=10, choices=Purpose.choices)
    action = models.CharField(_("handeling"), max_length=10, choices=AuditAction.choices)
    about = models.CharField(
        _("toelichting"), max_length=100, blank=True, help_text="Never personal data: it is read by many."
    )
    people = KeysField(_("personen"), blank=True, help_text="Keyed hashes of the people shown.")
    mac = models.CharField(_("merkteken"), max_length=64, help_text="Keyed hash over all other fields.")

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("inzage")
        verbose_name_plural = _("inzagen")
        constraints = [
            models.CheckConstraint(condition=models.Q(action__in=AuditAction.values), name="audit_action_is_known"),
            models.CheckConstraint(condition=models.Q(origin__in=Origin.values), name="audit_origin_is_known"),
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="audit_purpose_is_known"),
        ]
        indexes = [models.Index(fields=["actor", "at"], name="audit_by_actor")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
