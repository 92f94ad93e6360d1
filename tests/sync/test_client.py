"""The client of the feed, against a server that misbehaves and against the mock Sonar itself."""

import datetime as dt
import threading
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from sync.mocksonar.app import application
from sync.mocksonar.oauth import Gate
from sync.mocksonar.questions import Sonar
from sync.sonar import client as clients
from sync.sonar import transport
from sync.sonar.client import FeedError, SonarClient
from tests.sync.conftest import HASTY
from tests.sync.feed import TOKEN, Answer, Feed, said
from tests.sync.items import crowd

DAY = dt.date(2020, 12, 31)
PAGE: dict[str, Any] = {"items": [], "volgende": None, "totaal": 0, "momentopname": "s1"}


def refused(client: SonarClient) -> str:
    """What the client says of a feed that it cannot read."""
    with pytest.raises(FeedError) as caught:
        list(client.pages())
    said = str(caught.value)
    assert not any(secret in said for secret in ("some-client", "some-secret", TOKEN))
    return said


class TestReading:
    def test_pages_come_in_order_until_there_is_no_next_one(self, feed: Feed, client: SonarClient) -> None:
        people = crowd(5)
        feed.pages = [people[:2], people[2:4], people[4:]]

        pages = list(client.pages())

        assert [page.items for page in pages] == feed.pages
        assert [(page.next_cursor, page.total, page.snapshot) for page in pages] == [
            ("1", 5, "s1"),
            ("2", 5, "s1"),
            (None, 5, "s1"),
        ]

    def test_every_page_after_the_first_is_asked_of_the_same_snapshot(self, feed: Feed, client: SonarClient) -> None:
        feed.pages = [crowd(1), crowd(1)]

        list(client.pages())

        first, second = (asked.query for asked in feed.asked[1:])
        assert first == {"limit": str(clients.PAGE_SIZE)}
        assert second == {"limit": str(clients.PAGE_SIZE), "cursor": "1", "momentopname": "s1"}

    def test_one_can_begin_at_a_cursor(self, feed: Feed, client: SonarClient) -> None:
        people = crowd(2)
        feed.pages = [people[:1], people[1:]]

        assert [page.items for page in client.pages(cursor="1", snapshot="s1")] == [people[1:]]

    def test_the_register_is_read_by_region(self, feed: Feed, client: SonarClient) -> None:
        assert client.register(DAY) == {4: 4664}
        assert feed.asked[-1].query == {"peildatum": "2020-12-31"}

    def test_proxies_of_the_surroundings_are_not_used(self, monkeypatch: pytest.MonkeyPatch, feed: Feed) -> None:
        for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")

        with SonarClient(feed.url, "some-client", "some-secret") as client:
            assert len(list(client.pages())) == 1


class TestSigningIn:
    def test_it_happens_once_with_the_secret_in_the_header_only(self, feed: Feed, client: SonarClient) -> None:
        feed.pages = [crowd(1), crowd(1)]

        list(client.pages())

        basic = b64encode(b"some-client:some-secret").decode()
        assert [asked.path for asked in feed.asked] == ["/oauth/token", "/v1/klanten", "/v1/klanten"]
        assert feed.asked[0].authorization == f"Basic {basic}"
        assert {asked.authorization for asked in feed.asked[1:]} == {f"Bearer {TOKEN}"}

    def test_a_token_whose_time_is_up_is_renewed_and_nothing_is_lost(self, feed: Feed, client: SonarClient) -> None:
        people = crowd(2)
        feed.pages = [people[:1], people[1:]]
        pages = client.pages()
        found = next(pages).items
        feed.token = said({"access_token": "token-2"})
        feed.instead.append(Answer(status=401))

        found += next(pages).items

        assert found == people
        assert feed.asked[-1].authorization == "Bearer token-2"

    def test_a_token_that_is_refused_twice_is_not_tried_again(self, feed: Feed, client: SonarClient) -> None:
        feed.instead.extend([Answer(status=401)] * 5)

        assert refused(client) == "The feed answered 401 on /v1/klanten."
        assert len(feed.instead) == 3

    def test_a_wrong_secret_is_said(self, feed: Feed, client: SonarClient) -> None:
        feed.token = Answer(status=401)

        assert refused(client) == "The feed answered 401 on /oauth/token."

    @pytest.mark.parametrize("body", [{}, {"access_token": None}, {"access_token": 7}, {"access_token": "tökèn"}])
    def test_an_answer_without_a_usable_token_is_said(
        self, feed: Feed, client: SonarClient, body: dict[str, object]
    ) -> None:
        feed.token = said(body)

        assert refused(client) == "The feed gave no access token."


