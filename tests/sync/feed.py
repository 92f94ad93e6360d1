"""A feed of a few pages on the loopback address, so that the real client is tested over real HTTP."""

import json
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "token-1"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer as it goes over the line."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    path: str
    query: dict[str, str]
    authorization: str


def said(body: object) -> Answer:
    """A JSON answer."""
    return Answer(body=json.dumps(body).encode())


class Feed(ThreadingHTTPServer):
    """Serves `pages` of one snapshot: lists of items, or an answer that is sent in place of one.

    All of them are those of one region, the last that a run asks for; the others are empty.

    Answers in `instead` are given first, whatever is asked but a token.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: Sequence[Sequence[Any] | Answer] = [[]]
        self.instead: deque[Answer] = deque()
        self.token: Answer = said({"access_token": TOKEN})
        self.asked: list[Asked] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def holds(self, *items: Any) -> None:
        """From now on the feed is one page with these items."""
        self.pages = [list(items)]

    def page(self, number: int, region: str = "overig") -> Answer:
        if region != "overig":
            return said({"items": [], "volgende": None, "totaal": 0, "momentopname": "s1"})
        page = self.pages[number]
        if isinstance(page, Answer):
            return page
        following = str(number + 1) if number + 1 < len(self.pages) else None
        total = sum(len(one) for one in self.pages if not isinstance(one, Answer))
        return said({"items": page, "volgende": following, "totaal": total, "momentopname": "s1"})

    def __enter__(self) -> "Feed":
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Feed

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._note()
        self._send(self.server.token)

    def do_GET(self) -> None:
        asked = self._note()
        if self.server.instead:
            self._send(self.server.instead.popleft())
        elif asked.path == "/v1/doelgroepregister":
            self._send(said({"peildatum": asked.query["peildatum"], "regios": [{"regio": 4, "aantal": 4664}]}))
        else:
            self._send(self.server.page(int(asked.query.get("cursor", "0")), asked.query.get("regio", "overig")))

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _note(self) -> Asked:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        asked = Asked(parts.path, query, self.headers.get("Authorization", ""))
        self.server.asked.append(asked)
        return asked

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)
