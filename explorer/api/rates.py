"""How many calls a minute: counted in the cache that all processes share, and told in the headers of every answer."""

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from explorer.access import underlying
from explorer.acting import membership_of
from explorer.network import network_of
from profiles import keys

if TYPE_CHECKING:  # the views module reads this class while it is being imported
    from rest_framework.views import APIView

MINUTE = 60
RATE = "rate"
"""Under this name a request keeps its rate, for the headers."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rate:
    """Calls of one caller in the minute of the clock that runs now."""

    most: int
    used: int
    seconds_left: int

    @property
    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers-07 names them."""
        left = max(0, self.most - self.used)
        values = {"Limit": self.most, "Remaining": left, "Reset": self.seconds_left}
        return {f"RateLimit-{name}": str(value) for name, value in values.items()}


class PerMinute(BaseThrottle):
    """Refuses a caller's calls beyond the limit; without a reachable cache nobody is refused."""

    def allow_request(self, request: Request, _view: "APIView") -> bool:
        self.rate = rate_of(request)
        setattr(underlying(request), RATE, self.rate)
        return self.rate is None or self.rate.used <= self.rate.most

    def wait(self) -> float | None:
        return self.rate.seconds_left if self.rate else None


def rate_of(request: Request) -> Rate | None:
    """Counts this call; None when there is no limit or nothing to count in."""
    caller, most = _caller(request)
    if not most:
        return None
    minute, second = divmod(int(time.time()), MINUTE)
    try:
        used = _counted(f"calls-{caller}-{minute}")
    except RedisError:
        logger.warning("Calls are not counted: the cache cannot be reached.")
        return None
    return Rate(most, used, MINUTE - second)


def _caller(request: Request) -> tuple[str, int]:
    """A member of an organisation, however many tokens it has; else the network that the call comes from."""
    membership = membership_of(request)
    if membership is not None:
        return f"m:{membership.pk}", settings.API_CALLS_MEMBER
    return f"n:{keys.network_key(network_of(underlying(request)))}", settings.API_CALLS_NETWORK


def _counted(key: str) -> int:
    """One more, in one step of the cache, so that no two processes count the same call number."""
    cache.add(key, 0, timeout=2 * MINUTE)
    return cache.incr(key)
