"""The way in: whoever proved who they are is signed in, after the second step where they set one up."""

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model, login
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django_otp import login as note_device
from django_otp.models import Device

from explorer.accounts.second_factor import device_of

WAITING = "second_step"
"""Under this name a session keeps who proved the first half."""
PATIENCE = dt.timedelta(minutes=10)
PASSWORDS = "explorer.role_backend.RoleBackend"


def enter(request: HttpRequest, user: User, *, backend: str, next_page: str = "") -> bool:
    """Signs someone in, or keeps for ten minutes that they may; whether they are in."""
    if device_of(user) is None:
        login(request, user, backend=backend)
        return True
    request.session.cycle_key()
    request.session[WAITING] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "backend": backend,
        "next": next_page,
        "until": (timezone.now() + PATIENCE).timestamp(),
    }
    return False


def waiting(request: HttpRequest) -> User | None:
    """Who still owes the second step; None after ten minutes, or when the password became another."""
    kept: dict[str, Any] = request.session.get(WAITING, {})
    if not kept or kept["until"] < timezone.now().timestamp():
        return None
    user = get_user_model().objects.filter(pk=kept["user"], is_active=True).first()
    return user if user and user.get_session_auth_hash() == kept["password"] else None


def complete(request: HttpRequest, user: User, device: Device) -> str:
    """Signs in whoever took the second step too; where they wanted to go (empty: nowhere in particular)."""
    kept = request.session.pop(WAITING, None)
    if kept:
        login(request, user, backend=kept["backend"])
    else:  # signed in already, before the app was set up
        request.session.cycle_key()
    note_device(request, device)
    return str(kept["next"]) if kept else ""
