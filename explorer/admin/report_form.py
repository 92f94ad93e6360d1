"""The choice of quarter and region above a report, and what was chosen in the reader's words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from explorer.admin.choices import offer
from profiles.models import QuarterCount
from profiles.quarters import Quarter
from profiles.transparency.publish import OtherListError
from profiles.transparency.report import Report
from profiles.transparency.stored import staff_report
from profiles.vocabularies import reference

ORDINALS = (
    gettext_lazy("eerste kwartaal"),
    gettext_lazy("tweede kwartaal"),
    gettext_lazy("derde kwartaal"),
    gettext_lazy("vierde kwartaal"),
)


def quarters() -> list[tuple[str, str]]:
    """The counted quarters, newest first."""
    counted = [count.as_quarter for count in QuarterCount.objects.order_by("-quarter")]
    return [(str(quarter), in_words(quarter)) for quarter in counted]


def regions(only: Sequence[int] = ()) -> list[tuple[str, str]]:
    """Every region by UWV's number, before them the country; for whoever is bound to some (`only`), just these."""
    found = [(str(number), f"{number} {name}") for number, name in reference().served_regions.items()]
    return [pair for pair in found if int(pair[0]) in only] if only else [("", _("Heel Nederland")), *found]


class ReportForm(forms.Form):
    """Quarter and region of a report; the names are those in the address."""

    kwartaal = forms.ChoiceField(
        label=gettext_lazy("Kwartaal"),
        choices=quarters,
        error_messages={
            "invalid_choice": gettext_lazy("Dit kwartaal is niet geteld. Kies een kwartaal uit de lijst.")
        },
    )
    regio = forms.ChoiceField(
        label=gettext_lazy("Regio"),
        choices=regions,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Deze regio bestaat niet. Kies een regio uit de lijst.")},
    )

    def __init__(self, chosen: QueryDict, *, only: Sequence[int] = ()) -> None:
        """Without a chosen quarter it is the newest one, without a region the country.

        Whoever is bound to regions (`only`, UWV numbers) chooses among these, at first the first of them.
        """
        self.newest = QuarterCount.objects.order_by("quarter").last()
        first = {"regio": str(only[0])} if only else {}
        super().__init__({"kwartaal": str(self.newest or ""), **first, **chosen.dict()})
        if only:
            offer(self, "regio", regions(only), required=True)

    def clean(self) -> dict[str, Any]:
        """Adds the chosen report to what was chosen."""
        chosen = self.cleaned_data
        if "kwartaal" in chosen and "regio" in chosen:
            region = int(chosen["regio"]) if chosen["regio"] else None
            chosen["report"] = chosen_report(Quarter.parse(chosen["kwartaal"]), region)
        return chosen


def chosen_report(quarter: Quarter, region: int | None = None) -> Report:
    """Raises ValidationError, in the reader's words, when the count does not fit the list of municipalities."""
    try:
        return staff_report(quarter, region)
    except OtherListError as error:
        raise forms.ValidationError(
            _("De telling van dit kwartaal past niet bij de lijst van gemeenten. Laad de referentiegegevens opnieuw.")
        ) from error


def in_words(quarter: Quarter) -> str:
    """As in "vierde kwartaal 2020", in the reader's language."""
    return f"{ORDINALS[quarter.number - 1]} {quarter.year}"


def title(report: Report) -> str:
    """The title as UWV prints it."""
    area = _("Nederland") if report.national else report.area
    return _("Transparantie van klantprofielen, %(quarter)s, %(area)s") % {
        "quarter": in_words(report.quarter),
        "area": area,
    }


def area_in_words(report: Report) -> str:
    """The area within a sentence; "Regio Zwolle" already says that it is a region."""
    if report.national:
        return _("heel Nederland")
    words = _("de %(area)s") if report.area.startswith("Regio ") else _("de regio %(area)s")
    return words % {"area": report.area}
