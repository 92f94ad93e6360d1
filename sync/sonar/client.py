"""Reads the Sonar feed over HTTP: signs in, walks the pages, asks the register's counts."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from sync.sonar.transport import FeedError, Patience, StatusError, Transport

__all__ = ["Feed", "FeedError", "Page", "SonarClient"]

PAGE_SIZE = 1000  # records in one transaction: some 30 ms on SQLite, so that no page of the site waits
MOST_ITEMS = 2000  # records that the feed may ever put in one page
LONGEST_CURSOR = 200
LONGEST_SNAPSHOT = 100
LARGEST_COUNT = 2**31 - 1


@dataclass(frozen=True)
class Page:
    """One page: raw items, the cursor of the next page (None at the end), and what the feed says of the whole."""

    items: list[Any]
    next_cursor: str | None
    total: int
    snapshot: str


class Feed(Protocol):
    """Whatever a run can read: Sonar itself, or a file that was exported from it."""

    def __enter__(self) -> "Feed": ...

    def __exit__(self, *_: object) -> None: ...

    def page(self, *, region: str = "", since: dt.datetime | None = None, size: int = PAGE_SIZE) -> Page: ...

    def pages(
        self, *, cursor: str = "", snapshot: str = "", region: str = "", since: dt.datetime | None = None
    ) -> Iterator[Page]: ...

    def register(self, day: dt.date) -> dict[int, int]: ...


class SonarClient:
    """A session with the feed.

    Raises:
        FeedError: from every method, when the feed is down, refuses us or answers nonsense.
    """

    def __init__(self, url: str, client_id: str, client_secret: str, patience: Patience | None = None) -> None:
        self._transport = Transport(url, patience or Patience())
        self._credentials = (client_id, client_secret)
        self._token = ""

    def __enter__(self) -> "SonarClient":
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.close()

    def sign_in(self) -> None:
        """Gets a token, and forgets the one before."""
        self._token, form = "", {"grant_type": "client_credentials"}
        answer = self._transport.send("POST", "/oauth/token", data=form, auth=self._credentials)
        token = answer.get("access_token")
        if not _is_short_text(token, 4096):
            raise FeedError("The feed gave no access token.")
        self._token = str(token)

    def pages(
        self,
        *,
        cursor: str = "",
        snapshot: str = "",
        region: str = "",
        since: dt.datetime | None = None,
        size: int = PAGE_SIZE,
    ) -> Iterator[Page]:
        """All pages from a cursor on, of one snapshot of the feed, or of one region or of what changed since."""
        while True:
            page = self.page(cursor=cursor, snapshot=snapshot, region=region, since=since, size=size)
            if page.next_cursor == cursor or snapshot not in ("", page.snapshot):
                raise FeedError("A page of the feed does not follow from the one before it.")
            yield page
            if page.next_cursor is None:
                return
            cursor, snapshot = page.next_cursor, page.snapshot

    def register(self, day: dt.date) -> dict[int, int]:
        """People in the target-group register on that day, by region number; a missing region is unknown."""
        body = self.ask("/v1/doelgroepregister", {"peildatum": day.isoformat()})
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
        return _page(self.ask("/v1/klanten", {key: value for key, value in wanted.items() if value}))

    def ask(self, path: str, query: dict[str, str]) -> dict[str, Any]:
        """The JSON object that the feed answers to who has a token."""
        if not self._token:
            self.sign_in()
        try:
            return self._transport.send("GET", path, params=query, headers=self._bearer())
        except StatusError as error:
            if error.status != httpx.codes.UNAUTHORIZED:
                raise
        self.sign_in()  # its time is up, perhaps: once more with a new one
        return self._transport.send("GET", path, params=query, headers=self._bearer())

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}


def _page(body: dict[str, Any]) -> Page:
    """The page in an answer. Cursor and snapshot are data: short plain texts that are only ever handed back."""
    items, following = body.get("items"), body.get("volgende", 0)
    total, snapshot = body.get("totaal"), body.get("momentopname")
    agreed = (
        isinstance(items, list)
        and len(items) <= MOST_ITEMS
        and (following is None or _is_short_text(following, LONGEST_CURSOR))
        and type(total) is int
        and 0 <= total <= LARGEST_COUNT
        and _is_short_text(snapshot, LONGEST_SNAPSHOT)
    )
    if not agreed:
        raise FeedError("A page of the feed is not in the agreed form.")
    return Page(items, following, total, snapshot)  # type: ignore[arg-type]  # checked just above


def _is_short_text(value: object, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isascii() and value.isprintable()
