"""Sends one request to the feed and brings back its answer: bounded in time and size, repeated when that may help."""

import datetime as dt
import email.utils
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, stop_before_delay
from tenacity.wait import wait_random_exponential

from sync.sonar.strict_json import loads

LARGEST_ANSWER = 16 * 1024 * 1024  # bytes; a page of 1,000 records has some 1,200,000
PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that may be over in a moment (RFC 9110, RFC 6585); any other is final."""


@dataclass(frozen=True)
class Patience:
    """How long one waits for the feed: seconds, and how often a request is sent at most."""

    connect: float = 3
    read: float = 30
    total: float = 60
    """For one answer as a whole; a feed that trickles stays below every other limit."""
    attempts: int = 5
    first_pause: float = 0.5
    longest_pause: float = 10
    give_up_after: float = 90
    """No new attempt begins later than this, so that a run never looks dead while it waits."""


class FeedError(Exception):
    """The feed cannot be read; the message says what happened and holds no secret and no data."""


class PassingError(FeedError):
    """The same request may well be answered in a moment; `wait` is what the feed asked for, in seconds."""

    def __init__(self, message: str, wait: float = 0) -> None:
        super().__init__(message)
        self.wait = wait


class StatusError(FeedError):
    """The feed answered with a status that is final."""

    def __init__(self, status: int, path: str) -> None:
        super().__init__(f"The feed answered {status} on {path}.")
        self.status = status


class Transport:
    """Requests to one host, one at a time; redirects are not followed, so no answer ever leads to another host."""

    def __init__(self, url: str, patience: Patience) -> None:
        self._patience = patience
        self._http = httpx.Client(
            base_url=url,
            timeout=httpx.Timeout(patience.read, connect=patience.connect),
            follow_redirects=False,
            trust_env=False,
            headers={"Accept": "application/json", "Accept-Encoding": "identity"},
        )

    def close(self) -> None:
        self._http.close()

    def send(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """The JSON object that the feed answers, after as many attempts as patience allows.

        Raises:
            FeedError: it gave none.
        """
        patience = self._patience
        again = Retrying(
            retry=retry_if_exception_type(PassingError),
            stop=stop_after_attempt(patience.attempts) | stop_before_delay(patience.give_up_after),
            wait=_pause(patience),
            sleep=lambda seconds: sleep(seconds),
            reraise=True,
        )
        return again(self._once, method, path, options)

    def _once(self, method: str, path: str, options: dict[str, Any]) -> dict[str, Any]:
        try:
            with _deadline(self._patience.total) as watch, self._stream(method, path, watch, options) as answer:
                _check_status(answer, path)
                return _object(_body(answer, path), path)
        except httpx.HTTPError as error:
            raise PassingError(f"The feed does not answer on {path}: {_kind(error)}.") from None

    @contextmanager
    def _stream(
        self, method: str, path: str, watch: Callable[[str, dict[str, Any]], None], options: dict[str, Any]
    ) -> Iterator[httpx.Response]:
        with self._http.stream(method, path, extensions={"trace": watch}, **options) as answer:
            watch("answer", {"return_value": answer.extensions["network_stream"]})
            yield answer


def _kind(error: BaseException) -> str:
    """What went wrong, by the name of the error; of a certificate its own, which hides behind "ConnectError"."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    return type(cause or error).__name__


@contextmanager
def _deadline(seconds: float) -> Iterator[Callable[[str, dict[str, Any]], None]]:
    """Shuts the connection when the time is up: time-outs hold for each read apart, and a trickle passes them all.

    Yields what is to be told of every event of the connection, to learn which socket it is.
    """
    sockets: list[Any] = []

    def watch(_event: str, info: dict[str, Any]) -> None:
        stream = info.get("return_value")
        if stream is not None and hasattr(stream, "get_extra_info"):
            sockets.append(stream.get_extra_info("socket"))

    timer = threading.Timer(seconds, _shut, [sockets])
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()


def _shut(sockets: list[Any]) -> None:
    for one in sockets[-1:]:
        try:
            one.shutdown(2)
        except OSError:  # closed in the meantime: then there is nothing left to stop
            return


def _pause(patience: Patience) -> Callable[[RetryCallState], float]:
    """Longer every time and never the same for two readers; at least as long as the feed asks."""
    drawn = wait_random_exponential(multiplier=patience.first_pause, max=patience.longest_pause)

    def pause(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        return max(drawn(state), error.wait if isinstance(error, PassingError) else 0)

    return pause


def _check_status(answer: httpx.Response, path: str) -> None:
    status = answer.status_code
    if status in PASSING:
        raise PassingError(f"The feed answered {status} on {path}.", _asked_wait(answer.headers.get("Retry-After")))
    if status != httpx.codes.OK:
        raise StatusError(status, path)


def _asked_wait(header: str | None) -> float:
    """Retry-After in seconds from now: a number, or a moment (RFC 9110, 10.2.3); 0 when it says neither."""
    if header is None:
        return 0
    if header.isascii() and header.isdigit() and len(header) < 10:
        return int(header)
    try:
        moment = email.utils.parsedate_to_datetime(header)
    except ValueError:
        return 0
    return max(0.0, (moment.astimezone(dt.UTC) - dt.datetime.now(dt.UTC)).total_seconds())


def _body(answer: httpx.Response, path: str) -> bytes:
    """All of the answer, as long as it is not larger than agreed; compressed it could become so later."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise FeedError(f"The feed's answer on {path} is compressed, which was not asked.")
    found = bytearray()
    for part in answer.iter_raw():
        found += part
        if len(found) > LARGEST_ANSWER:
            raise FeedError(f"The feed's answer on {path} is larger than agreed.")
    return bytes(found)


def _object(body: bytes, path: str) -> dict[str, Any]:
    try:
        found = loads(body)
    except ValueError:  # cut off, most likely
        raise PassingError(f"The feed's answer on {path} is not JSON.") from None
    if not isinstance(found, dict):
        raise FeedError(f"The feed's answer on {path} is not in the agreed form.")
    return found
