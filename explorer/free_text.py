"""Refuses personal data in what users write; used wherever a text of theirs is kept or sent on."""

from django.utils.translation import gettext as _

from explorer.personal_data import LONGEST_TEXT, Kind, personal_data_in


class PersonalDataError(ValueError):
    """A text seems to hold personal data; the message says what, and what to do. It never repeats the text."""


def refuse_personal_data(text: str) -> None:
    """Does nothing when a text may be kept or sent on.

    Raises:
        PersonalDataError: it seems to hold personal data, or is too long to be looked at.
    """
    if len(text) > LONGEST_TEXT:
        raise PersonalDataError(_("Deze tekst is te lang. Maak hem korter."))
    found = personal_data_in(text)
    if found:
        named = _(" en ").join(map(_named, found))
        raise PersonalDataError(
            _("Hierin lijkt %(what)s te staan. Haal dat weg: schrijf geen gegevens van personen op.")
            % {"what": named}
        )


def _named(kind: Kind) -> str:
    return {
        Kind.BSN: _("een burgerservicenummer"),
        Kind.PHONE: _("een telefoonnummer"),
        Kind.MAIL: _("een e-mailadres"),
        Kind.IBAN: _("een rekeningnummer"),
        Kind.ADDRESS: _("een adres"),
    }[kind]
