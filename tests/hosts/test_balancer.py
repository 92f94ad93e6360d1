"""The stand-in for a proxy: without it right, the demonstration proves nothing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from explorer.bench.running import free_ports
from tests.hosts.balancer import Balancer, Call

SEARCH = Call("search", "/kandidaten/", {})


@dataclass
class Server:
    """Answers with one status, and counts how often it was asked."""

    address: str
    status: int = 200
    asked: list[str] = field(default_factory=list)


@contextmanager
def listening(status: int = 200) -> Iterator[Server]:
    found = Server("", status)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            self.send_response(found.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """A test does not speak."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def good() -> Iterator[Server]:
    with listening() as found:
        yield found


def dead() -> str:
    return f"http://127.0.0.1:{free_ports(1)[0]}"


def test_servers_are_asked_by_turns(good: Server) -> None:
    with listening() as other:
        balancer = Balancer([good.address, other.address], "site.example")

        for _ in range(4):
            balancer.send(SEARCH)

        assert [len(good.asked), len(other.asked)] == [2, 2]


def test_what_a_dead_server_was_asked_another_answers(good: Server) -> None:
    answered = Balancer([dead(), good.address], "site.example").send(SEARCH)

    assert (answered.status, answered.tries, answered.is_lost) == (200, 2, False)


def test_a_server_that_failed_is_left_alone_for_a_while(good: Server) -> None:
    balancer = Balancer([dead(), good.address], "site.example")

    assert [balancer.send(SEARCH).tries for _ in range(4)] == [2, 1, 1, 1]


def test_a_server_that_says_it_is_away_gets_no_second_chance_for_this_call(good: Server) -> None:
    with listening(503) as away:
        answered = Balancer([away.address, good.address], "site.example").send(SEARCH)

        assert (answered.status, len(away.asked), len(good.asked)) == (200, 1, 1)


def test_a_page_with_an_error_is_lost_and_not_asked_for_again(good: Server) -> None:
    with listening(500) as broken:
        answered = Balancer([broken.address, good.address], "site.example").send(SEARCH)

        assert (answered.status, answered.is_lost, good.asked) == (500, True, [])


def test_a_call_is_lost_where_nobody_answers() -> None:
    answered = Balancer([dead(), dead()], "site.example").send(SEARCH)

    assert (answered.status, answered.tries, answered.is_lost) == (0, 2, True)
