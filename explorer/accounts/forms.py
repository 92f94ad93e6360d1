"""The forms of signing in and of one's own account; every field says to a password manager what it is."""

import re
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

BOX = "utrecht-textbox utrecht-textbox--html-input"
NO_PAIR = _("Deze naam en dit wachtwoord horen niet bij elkaar. Kijk ze na en probeer het opnieuw.")
PASSWORD_HELP = _("Minstens 8 tekens. Een paar losse woorden achter elkaar is makkelijk te onthouden.")
ADDRESS_ERRORS = {
    "required": _("Vul een e-mailadres in."),
    "invalid": _("Dit is geen e-mailadres. Het ziet eruit als naam@bedrijf.nl."),
}


def tidied_address(address: str) -> str:
    """As addresses are kept: in small letters."""
    return address.strip().lower()


def text_box(autocomplete: str, **attributes: str) -> forms.TextInput:
    """A box for a line of text."""
    return forms.TextInput({"class": BOX, "autocomplete": autocomplete, **attributes})


def mail_box() -> forms.EmailInput:
    """A box for a mail address."""
    return forms.EmailInput({"class": BOX, "autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"})


def password_box(autocomplete: str) -> forms.PasswordInput:
    """A box for a password; `autocomplete` is "current-password" or "new-password"."""
    return forms.PasswordInput({"class": BOX, "autocomplete": autocomplete})


def code_box() -> forms.TextInput:
    """A box for a code; phones offer the one they know."""
    return text_box("one-time-code", inputmode="text", autocapitalize="characters", spellcheck="false")


class SignInForm(AuthenticationForm):
    """A name and a password. Which of the two was wrong is never said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages = {"invalid_login": NO_PAIR, "inactive": NO_PAIR}
        self.fields["username"].label = _("E-mailadres of gebruikersnaam")

    def clean_username(self) -> str:
        """Mail addresses are kept in small letters, user names as staff gave them."""
        name: str = self.cleaned_data["username"].strip()
        return name.lower() if "@" in name else name


class CodeForm(forms.Form):
    """A code from the app."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=code_box(),
        error_messages={"required": _("Vul de code in die uw app nu laat zien.")},
    )


class PasswordForm(forms.Form):
    """One's own password once more, before something that a stranger at the keyboard should not do."""

    password = forms.CharField(
        label=_("Uw wachtwoord"),
        widget=password_box("current-password"),
        strip=False,
        error_messages={"required": _("Vul uw wachtwoord in.")},
    )

    def refuse(self) -> None:
        """The password was not right."""
        self.add_error("password", ValidationError(_("Dit wachtwoord klopt niet. Probeer het opnieuw.")))


class NewPasswordForm(forms.Form):
    """A new password, typed once: a password manager makes no typing errors, and a link in a mail mends one."""

    new_password = forms.CharField(
        label=_("Nieuw wachtwoord"),
        widget=password_box("new-password"),
        strip=False,
        help_text=PASSWORD_HELP,
        error_messages={"required": _("Kies een wachtwoord.")},
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)
        self.user = user

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        validate_password(password, self.user)
        return password


class ChangePasswordForm(PasswordForm, NewPasswordForm):
    """The old password and a new one."""

    field_order = ("password", "new_password")


class AddressForm(forms.Form):
    """A mail address."""

    email = forms.EmailField(label=_("E-mailadres"), widget=mail_box(), error_messages=ADDRESS_ERRORS)

    def clean_email(self) -> str:
        return tidied_address(self.cleaned_data["email"])


class NewAddressForm(PasswordForm, AddressForm):
    """Another mail address for one's account, with the password."""

    field_order = ("email", "password")


class NewAccountForm(forms.Form):
    """Who gets an account, and the password for it."""

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

    def address_in(self, values: dict[str, Any]) -> str:
        """The address of the account, of what was filled in."""
        return str(values.get("email", ""))

    def clean(self) -> dict[str, Any]:
        """The password may not look like the name or the address."""
        values = super().clean() or self.cleaned_data
        if "password" in values:
            email = self.address_in(values)
            like = User(username=email, email=email, first_name=values.get("name", ""))
            try:
                validate_password(values["password"], like)
            except ValidationError as error:
                self.add_error("password", error)
        return values


class SignUpForm(NewAccountForm, AddressForm):
    """Everything that an account needs, on one screen."""

    organisation = forms.CharField(
        label=_("Organisatie"),
        max_length=80,
        widget=text_box("organization"),
        error_messages={"required": _("Vul in voor welke organisatie u werkt.")},
    )
    kvk_number = forms.CharField(
        label=_("KvK-nummer"),
        max_length=20,
        widget=text_box("off", inputmode="numeric"),
        help_text=_("Acht cijfers."),
        error_messages={"required": _("Vul het KvK-nummer in. Het staat in het Handelsregister.")},
    )
    is_intermediary = forms.BooleanField(
        label=_("Wij zoeken mensen voor andere werkgevers"),
        required=False,
        widget=forms.CheckboxInput({"class": "utrecht-checkbox utrecht-checkbox--html-input"}),
    )
    field_order = ("name", "organisation", "kvk_number", "email", "password", "is_intermediary")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mailadres van uw werk")

    def clean_kvk_number(self) -> str:
        """Eight digits; people type spaces and dots between them."""
        number = "".join(letter for letter in self.cleaned_data["kvk_number"] if letter not in " .-")
        if not re.fullmatch(r"[0-9]{8}", number):
            raise ValidationError(_("Een KvK-nummer heeft acht cijfers, bijvoorbeeld 12345678. Kijk het na."))
        return number
