"""How the client bears a feed that is slow, broken or hostile: what it tries again, how long, and what it says."""

import datetime as dt
import gzip
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from sync.sonar import transport
from sync.sonar.client import FeedError, SonarClient
from sync.sonar.transport import Patience
from tests.sync.conftest import HASTY
from tests.sync.feed import TOKEN, Answer, Feed, said
from tests.sync.items import crowd
from tests.sync.test_client import refused

CUT = Answer(body=b'{"items": [{"klantId": "WZ1", "ver')


def patient(url: str, patience: Patience) -> SonarClient:
    return SonarClient(url, "some-client", "some-secret", patience)


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that treats every connection like this; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line:
                    answer(line)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that the client makes, in seconds; it makes them at once."""
    made: list[float] = []
    monkeypatch.setattr(transport, "sleep", made.append)
    return made


class TestTryingAgain:
    @pytest.mark.parametrize("trouble", [*map(Answer, (408, 429, 500, 502, 503, 504)), CUT, Answer()])
    def test_trouble_that_passes_loses_nothing(self, feed: Feed, client: SonarClient, trouble: Answer) -> None:
        feed.holds(*crowd(3))
        feed.instead.extend([trouble] * 4)

        assert [page.items for page in client.pages()] == feed.pages

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_trouble_that_stays_is_said_after_five_times(self, feed: Feed, client: SonarClient, status: int) -> None:
        feed.instead.extend([Answer(status=status)] * 9)

        assert refused(client) == f"The feed answered {status} on /v1/klanten."
        assert len(feed.instead) == 4

    def test_an_answer_that_is_cut_off_at_any_point_is_asked_again(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(*crowd(1))
        whole = feed.page(0).body
        for cut in range(0, len(whole), 37):
            feed.instead.append(Answer(body=whole[:cut]))

            assert [page.items for page in client.pages()] == feed.pages, cut

    def test_a_connection_that_ends_half_way_is_made_again(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(*crowd(3))
        feed.instead.append(Answer(body=b"{", headers={"Content-Length": "1000", "Connection": "close"}))

        assert [page.items for page in client.pages()] == feed.pages

    def test_pauses_grow_and_are_not_the_same_for_all(self, feed: Feed, pauses: list[float]) -> None:
        feed.instead.extend([Answer(status=503)] * 4)

        with patient(feed.url, Patience()) as client:
            list(client.pages())

        assert len(pauses) == len(set(pauses)) == 4
        assert all(0 <= pause <= most for pause, most in zip(pauses, (0.5, 1, 2, 4), strict=True))

    def test_the_feed_may_ask_for_a_longer_pause(self, feed: Feed, pauses: list[float]) -> None:
        feed.instead.append(Answer(status=503, headers={"Retry-After": "20"}))

        with patient(feed.url, Patience()) as client:
            list(client.pages())

        assert pauses == [20]

    def test_or_for_a_moment(self, feed: Feed, pauses: list[float]) -> None:
        moment = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
        feed.instead.append(Answer(status=429, headers={"Retry-After": f"{moment:%a, %d %b %Y %H:%M:%S} GMT"}))

        with patient(feed.url, Patience()) as client:
            list(client.pages())

        assert 20 < pauses[0] <= 30

    @pytest.mark.parametrize("nonsense", ["soon", "-5", "1e9", "", "Thu, 99 Nov", "٣"])
    def test_a_pause_that_makes_no_sense_is_not_made(self, nonsense: str) -> None:
        assert transport._asked_wait(nonsense) == 0

    def test_a_pause_that_is_too_long_is_not_made_but_ends_the_reading(self, feed: Feed, pauses: list[float]) -> None:
        feed.instead.append(Answer(status=503, headers={"Retry-After": "86400"}))

        with patient(feed.url, Patience()) as client:
            assert refused(client) == "The feed answered 503 on /v1/klanten."
        assert pauses == []


class TestWaiting:
    def test_a_feed_that_is_down_is_said(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))  # and does not listen
            with patient(f"http://127.0.0.1:{taken.getsockname()[1]}", HASTY) as client:
                assert refused(client) == "The feed does not answer on /oauth/token: ConnectError."

    def test_a_feed_that_hangs_is_said(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            hasty = Patience(read=0.05, attempts=2, first_pause=0)
            with patient(f"http://127.0.0.1:{silent.getsockname()[1]}", hasty) as client:
                assert refused(client) == "The feed does not answer on /oauth/token: ReadTimeout."

    @pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"])
    def test_a_feed_that_trickles_is_cut_off(self, start: bytes) -> None:
        """Byte by byte it would pass every limit on a single read, in the head of an answer as in its body."""

        def trickle(line: socket.socket) -> None:
            line.sendall(start)
            try:
                for _ in range(1000):
                    line.sendall(b" " if start else b"HTTP/1.1"[:1])
                    time.sleep(0.01)
            except OSError:
                return

        begun = time.monotonic()
        with listening(trickle) as url, patient(url, Patience(total=0.2, attempts=1)) as client:
            assert refused(client).startswith("The feed")
        assert time.monotonic() - begun < 5

    def test_the_limits_are_those_that_were_agreed(self) -> None:
        limits = Patience()

        assert (limits.connect, limits.read, limits.attempts) == (3, 30, 5)
        assert limits.give_up_after + limits.total < 180  # a run counts as silent after three minutes


class TestDanger:
    def test_a_compressed_answer_is_refused(self, feed: Feed, client: SonarClient) -> None:
        body = gzip.compress(b" " * 1_000_000)
        feed.instead.append(Answer(body=body, headers={"Content-Encoding": "gzip"}))

        assert refused(client) == "The feed's answer on /v1/klanten is compressed, which was not asked."

    def test_an_endless_answer_is_cut_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(transport, "LARGEST_ANSWER", 100_000)

        def flood(line: socket.socket) -> None:
            try:
                line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                while True:
                    line.sendall(b" " * 10_000)
            except OSError:
                return

        with listening(flood) as url, patient(url, HASTY) as client:
            assert refused(client) == "The feed's answer on /oauth/token is larger than agreed."

    @pytest.mark.parametrize("url", ["http://evil.example/?", "//evil.example", "@evil.example/"])
    def test_a_cursor_is_only_ever_handed_back(self, feed: Feed, client: SonarClient, url: str) -> None:
        feed.instead.append(said({"items": [], "volgende": url, "totaal": 0, "momentopname": "s1"}))
        feed.instead.append(said({"items": [], "volgende": None, "totaal": 0, "momentopname": "s1"}))

        list(client.pages())

        assert feed.asked[-1].query["cursor"] == url
        assert feed.asked[-1].path == "/v1/klanten"

    def test_secrets_are_in_no_log_and_no_error(
        self, feed: Feed, client: SonarClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        feed.instead.extend([Answer(status=500)] * 5)

        with caplog.at_level(logging.DEBUG, logger="tenacity"), pytest.raises(FeedError) as caught:
            list(client.pages())

        written = f"{caplog.text} {caught.value!r} {client!r} {vars(caught.value)}"
        assert not any(secret in written for secret in ("some-secret", TOKEN))
