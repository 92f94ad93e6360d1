"""The forms of an organisation: an address to invite, who joins with a new account, and the name of a client."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from explorer.accounts.forms import AddressForm, NewAccountForm, text_box
from explorer.client_folders import LONGEST_NAME


class InviteForm(AddressForm):
    """The address of a colleague."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mailadres van uw collega")
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class JoinForm(NewAccountForm):
    """What is still needed of somebody who was invited: the address is known, and the organisation too."""

    def __init__(self, data: Any = None, *, email: str) -> None:
        super().__init__(data)
        self._email = email

    def address_in(self, _values: dict[str, Any]) -> str:
        return self._email


class ClientForm(forms.Form):
    """The name of a client."""

    name = forms.CharField(
        label=_("Naam van de opdrachtgever"),
        max_length=LONGEST_NAME,
        widget=text_box("off"),
        error_messages={"required": _("Geef de opdrachtgever een naam.")},
    )
