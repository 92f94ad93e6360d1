"""What the tests of accounts share: people with a password, their app, and the mail that waits for them."""

import re

from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from explorer.accounts import second_factor
from explorer.models import Membership, OutgoingMail
from tests.factories import make_membership

PASSWORD = "zeven groene laarzen"
SIGN_IN = "/inloggen/"


def person(role: str = Membership.Role.EMPLOYER, *, name: str = "jan@bedrijf.example") -> User:
    """Someone with a mail address as user name, and a password."""
    user = make_membership(role).user
    user.refresh_from_db()  # the role made it staff, perhaps
    user.username = user.email = name
    user.first_name = "Jan Jansen"
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, name: str = "jan@bedrijf.example", password: str = PASSWORD, **more: str) -> int:
    """The status of the answer to a name and a password."""
    return client.post(SIGN_IN, {"username": name, "password": password, **more}).status_code


def is_in(client: Client) -> bool:
    """Whether a page of one's own answers, instead of asking to sign in."""
    return client.get("/account/").status_code == 200


def with_app(user: User) -> tuple[str, ...]:
    """Gives someone an app; the recovery codes."""
    device = second_factor.begun(user)
    _, codes = second_factor.confirm(user=user, code=code_of(user, confirmed=False))
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)  # so that the same half minute has a code to give
    return codes


def code_of(user: User, *, confirmed: bool = True) -> str:
    """What the app shows now."""
    device = TOTPDevice.objects.get(user=user, confirmed=confirmed)
    return f"{totp(device.bin_key):06}"


def links(to: str = "jan@bedrijf.example") -> list[str]:
    """The paths of the links in the mail that waits for an address, oldest first."""
    texts = OutgoingMail.objects.filter(to=to).order_by("pk").values_list("text", flat=True)
    return [found for text in texts for found in re.findall(r"https?://[^/\s]+(/\S*)", text)]


def subjects(to: str = "jan@bedrijf.example") -> list[str]:
    """What the mail that waits for an address is about, oldest first."""
    return list(OutgoingMail.objects.filter(to=to).order_by("pk").values_list("subject", flat=True))
