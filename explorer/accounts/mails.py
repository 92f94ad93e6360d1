"""The words of every mail about an account. None holds a name or anything but a link: mail is read by others."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Mail:
    """A subject and a text."""

    subject: str
    text: str


def confirm_sign_up(link: str) -> Mail:
    """For an address that is new here."""
    return _mail(
        _("Bevestig uw account"),
        _("U vroeg een account aan. Open deze link om het te bevestigen. Hij werkt één keer, 24 uur lang:"),
        link,
        _("Heeft u niets aangevraagd? Doe dan niets. Er komt geen account."),
    )


def invited(link: str) -> Mail:
    """For whoever is asked to join an organisation. Its name is on the page: here it would carry anybody's words."""
    return _mail(
        _("Een collega nodigt u uit"),
        _("Een collega vraagt u mee te doen. Open deze link om te zien voor welke organisatie. Hij werkt een week:"),
        link,
        _("Kent u niemand die dit gevraagd kan hebben? Doe dan niets."),
    )


def known_already(link: str) -> Mail:
    """For an address that has an account."""
    return _mail(
        _("U heeft al een account"),
        _("Iemand vroeg met dit adres een account aan. U heeft er al een. Log in of kies een nieuw wachtwoord:"),
        link,
        _("Was u dit niet? Dan hoeft u niets te doen."),
    )


def new_password(link: str) -> Mail:
    """For an address that has an account with a password."""
    return _mail(
        _("Kies een nieuw wachtwoord"),
        _("U vroeg een nieuw wachtwoord aan. Open deze link. Hij werkt één keer, een uur lang:"),
        link,
        _("Was u dit niet? Doe dan niets. Uw wachtwoord blijft zoals het is."),
    )


def no_account(link: str) -> Mail:
    """For an address without one, so that whoever forgot which address it was looks further."""
    return _mail(
        _("Er is geen account met dit adres"),
        _(
            "Iemand vroeg met dit adres een nieuw wachtwoord aan. Bij dit adres hoort geen account met wachtwoord. "
            "Misschien gebruikte u een ander adres. Een account aanvragen kan hier:"
        ),
        link,
        _("Was u dit niet? Dan hoeft u niets te doen."),
    )


def confirm_address(link: str) -> Mail:
    """For the new address of an account."""
    return _mail(
        _("Bevestig uw nieuwe e-mailadres"),
        _("U wilt dit adres gebruiken voor uw account. Open deze link om dat te bevestigen. Hij werkt 24 uur:"),
        link,
        _("Was u dit niet? Doe dan niets."),
    )


def address_taken(link: str) -> Mail:
    """For an address that someone wants to use, and that another account has."""
    return _mail(
        _("Dit adres hoort al bij een account"),
        _("Iemand wil dit adres gebruiken voor een ander account. Dat kan niet. Inloggen met dit adres kan hier:"),
        link,
        _("Was u dit niet? Dan hoeft u niets te doen."),
    )


def address_changed(link: str) -> Mail:
    """For the old address, when the new one is confirmed."""
    return _mail(
        _("Uw e-mailadres is veranderd"),
        _("Uw account heeft vanaf nu een ander e-mailadres. Op dit adres krijgt u geen mail meer van ons."),
        link,
        _("Was u dit niet? Neem dan meteen contact met ons op."),
    )


def password_changed(link: str) -> Mail:
    """For whoever has another password from now on."""
    return _mail(
        _("Uw wachtwoord is veranderd"),
        _("Uw account heeft een nieuw wachtwoord. U bent overal uitgelogd. Inloggen kan hier:"),
        link,
        _("Was u dit niet? Kies dan meteen een nieuw wachtwoord, en laat het ons weten."),
    )


def _mail(subject: str, what: str, link: str, otherwise: str) -> Mail:
    greeting = _("Met vriendelijke groet,")
    text = f"{what}\n\n{link}\n\n{otherwise}\n\n{greeting}\n{settings.SERVICE_NAME}\n"
    return Mail(f"{settings.SERVICE_NAME}: {subject[:1].lower()}{subject[1:]}", text)
