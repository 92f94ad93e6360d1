"""The second step of signing in: a code from an app (TOTP), or one of ten recovery codes."""

import secrets
from base64 import b32encode

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from explorer.access import Role
from explorer.accounts.sessions import end_sessions
from explorer.models import Membership
from explorer.references import ALPHABET
from profiles import keys

CODES, CODE_LENGTH = 10, 12
NAME = "app"


class WrongCodeError(ValueError):
    """The code is not right, was used before, or came too soon after a wrong one."""


def is_required(user: User, membership: Membership | None) -> bool:
    """Whether someone may do nothing without a second step: whoever may enter the admin, and advisers."""
    if settings.SECOND_FACTOR != "required":
        return False
    return user.is_staff or (membership is not None and membership.role == Role.ADVISER)


def device_of(user: User) -> TOTPDevice | None:
    """The app that someone set up; None without."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def begun(user: User) -> TOTPDevice:
    """The app that someone is setting up, with one secret until that is done."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": NAME})[0]


@transaction.atomic
def confirm(*, user: User, code: str) -> tuple[TOTPDevice, tuple[str, ...]]:
    """Sets the app up with its first code; the device and the recovery codes, which cannot be shown again.

    All other sessions end: they were begun without a second step.

    Raises:
        WrongCodeError: the code is not one of this secret.
    """
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(_tidied(code)):
        raise WrongCodeError
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    end_sessions(user.pk)
    return device, renew_codes(user=user)


@transaction.atomic
def renew_codes(*, user: User) -> tuple[str, ...]:
    """Ten new recovery codes; the old ones stop working. Only keyed hashes are kept."""
    StaticDevice.objects.filter(user=user).delete()
    drawn = tuple("".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(CODES))
    kept = StaticDevice.objects.create(user=user, name="recovery")
    StaticToken.objects.bulk_create(StaticToken(device=kept, token=keys.recovery_key(code)) for code in drawn)
    return tuple("-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4)) for code in drawn)


def codes_left(user: User) -> int:
    """How many recovery codes were not used yet."""
    left: int = StaticToken.objects.filter(device__user=user).count()
    return left


def check(*, user: User, code: str) -> Device:
    """The device that a code belongs to; each code works once, and after a wrong one there is a growing pause.

    Raises:
        WrongCodeError: it belongs to none of this person's.
    """
    tidy = _tidied(code)
    of_app = tidy.isdigit() and len(tidy) < CODE_LENGTH
    device = device_of(user) if of_app else StaticDevice.objects.filter(user=user).first()
    if device is None or not verify_token(user, device.persistent_id, tidy if of_app else keys.recovery_key(tidy)):
        raise WrongCodeError
    return device


@transaction.atomic
def take_away(*, user: User) -> None:
    """No second step any more; all other sessions end."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    end_sessions(user.pk)


def qr_code(device: TOTPDevice) -> str:
    """The secret as a picture for the app: SVG, dark on light in every theme."""
    return segno.make(device.config_url, error="m").svg_inline(
        omitsize=True, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )


def secret_in_letters(device: TOTPDevice) -> str:
    """The secret as an app takes it by hand, in groups of four."""
    letters = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _tidied(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
