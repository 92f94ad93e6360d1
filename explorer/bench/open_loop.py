"""An open-loop generator of load: calls leave by the clock, whatever became of those before.

People do not wait for each other. A generator that sends a call only when an answer has come stops asking just when a
site is slow, and so hardly sees it (coordinated omission). Here a call that could not leave or was not answered while
the site stood still counts from the moment at which it was meant to leave.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from time import perf_counter

import httpx

PATIENCE = 30.0
"""Seconds after which nobody waits any longer for an answer."""
NO_ANSWER = 0
"""As the status of a call that was not answered in time, or whose connection broke."""


@dataclass(frozen=True)
class Call:
    """One call: of what kind, and what is sent. With a form it is a POST."""

    kind: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Sample:
    """What became of a call; all in seconds."""

    kind: str
    due: float
    """When it was meant to leave, since the start."""
    late: float
    """How much later the generator sent it."""
    took: float
    """From when it was meant to leave until the whole answer was there."""
    status: int


def send(calls: Iterable[Call], *, site: str, rate: float, patience: float = PATIENCE) -> list[Sample]:
    """Sends so many calls a second to a site, evenly, and waits for the last answer."""
    return asyncio.run(_send(calls, site, rate, patience))


async def _send(calls: Iterable[Call], site: str, rate: float, patience: float) -> list[Sample]:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)  # as a proxy without keep-alive
    async with httpx.AsyncClient(
        base_url=site, limits=limits, timeout=patience, cookies=_no_cookies(), trust_env=False
    ) as client:
        start, sent = perf_counter(), []
        for number, call in enumerate(calls):
            await asyncio.sleep(start + number / rate - perf_counter())
            sent.append(asyncio.create_task(_one(client, call, start, number / rate, patience)))
        return await asyncio.gather(*sent)


async def _one(client: httpx.AsyncClient, call: Call, start: float, due: float, patience: float) -> Sample:
    left = perf_counter() - start
    try:
        async with asyncio.timeout(patience):
            method = "GET" if call.form is None else "POST"
            answer = await client.request(method, call.path, headers=dict(call.headers), data=call.form)
            status = answer.status_code
    except (TimeoutError, httpx.TransportError):
        status = NO_ANSWER
    return Sample(call.kind, due, left - due, perf_counter() - start - due, status)


def _no_cookies() -> CookieJar:
    """Each call brings the cookies of its own sender; those of answers would mix people up."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))
