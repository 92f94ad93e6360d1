"""The choice of region above the page "Vindbaarheid"."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from explorer.admin.choices import offer
from explorer.admin.report_form import regions


def areas() -> list[tuple[str, str]]:
    """The country, every region under UWV's number, and the people whose card names no region."""
    return [*regions(), ("0", _("Regio niet precies bekend"))]


class RegionForm(forms.Form):
    """The name is that in the address."""

    regio = forms.ChoiceField(
        label=gettext_lazy("Regio"),
        choices=areas,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Deze regio bestaat niet. Kies een regio uit de lijst.")},
    )

    def __init__(self, chosen: QueryDict, *, only: Sequence[int] = ()) -> None:
        """Whoever is bound to regions (`only`, UWV numbers) chooses among these, at first the first of them."""
        first = {"regio": str(only[0])} if only else {}
        super().__init__({**first, **chosen.dict()})
        if only:
            offer(self, "regio", regions(only), required=True)
