"""The choice of region above the page "Vindbaarheid"."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.vocabularies import reference


def areas() -> list[tuple[str, str]]:
    """The country, every region under UWV's number, and the people whose card names no region."""
    regions = [(str(number), f"{number} {name}") for number, name in reference().regions.items()]
    return [("", _("Heel Nederland")), *regions, ("0", _("Regio niet precies bekend"))]


class RegionForm(forms.Form):
    """The name is that in the address."""

    regio = forms.ChoiceField(
        label=gettext_lazy("Regio"),
        choices=areas,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Deze regio bestaat niet. Kies een regio uit de lijst.")},
    )

    def __init__(self, chosen: QueryDict) -> None:
        super().__init__(chosen.dict())
