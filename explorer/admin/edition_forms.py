"""What staff fill in about editions: the check of a draft, a correction, two quarters to compare, a question."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from explorer.admin.choices import offer
from explorer.admin.report_form import chosen_report, quarters, regions
from profiles.models import EditionCorrection, Municipality
from profiles.quarters import Quarter
from profiles.transparency.answer import Area, Asked
from profiles.transparency.overview import Measure
from profiles.vocabularies import reference

ASKED = {
    Asked.TOTAL: gettext_lazy("Hoeveel mensen staan in Sonar?"),
    Asked.WITH: gettext_lazy("Hoeveel hebben een profiel?"),
    Asked.WITHOUT: gettext_lazy("Hoeveel hebben geen profiel?"),
    Asked.SHARE: gettext_lazy("Welk deel heeft een profiel?"),
    Asked.GEM: gettext_lazy("Hoeveel zijn klant van een gemeente?"),
    Asked.UWV: gettext_lazy("Hoeveel zijn klant van UWV?"),
    Asked.KNOWN: gettext_lazy("Welk deel van het doelgroepregister is bekend in Sonar?"),
}
MEASURES = {
    Measure.SHARE: gettext_lazy("Deel met een profiel"),
    Measure.KNOWN: gettext_lazy("Deel van het register dat bekend is"),
    Measure.TOTAL: gettext_lazy("Mensen in Sonar"),
}


class CheckForm(forms.Form):
    """The first person looks at a draft."""

    acknowledged = forms.IntegerField(
        label=gettext_lazy("Aantal afgekeurde records"),
        min_value=0,
        help_text=gettext_lazy("Typ het aantal over. Zo bevestigt u dat deze records niet meetellen."),
    )
    protect = forms.BooleanField(
        label=gettext_lazy("Beschermd publiceren"),
        required=False,
        help_text=gettext_lazy("Elk getal afgerond op vijf, 1 tot en met 7 als “< 8”. Dit ligt na goedkeuring vast."),
    )


class CorrectionForm(forms.Form):
    """One cell of a published edition that was wrong."""

    code = forms.ChoiceField(label=gettext_lazy("Gemeente"), required=False)
    column = forms.ChoiceField(label=gettext_lazy("Kolom"), choices=EditionCorrection.Column.choices)
    figure = forms.IntegerField(label=gettext_lazy("Juiste aantal"), min_value=0)
    reason = forms.CharField(
        label=gettext_lazy("Reden"),
        max_length=200,
        help_text=gettext_lazy("Iedereen kan dit lezen. Noem geen personen."),
    )

    def __init__(self, quarter: Quarter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = Municipality.objects.on(quarter.last_day).order_by("name").values_list("code", "name")
        offer(self, "code", [*listed, ("", _("gemeente onbekend"))])


class OverviewForm(forms.Form):
    """What the cells of the overview show."""

    maat = forms.ChoiceField(
        label=gettext_lazy("Toon"), choices=[(key.value, text) for key, text in MEASURES.items()]
    )
    indeling = forms.ChoiceField(
        label=gettext_lazy("Gemeenten en regio’s"),
        required=False,
        choices=[("", gettext_lazy("van elk kwartaal zelf")), ("nu", gettext_lazy("van nu, om te vergelijken"))],
    )
    alles = forms.BooleanField(label=gettext_lazy("Alle kwartalen"), required=False)


class CompareForm(forms.Form):
    """Two quarters of one area."""

    van = forms.ChoiceField(label=gettext_lazy("Eerder kwartaal"), choices=quarters)
    tot = forms.ChoiceField(label=gettext_lazy("Later kwartaal"), choices=quarters)
    regio = forms.ChoiceField(label=gettext_lazy("Regio"), required=False)

    def __init__(self, only: Sequence[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "regio", regions(only), required=bool(only))

    def clean(self) -> dict[str, Any]:
        """Adds the report of the later quarter, of the whole country, to what was chosen."""
        chosen = self.cleaned_data
        if chosen.get("van", "") >= chosen.get("tot", "9"):
            raise forms.ValidationError(_("Kies eerst het eerdere en dan het latere kwartaal."))
        if not self.errors:
            chosen["report"] = chosen_report(Quarter.parse(chosen["tot"]))
        return chosen


class AnswerForm(forms.Form):
    """A figure, an area and the quarters of an answer."""

    figuur = forms.ChoiceField(
        label=gettext_lazy("Vraag"), choices=[(key.value, text) for key, text in ASKED.items()]
    )
    gebied = forms.ChoiceField(label=gettext_lazy("Gebied"), required=False)
    tot = forms.ChoiceField(label=gettext_lazy("Kwartaal"), choices=quarters)
    van = forms.ChoiceField(label=gettext_lazy("Vergelijk met"), required=False)

    def __init__(self, only: Sequence[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [*regions(only), (_("Gemeenten van nu"), _towns(only))]
        offer(self, "gebied", areas, required=bool(only))
        offer(self, "van", [("", _("niets")), *quarters()])

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        if chosen.get("van") and chosen["van"] >= chosen.get("tot", ""):
            raise forms.ValidationError(_("Vergelijk met een eerder kwartaal."))
        return chosen

    def area(self) -> Area:
        """The chosen area in words."""
        chosen = self.cleaned_data["gebied"]
        if not chosen:
            return Area("Nederland")
        if chosen.startswith("GM"):
            return Area(f"de gemeente {reference().towns[chosen].name}", code=chosen)
        name = reference().regions[int(chosen)]
        return Area(f"de {name}" if name.startswith("Regio ") else f"de regio {name}", region=int(chosen))


def _towns(only: Sequence[int]) -> list[tuple[str, str]]:
    listed = Municipality.objects.today().order_by("name")
    shown = listed.filter(region__in=only) if only else listed
    return list(shown.values_list("code", "name"))
