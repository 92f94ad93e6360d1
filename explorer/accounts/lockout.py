"""What happens after too many wrong passwords: everyone waits, whether the account exists or not.

django-axes counts. Of a typed name it stores a keyed hash, for people type passwords into the wrong box, and of the
sender the network.
"""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from explorer.network import UNKNOWN, network_of
from profiles import keys

MOST_OF_ACCOUNT = 50
"""Wrong passwords for one name from all networks together, within the cooling off, before that name waits."""
MOST_OF_NETWORK = 100
"""The same of one network for all names together: an office mistypes less than this, a machine more."""


def counted_name(_request: HttpRequest | None, credentials: dict[str, Any] | None) -> str | None:
    """Under which name a wrong password is counted; None where no name was typed (another site's sign-in)."""
    name = (credentials or {}).get("username")
    return keys.sign_in_key(name.casefold()) if name else None


def counted_network(request: HttpRequest) -> str | None:
    """From which network: the first address of it, for a column that takes addresses only."""
    network = network_of(request)
    return None if network == UNKNOWN else network.partition("/")[0]


def is_not_counted(_request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    """Only passwords are counted; another site that signs people in does its own counting."""
    return not (credentials or {}).get("username")


def named_in_logs(*_: object) -> str:
    """Instead of a name and an address: nothing."""
    return "someone"


def forget(name: str) -> None:
    """Nobody waits any longer for this name; after its password was renewed by mail."""
    reset(username=keys.sign_in_key(name.casefold()))


class Lockout(AxesDatabaseHandler):  # type: ignore[misc]  # axes ships no types
    """Beside a name from one network, which axes counts: a name from everywhere, and a network with all its names."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        if super().is_locked(request, credentials):
            return True
        name = get_client_username(request, credentials)
        return (
            _failures(username=name) >= MOST_OF_ACCOUNT
            or _failures(ip_address=counted_network(request)) >= MOST_OF_NETWORK
        )


def _failures(**of: str | None) -> int:
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    recent = AccessAttempt.objects.filter(attempt_time__gte=since, **of)
    return recent.aggregate(failures=Sum("failures_since_start"))["failures"] or 0


def answer(request: HttpRequest, _response: HttpResponse | None, _credentials: object) -> HttpResponse:
    """The page that says to wait: the same for every name."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    answer = render(request, "accounts/locked.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(60 * minutes)
    return answer