class TestTrouble:
    @pytest.mark.parametrize("status", [204, 400, 403, 404, 410, 501])
    def test_a_status_that_is_final_is_said_and_not_asked_again(
        self, feed: Feed, client: SonarClient, status: int
    ) -> None:
        feed.instead.append(Answer(status=status))

        assert refused(client) == f"The feed answered {status} on /v1/klanten."

    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_a_redirect_is_not_followed(self, feed: Feed, client: SonarClient, status: int) -> None:
        feed.instead.append(Answer(status=status, headers={"Location": f"{feed.url}/elsewhere"}))

        assert refused(client) == f"The feed answered {status} on /v1/klanten."
        assert "/elsewhere" not in [asked.path for asked in feed.asked]

    @pytest.mark.parametrize("body", [[], "items", 7, None, int("9" * 4000)])
    def test_an_answer_is_an_object(self, feed: Feed, client: SonarClient, body: object) -> None:
        feed.instead.append(said(body))

        assert refused(client) == "The feed's answer on /v1/klanten is not in the agreed form."

    @pytest.mark.parametrize(
        "change",
        [
            {"items": None},
            {"items": {"0": {}}},
            {"items": "WZ1"},
            {"volgende": 2},
            {"volgende": ""},
            {"volgende": "7\n"},
            {"volgende": "é"},
            {"volgende": "7" * 201},
            {"totaal": True},
            {"totaal": -1},
            {"totaal": 2**31},
            {"momentopname": ""},
            {"momentopname": None},
            {"momentopname": "s" * 101},
            {"items": [{}] * 2001},
            {"totaal": None},
            {"totaal": "veel"},
            {"totaal": float("inf")},
            {"totaal": [5]},
        ],
    )
    def test_a_page_in_another_form_is_said(self, feed: Feed, client: SonarClient, change: dict[str, object]) -> None:
        feed.instead.append(said(PAGE | change))

        assert refused(client) == "A page of the feed is not in the agreed form."

    @pytest.mark.parametrize("missing", PAGE)
    def test_a_page_without_one_of_its_fields_is_said(self, feed: Feed, client: SonarClient, missing: str) -> None:
        feed.instead.append(said({name: value for name, value in PAGE.items() if name != missing}))

        assert refused(client) == "A page of the feed is not in the agreed form."

    def test_pages_that_go_round_in_a_circle_are_noticed(self, feed: Feed, client: SonarClient) -> None:
        feed.instead.extend([said(PAGE | {"volgende": "7"})] * 2)

        assert refused(client) == "A page of the feed does not follow from the one before it."

    def test_a_snapshot_that_changes_half_way_is_noticed(self, feed: Feed, client: SonarClient) -> None:
        feed.instead.extend([said(PAGE | {"volgende": "7"}), said(PAGE | {"momentopname": "s2"})])

        assert refused(client) == "A page of the feed does not follow from the one before it."

    def test_an_answer_that_is_too_large_is_refused(
        self, feed: Feed, client: SonarClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(transport, "LARGEST_ANSWER", 1000)
        feed.holds(*crowd(10))

        assert refused(client) == "The feed's answer on /v1/klanten is larger than agreed."

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"regios": None},
            {"regios": [4]},
            {"regios": [{"regio": 4}]},
            {"regios": [{"regio": "Drenthe", "aantal": 4664}]},
            {"regios": [{"regio": 4, "aantal": float("inf")}]},
        ],
    )
    def test_register_counts_in_another_form_are_said(
        self, feed: Feed, client: SonarClient, body: dict[str, object]
    ) -> None:
        feed.instead.append(said(body))

        with pytest.raises(FeedError, match="register counts are not in the agreed form"):
            client.register(DAY)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def mock_sonar() -> Iterator[str]:
    """The mock Sonar with Drenthe only, in a thread."""
    sonar = Sonar(1, 1, lambda: dt.date(2026, 11, 23))
    app = application(sonar, Gate("some-client", "some-secret"))
    with make_server("127.0.0.1", 0, app, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class TestTheMockSonar:
    def test_every_record_that_is_announced_comes_once(self, mock_sonar: str) -> None:
        with SonarClient(mock_sonar, "some-client", "some-secret", HASTY) as client:
            pages = list(client.pages())

        ids = [item["klantId"] for page in pages for item in page.items]
        assert len(pages) > 3
        assert {page.total for page in pages} == {len(ids)} == {len(set(ids))}

    def test_the_register_of_drenthe_is_the_published_one(self, mock_sonar: str) -> None:
        with SonarClient(mock_sonar, "some-client", "some-secret", HASTY) as client:
            assert client.register(DAY) == {4: 4664}

    def test_a_wrong_secret_is_refused(self, mock_sonar: str) -> None:
        with SonarClient(mock_sonar, "some-client", "other") as client:
            assert refused(client) == "The feed answered 401 on /oauth/token."

    def test_a_snapshot_that_is_gone_is_said(self, mock_sonar: str) -> None:
        client = SonarClient(mock_sonar, "some-client", "some-secret", HASTY)

        with client, pytest.raises(FeedError, match="The feed answered 410 on /v1/klanten"):
            list(client.pages(snapshot="2020-01-01-00000000"))
