"""Reads the Sonar feed over HTTP: signs in, walks the pages, asks the register's counts."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

PAGE_SIZE = 500  # records in one transaction: some 30 ms on SQLite, so that no page of the site waits
LARGEST_ANSWER = 64 * 1024 * 1024  # bytes
TIMEOUT = httpx.Timeout(30, connect=3)


class FeedError(Exception):
    """The feed cannot be read; the message says what happened and holds no secret and no data."""


@dataclass(frozen=True)
class Page:
    """One page: raw items, the cursor of the next page (None at the end), and what the feed says of the whole."""

    items: list[Any]
    next_cursor: str | None
    total: int
    snapshot: str


class SonarClient:
    """A session with the feed.

    Raises:
        FeedError: from every method, when the feed is down, refuses us or answers nonsense.
    """

    def __init__(self, url: str, client_id: str, client_secret: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=TIMEOUT, follow_redirects=False, trust_env=False)
        self._credentials = (client_id, client_secret)
        self._token = ""

    def __enter__(self) -> "SonarClient":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def pages(
        self, *, cursor: str = "", snapshot: str = "", region: str = "", since: dt.datetime | None = None
    ) -> Iterator[Page]:
        """All pages from a cursor on, of one snapshot of the feed, or of one region or of what changed since."""
        while True:
            page = self.page(cursor=cursor, snapshot=snapshot, region=region, since=since)
            if page.next_cursor == cursor or snapshot not in ("", page.snapshot):
                raise FeedError("A page of the feed does not follow from the one before it.")
            yield page
            if page.next_cursor is None:
                return
            cursor, snapshot = page.next_cursor, page.snapshot

    def register(self, day: dt.date) -> dict[int, int]:
        """People in the target-group register on that day, by region number; a missing region is unknown."""
        body = self._get("/v1/doelgroepregister", {"peildatum": day.isoformat()})
        try:
            return {int(row["regio"]): int(row["aantal"]) for row in body["regios"]}
        except (KeyError, TypeError, ValueError, OverflowError):
            raise FeedError("The feed's register counts are not in the agreed form.") from None

    def page(
        self,
        *,
        cursor: str = "",
        snapshot: str = "",
        region: str = "",
        since: dt.datetime | None = None,
        size: int = PAGE_SIZE,
    ) -> Page:
        """The page at a cursor; a page of one record tells how many there are and which snapshot it is."""
        wanted = {"cursor": cursor, "momentopname": snapshot, "regio": region, "limit": str(size)}
        if since is not None:
            wanted["gewijzigdSinds"] = since.isoformat()
        body = self._get("/v1/klanten", {key: value for key, value in wanted.items() if value})
        try:
            items, following = body["items"], body["volgende"]
            page = Page(items, following, int(body["totaal"]), str(body["momentopname"]))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise FeedError("A page of the feed is not in the agreed form.") from None
        if not isinstance(items, list) or not isinstance(following, str | None):
            raise FeedError("A page of the feed is not in the agreed form.")
        return page

    def _get(self, path: str, query: dict[str, str]) -> dict[str, Any]:
        if not self._token:
            self._token = self._sign_in()
        answer = self._send("GET", path, params=query, headers={"Authorization": f"Bearer {self._token}"})
        if answer.status_code == httpx.codes.UNAUTHORIZED:  # the token's time is up: once more with a new one
            self._token = self._sign_in()
            answer = self._send("GET", path, params=query, headers={"Authorization": f"Bearer {self._token}"})
        return _body(answer, path)

    def _sign_in(self) -> str:
        answer = self._send("POST", "/oauth/token", data={"grant_type": "client_credentials"}, auth=self._credentials)
        token = _body(answer, "/oauth/token").get("access_token")
        if not isinstance(token, str) or not token.isascii():
            raise FeedError("The feed gave no access token.")
        return token

    def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            return self._http.request(method, path, **options)
        except httpx.HTTPError as error:
            raise FeedError(f"The feed does not answer on {path}: {type(error).__name__}.") from None


def _body(answer: httpx.Response, path: str) -> dict[str, Any]:
    if answer.status_code != httpx.codes.OK:
        raise FeedError(f"The feed answered {answer.status_code} on {path}.")
    if len(answer.content) > LARGEST_ANSWER:
        raise FeedError(f"The feed's answer on {path} is larger than agreed.")
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        raise FeedError(f"The feed's answer on {path} is not JSON.") from None
    if not isinstance(body, dict):
        raise FeedError(f"The feed's answer on {path} is not in the agreed form.")
    return body
