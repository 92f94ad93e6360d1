"""What a proxy does, in a few lines: requests to two web servers by turns, and a second try at the other one.

As nginx with `proxy_next_upstream error timeout http_502 http_503`: a server that failed is left alone for a while.
What makes something carries an `Idempotency-Key`, so that it may be sent twice too.
"""

import itertools
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import httpx

CONNECT, ANSWER, REST = 1.0, 15.0, 5.0
"""Seconds: to be let in, to be answered, and that a server is left alone after it failed."""
AWAY = (502, 503)


@dataclass(frozen=True)
class Call:
    """A request; with a body it makes something."""

    kind: str
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Answered:
    """What became of a call: the status (0 = no answer at all), after how many tries and seconds, and its text."""

    call: Call
    status: int
    tries: int
    seconds: float
    text: str = ""

    @property
    def has_cards(self) -> bool:
        return '"referentie":' in self.text

    @property
    def is_lost(self) -> bool:
        """Whether who asked got an error, or nothing."""
        return not 200 <= self.status < 300


@dataclass
class Balancer:
    """Knows the servers by address, and until when each is left alone. Threads may share it."""

    servers: Sequence[str]
    host: str
    resting: dict[str, float] = field(default_factory=dict)
    turns: Iterator[int] = field(default_factory=itertools.count)
    lines: threading.local = field(default_factory=threading.local)

    def send(self, call: Call) -> Answered:
        """By the server whose turn it is; if that fails, by the next."""
        begun, status, text, tries = time.monotonic(), 0, "", 0
        for server in self._order():
            tries += 1
            status, text = self._try(server, call)
            if status and status not in AWAY:
                break
            self.resting[server] = time.monotonic() + REST
        return Answered(call, status, tries, time.monotonic() - begun, text)

    def _order(self) -> list[str]:
        """Those at rest last."""
        at, now = next(self.turns) % len(self.servers), time.monotonic()
        turned = [*self.servers[at:], *self.servers[:at]]
        return sorted(turned, key=lambda server: self.resting.get(server, 0) > now)

    def _try(self, server: str, call: Call) -> tuple[int, str]:
        headers = {"Host": self.host, "X-Forwarded-Proto": "https", **call.headers}
        method = "GET" if call.body is None else "POST"
        try:
            found = self._line(server).request(method, f"{server}{call.path}", headers=headers, json=call.body)
        except httpx.TransportError:
            self._forget(server)
            return 0, ""
        return found.status_code, found.text

    def _line(self, server: str) -> httpx.Client:
        """Each thread keeps a connection to each server."""
        mine: dict[str, httpx.Client] = vars(self.lines)
        if server not in mine:
            mine[server] = httpx.Client(trust_env=False, timeout=httpx.Timeout(ANSWER, connect=CONNECT))
        return mine[server]

    def _forget(self, server: str) -> None:
        vars(self.lines).pop(server).close()
