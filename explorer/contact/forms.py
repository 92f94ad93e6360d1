"""What an employer fills in to ask for contact."""

import datetime as dt

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from explorer.contact.asking import Question
from explorer.free_text import PersonalDataError, refuse_personal_data

LONGEST_WORK = 200


class ContactForm(forms.Form):
    """About the work, of which `work` is what is known of it already; with `is_guest` also who asks."""

    name = forms.CharField(label=gettext_lazy("Uw bedrijf of organisatie"), max_length=80)
    address = forms.EmailField(label=gettext_lazy("Uw e-mailadres"), max_length=254)
    work = forms.CharField(label=gettext_lazy("Voor welk werk?"), max_length=LONGEST_WORK)
    wanted = forms.IntegerField(label=gettext_lazy("Hoeveel mensen zoekt u?"), min_value=1, max_value=500)
    needed_on = forms.DateField(label=gettext_lazy("Vanaf welke dag? (mag leeg)"), required=False)
    message = forms.CharField(
        label=gettext_lazy("Bericht aan de adviseur (mag leeg)"), max_length=1000, required=False
    )

    def __init__(self, data: QueryDict | None = None, *, is_guest: bool, today: dt.date, work: str = "") -> None:
        super().__init__(data, initial={"wanted": 1, "work": work[:LONGEST_WORK]})
        self._today = today
        if not is_guest:
            del self.fields["name"], self.fields["address"]

    def clean_work(self) -> str:
        return _without_personal_data(self.cleaned_data["work"])

    def clean_message(self) -> str:
        return _without_personal_data(self.cleaned_data["message"])

    def clean_needed_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["needed_on"]
        if day is not None and day < self._today:
            raise forms.ValidationError(_("Deze dag is al geweest."))
        return day

    @property
    def question(self) -> Question:
        """What was filled in. Only on valid data."""
        asked = self.cleaned_data
        return Question(asked["work"], asked["wanted"], asked["needed_on"], asked["message"])


def _without_personal_data(text: str) -> str:
    try:
        refuse_personal_data(text)
    except PersonalDataError as error:
        raise forms.ValidationError(str(error)) from None
    return text
