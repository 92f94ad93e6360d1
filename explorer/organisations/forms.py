"""The forms of an organisation: an address to invite, who joins with a new account, and the name of a client."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from explorer.accounts.forms import PASSWORD_HELP, AddressForm, password_box, text_box
from explorer.client_folders import LONGEST_NAME


class InviteForm(AddressForm):
    """The address of a colleague."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mailadres van uw collega")
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class JoinForm(forms.Form):
    """What is still needed of somebody who was invited: the address is known, and the organisation too."""

    name = forms.CharField(
        label=_("Uw naam"),
        max_length=80,
        widget=text_box("name"),
        error_messages={"required": _("Vul uw naam in.")},
    )
    password = forms.CharField(
        label=_("Kies een wachtwoord"),
        widget=password_box("new-password"),
        strip=False,
        help_text=PASSWORD_HELP,
        error_messages={"required": _("Kies een wachtwoord.")},
    )

    def __init__(self, data: Any = None, *, email: str) -> None:
        super().__init__(data)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """The password may not look like the name or the address."""
        values = super().clean() or self.cleaned_data
        if "password" in values:
            like = User(username=self.email, email=self.email, first_name=values.get("name", ""))
            try:
                validate_password(values["password"], like)
            except ValidationError as error:
                self.add_error("password", error)
        return values


class ClientForm(forms.Form):
    """The name of a client."""

    name = forms.CharField(
        label=_("Naam van de opdrachtgever"),
        max_length=LONGEST_NAME,
        widget=text_box("off"),
        error_messages={"required": _("Geef de opdrachtgever een naam.")},
    )
