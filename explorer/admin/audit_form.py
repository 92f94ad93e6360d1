"""The auditor's question to the log: by whom, when, and about which person."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from explorer.admin.choices import LongSelect
from explorer.models import Organisation
from explorer.person import UnclearError, by_code, by_reference
from profiles.audit.lookup import UnknownPersonError, people_of_record
from profiles.calendar import AMSTERDAM
from profiles.models.audit import AuditEvent, AuditQuerySet

DAY = dt.timedelta(days=1)


class AuditForm(forms.Form):
    """Sent by POST only: a Sonar number belongs in no address, history or access log."""

    actor = forms.CharField(
        label=gettext_lazy("Wie"),
        required=False,
        max_length=150,
        help_text=gettext_lazy("Gebruikersnaam, of een deel ervan."),
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisatie"),
        queryset=Organisation.objects.order_by("name", "pk"),
        required=False,
        empty_label=gettext_lazy("Alle"),
        widget=LongSelect,
    )
    start = forms.DateField(
        label=gettext_lazy("Vanaf"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=gettext_lazy("Tot en met"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reference = forms.CharField(
        label=gettext_lazy("Profielnummer"),
        required=False,
        max_length=8,
        help_text=gettext_lazy("Zoals D7K-4MPQ. Elke organisatie heeft eigen nummers."),
    )
    sonar_id = forms.CharField(
        label=gettext_lazy("Nummer in Sonar"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Wordt niet bewaard."),
    )

    def clean(self) -> dict[str, Any]:
        """Adds `people`: the profile keys asked about, or nothing when the question is not about one person."""
        asked = self.cleaned_data
        if asked.get("start") and asked.get("end") and asked["start"] > asked["end"]:
            self.add_error("end", _("Deze dag ligt voor de eerste. Kies een latere."))
        if asked.get("reference") and asked.get("sonar_id"):
            self.add_error("sonar_id", _("Vul een profielnummer in of een nummer in Sonar, niet allebei."))
        asked["people"] = self._people(asked.get("reference", ""), asked.get("sonar_id", ""))
        return asked

    def events(self) -> AuditQuerySet:
        """What the log holds of it, newest first. With a reference, the organisation says whose reference it is."""
        asked = self.cleaned_data
        events = AuditEvent.objects.naming(*asked["people"]) if asked["people"] else AuditEvent.objects.all()
        if asked["actor"]:
            events = events.filter(actor__icontains=asked["actor"])
        if asked["organisation"] and not asked["reference"]:
            name, key = asked["organisation"].name, f"o:{asked['organisation'].pk}"
            events = events.filter(Q(viewer=key) | Q(viewer="", organisation=name))
        if asked["start"]:
            events = events.filter(at__gte=_midnight(asked["start"]))
        if asked["end"]:
            events = events.filter(at__lt=_midnight(asked["end"] + DAY))
        return events.order_by("-at", "-pk")

    def asked_by(self) -> str:
        """By which fields was asked, in Dutch, for the event of this look; not what was filled in."""
        with override("nl"):
            return ", ".join(str(self.fields[name].label) for name in self.fields if self.cleaned_data.get(name))

    def _people(self, reference: str, sonar_id: str) -> tuple[str, ...]:
        organisation: Organisation | None = self.cleaned_data.get("organisation")
        try:
            if reference:
                return (by_reference(f"{organisation.pk}:{reference}") if organisation else by_code(reference),)
            return people_of_record(sonar_id.strip()) if sonar_id else ()
        except UnclearError:
            self.add_error(
                "reference", _("Dit nummer is van niemand, of van meer organisaties. Kies de organisatie.")
            )
        except UnknownPersonError:
            text = _("Met dit nummer is niemand gepubliceerd, en niemand staat ermee in het logboek.")
            self.add_error("sonar_id", text)
        return ()


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), AMSTERDAM)
