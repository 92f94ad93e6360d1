"""The faults that the mock can be told to make: each one is refused, survived or set aside by the client."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command

from sync.mocksonar.faults import KINDS, Fault, FaultError, faults
from sync.sonar.client import FeedError, SonarClient
from sync.sonar.records import Unusable, absent_keys, parse
from sync.sonar.transport import Patience
from tests.sync.mocked import CLIENT, mock_app, served

HASTY = Patience(attempts=3, first_pause=0, longest_pause=0)
SHORT = Patience(read=0.3, attempts=2, first_pause=0, longest_pause=0)


@contextmanager
def mock(text: str) -> Iterator[SonarClient]:
    """A client of a mock with these faults."""
    with served(mock_app(text)) as url, SonarClient(url, *CLIENT, SHORT if "hang" in text else HASTY) as client:
        yield client


class TestTheLanguage:
    def test_kind_value_chance_and_number(self) -> None:
        assert faults("5xx@3:0.05, truncate@1200#3,trickle") == (
            Fault("5xx", "3", 0.05),
            Fault("truncate", "1200", 1, 3),
            Fault("trickle"),
        )

    @pytest.mark.parametrize("text", ["fire", "5xx:2", "5xx:a", "5xx:1.2.3", "5xx@", "5xx#-1"])
    def test_what_is_not_understood_is_said_with_what_is(self, text: str) -> None:
        with pytest.raises(FaultError, match=text[:3]):
            faults(text)

    def test_the_command_says_so_in_one_line(self) -> None:
        with pytest.raises(CommandError, match="'fire' is no fault; known: 401"):
            call_command("sonar_mock", "--faults", "fire")


class TestAnswers:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("5xx", "answered 503"),
            ("429", "answered 429"),
            ("401", "answered 401"),
            ("403", "answered 403"),
            ("redirect", "answered 302"),
            ("truncate@100", "RemoteProtocolError"),
            ("garbage", "is not JSON"),
            ("utf16", "is not JSON"),
            ("bom", "is not JSON"),
            ("oversized@17000000", "larger than agreed"),
            ("hang@1", "ReadTimeout"),
            ("snapshot#2", "does not follow"),
        ],
    )
    def test_that_cannot_be_used_are_refused(self, text: str, said: str) -> None:
        with mock(text) as client, pytest.raises(FeedError, match=said):
            list(client.pages())

    @pytest.mark.parametrize("text", ["5xx#1", "429@0#1", "truncate@100#1", "truncate@0#2", "garbage#2", "401#1"])
    def test_that_go_wrong_once_cost_nothing(self, text: str) -> None:
        with mock(text) as client:
            assert client.page(region="1").total == client.page(region="1").total


class TestPages:
    def test_empty(self) -> None:
        with mock("empty") as client:
            assert [(page.items, page.total) for page in client.pages()] == [([], 0)]

    def test_with_records_too_many_too_few_and_in_another_order(self) -> None:
        with mock("") as client:
            items = client.page(size=9).items
        for text, expected in (
            ("repeat", [*items, *items]),
            ("skip@4", items[4:]),
            ("shuffle", items[::-1]),
        ):
            with mock(text) as client:
                assert client.page(size=9).items == expected

    def test_with_another_total_or_snapshot(self) -> None:
        with mock("total@5#1,snapshot#3") as client:
            more, page, other = (client.page(size=1) for _ in range(3))
        assert (more.total - page.total, other.snapshot) == (5, "another")


class TestRecords:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("unknown-code", "unknown_code klantsoort"),
            ("wrong-type", "wrong_type inschrijfdatum"),
            ("nul", "bad_text klantId"),
            ("half", "bad_text klantId"),
            ("huge", "too_large"),
            ("deep", "too_deep"),
        ],
    )
    def test_that_cannot_be_used_are_set_aside(self, text: str, reason: str) -> None:
        with mock(f"{text}:0.3") as client:
            items = client.page(size=20).items

        outcomes = {outcome(item) for item in items}
        assert {reason, "used"} <= outcomes

    def test_fields_come_go_and_get_another_name(self) -> None:
        with mock("extra#1,missing#2,renamed@toestemming#3") as client:
            extra, missing, renamed = (client.page(size=1).items[0] for _ in range(3))

        assert (outcome(extra), absent_keys(extra)) == ("used", ())
        assert absent_keys(missing) == absent_keys(renamed) == ("toestemming",)

    def test_some_are_withdrawn_or_older(self) -> None:
        with mock("tombstone#1,older#2") as client:
            (gone,), (older,), (newest,) = (client.page(size=1).items for _ in range(3))

        assert (parse(gone).deleted, parse(gone).version) == (True, parse(newest).version + 1)
        assert parse(older).version == max(parse(newest).version - 1, 0)

    def test_of_the_wrong_encoding_are_set_aside(self) -> None:
        with mock("latin1") as client:
            assert {outcome(item) for item in client.page(size=20).items} >= {"bad_text persoon"}


def test_the_documents_name_every_fault(request: pytest.FixtureRequest) -> None:
    text = (request.config.rootpath / "docs/commands.md").read_text(encoding="utf-8")

    assert [kind for kind in sorted(KINDS) if f"`{kind}`" not in text] == []


def outcome(item: object) -> str:
    try:
        parse(json.loads(json.dumps(item)))
        parse(item)
    except Unusable as refusal:
        return str(refusal)
    return "used"
