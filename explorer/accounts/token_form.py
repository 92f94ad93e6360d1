"""The form with which a token is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from explorer.accounts.forms import PasswordForm, text_box
from explorer.accounts.tokens import TERMS
from explorer.models.api_token import Scope

DAYS = list(zip(TERMS, (_("30 dagen"), _("90 dagen"), _("Een jaar")), strict=True))


class TokenForm(PasswordForm):
    """What a token is for and how long; who has no password here is not asked for one."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=80,
        widget=text_box("off"),
        help_text=_("Bijvoorbeeld het programma dat deze sleutel gebruikt."),
        error_messages={"required": _("Geef de sleutel een naam.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("Wat mag het programma?"),
        choices=Scope.choices,
        initial=[Scope.CANDIDATES.value],
        error_messages={"required": _("Kies minstens één.")},
    )
    days = forms.TypedChoiceField(label=_("Hoelang geldig?"), choices=DAYS, coerce=int, initial=TERMS[1])
    field_order = ("name", "scopes", "days", "password")

    def __init__(self, data: object, *, has_password: bool) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        if not has_password:
            del self.fields["password"]
