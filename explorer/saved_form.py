"""The form with which a saved search is adjusted."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from explorer.models import ClientFolder, SavedSearch
from explorer.saved_searches import LONGEST_NAME, Wishes


class WishesForm(forms.Form):
    """Name, client (one of the organisation's), mail and sharing."""

    name = forms.CharField(label=_("Naam"), max_length=LONGEST_NAME)
    folder = forms.ModelChoiceField(
        ClientFolder.objects.none(), label=_("Voor welke opdrachtgever"), required=False, to_field_name="key"
    )
    frequency = forms.ChoiceField(label=_("Bericht per e-mail"), choices=SavedSearch.Frequency.choices)
    is_shared = forms.BooleanField(label=_("Deel met collega's"), required=False)

    def __init__(self, data: QueryDict | None, *, saved: SavedSearch) -> None:
        initial = {
            "name": saved.name,
            "folder": saved.folder,
            "frequency": saved.frequency,
            "is_shared": saved.is_shared,
        }
        super().__init__(data, initial=initial)
        folders = self.fields["folder"]
        assert isinstance(folders, forms.ModelChoiceField)  # noqa: S101 - for the type only
        folders.queryset = ClientFolder.objects.of(saved.organisation_id).order_by("name")

    @property
    def wishes(self) -> Wishes:
        """What was filled in. Only on valid data."""
        return Wishes(**{name: self.cleaned_data[name] for name in ("name", "folder", "frequency", "is_shared")})
