"""`check_feed` asked about the mock, about the mock with its faults, and about servers that are no feed of ours."""

import datetime as dt
import io
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.management import CommandError, call_command
from pytest_django import Settings

from profiles.models import Municipality
from sync.feedcheck.check import CHECKS
from sync.mocksonar.app import application
from sync.mocksonar.oauth import Gate
from sync.mocksonar.questions import Sonar
from tests.factories import NOW
from tests.sync.mocked import CLIENT, TODAY, mock_app, served

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NAMES = [check.name for check in CHECKS]


@pytest.fixture(autouse=True)
def credentials(settings: Settings) -> None:
    settings.SONAR_CLIENT_ID, settings.SONAR_CLIENT_SECRET = CLIENT


def checked(app: WSGIApplication, *options: str) -> dict[str, Any]:
    """What the command says of an application that is served over HTTP."""
    with served(app) as url:
        return asked(url, *options)


def asked(url: str, *options: str) -> dict[str, Any]:
    out = io.StringIO()
    with suppress(CommandError):
        call_command("check_feed", url, "--json", *options, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def states(answer: dict[str, Any], state: str) -> list[str]:
    return [one["check"] for one in answer["checks"] if one["state"] == state]


def found(answer: dict[str, Any], check: str) -> str:
    return str(next(one["found"] for one in answer["checks"] if one["check"] == check))


class TestASoundFeed:
    def test_may_be_connected(self) -> None:
        answer = checked(mock_app())

        assert answer["ok"]
        assert states(answer, "right") == NAMES
        assert answer["records"] > 1000
        assert "each record once" in found(answer, "pages")

    def test_may_have_the_dirt_of_the_real_system(self) -> None:
        answer = checked(mock_app())

        assert answer["quarantined"]
        assert set(answer["quarantined"]) & {"blank", "bad_date inschrijfdatum", "missing klantsoort"}

    @pytest.mark.parametrize(
        "text", ["5xx:0.1", "429@0:0.1", "truncate@100:0.1", "shuffle", "extra", "tombstone:0.1"]
    )
    def test_may_stumble_as_long_as_our_client_does_not_fall(self, text: str) -> None:
        assert states(checked(mock_app(text), "--pages", "6"), "wrong") == []

    def test_is_described_for_people_too(self) -> None:
        out = io.StringIO()
        with served(mock_app()) as url:
            call_command("check_feed", url, "--pages", "6", stdout=out)

        assert out.getvalue().splitlines()[0].startswith("right     address       Without TLS")
        assert "This feed may be connected." in out.getvalue()

    def test_leaves_nothing_of_anybody_in_the_answer(self) -> None:
        with served(mock_app("unknown-code:0.5,wrong-type:0.2,nul:0.2")) as url:
            answer = json.dumps(asked(url, "--pages", "6"))

        assert "SVB" not in answer
        assert "WZ" not in answer
        assert "@example.org" not in answer


class TestAFeedWithFaults:
    @pytest.mark.parametrize(
        ("text", "check", "words"),
        [
            ("5xx", "first page", "answered 503"),
            ("403", "first page", "answered 403"),
            ("redirect", "first page", "answered 302"),
            ("garbage", "first page", "is not JSON"),
            ("bom", "first page", "is not JSON"),
            ("empty", "first page", "no records"),
            ("repeat", "first page", "limit is not heeded"),
            ("snapshot#50", "pages", "does not follow"),
            ("total", "parts", "hold"),
            ("skip", "pages", "records at first"),
            ("unknown-code:0.1", "records", "more than 1%"),
            ("wrong-type:0.1", "records", "more than 1%"),
            ("nul:0.1", "records", "more than 1%"),
            ("missing@toestemming:0.2", "records", "lack these fields: toestemming"),
            ("renamed@klantprofiel:0.2", "records", "lack these fields: klantprofiel"),
        ],
    )
    def test_may_not_be_connected(self, text: str, check: str, words: str) -> None:
        answer = checked(mock_app(text), "--pages", "6")

        assert not answer["ok"]
        assert check in states(answer, "wrong")
        assert words in found(answer, check)

    def test_is_told_which_codes_are_wrong_and_in_how_many_records(self) -> None:
        answer = checked(mock_app("unknown-code"), "--pages", "6")

        assert answer["quarantined"]["unknown_code klantsoort"] > 100
        assert answer["different"]["klantsoort"] > 100

    def test_is_told_what_to_do(self) -> None:
        answer = checked(mock_app("5xx"))

        assert all(one["then"] for one in answer["checks"] if one["state"] == "wrong")
        assert states(answer, "not tried") == NAMES[NAMES.index("first page") + 1 :]

    def test_that_is_larger_than_what_was_read_is_not_vouched_for(self) -> None:
        answer = checked(mock_app(), "--pages", "1")

        assert "No part was read to its end" in found(answer, "pages")


class TestAnotherServer:
    @pytest.mark.parametrize(
        ("parameter", "checks"),
        [
            ("gewijzigdSinds", {"questions", "changes"}),
            ("regio", {"questions", "parts"}),
            ("momentopname", {"questions"}),
            ("onbekend", {"questions"}),
            ("cursor", {"questions", "pages"}),
        ],
    )
    def test_that_does_not_heed_a_parameter(self, parameter: str, checks: set[str]) -> None:
        answer = checked(deaf_to(parameter, mock_app()), "--pages", "6")

        assert checks <= set(states(answer, "wrong"))

    def test_that_lets_everybody_in(self) -> None:
        answer = checked(application(Sonar(1, 1, lambda: TODAY), OpenGate(*CLIENT)), "--pages", "6")

        assert states(answer, "wrong") == ["wrong secret", "no token"]

    def test_that_does_not_know_us(self, settings: Settings) -> None:
        settings.SONAR_CLIENT_SECRET = "another-secret"

        answer = checked(mock_app())

        assert states(answer, "wrong") == ["token"]
        assert "answered 401 on /oauth/token" in found(answer, "token")

    def test_that_keeps_what_it_knows_of_who_left(self) -> None:
        answer = checked(talkative(mock_app("tombstone:0.3")), "--pages", "6")

        assert "withdrawn" in states(answer, "wrong")
        assert "withdrawn records hold more" in found(answer, "withdrawn")

    def test_that_is_a_website(self) -> None:
        answer = checked(website)

        assert states(answer, "wrong") == ["token"]
        assert "is not JSON" in found(answer, "token")

    def test_with_a_certificate_that_nobody_trusts(self, tmp_path: Path) -> None:
        with served(mock_app(), certificate=self_signed(tmp_path)) as url:
            answer = asked(url)

        assert found(answer, "address").startswith("Over https")
        assert states(answer, "wrong") == ["token"]
        assert "SSLCertVerificationError" in found(answer, "token")

    def test_that_is_not_there(self) -> None:
        with served(website) as url:
            address = url
        answer = asked(address)

        assert states(answer, "wrong") == ["token"]
        assert "ConnectError" in found(answer, "token")

    @pytest.mark.parametrize("url", ["http://feed.example.org", "ftp://127.0.0.1", "feed", "https://a:b@127.0.0.1"])
    def test_at_an_address_that_is_not_safe_is_not_even_asked(self, url: str) -> None:
        answer = asked(url)

        assert states(answer, "wrong") == ["address"]
        assert states(answer, "not tried") == NAMES[1:]


class TestTheCommand:
    def test_needs_the_id_and_the_secret(self, settings: Settings) -> None:
        settings.SONAR_CLIENT_SECRET = ""

        with pytest.raises(CommandError, match="Set SONAR_CLIENT_ID and SONAR_CLIENT_SECRET"):
            call_command("check_feed", "https://feed.example.org")

    def test_needs_the_reference_data(self) -> None:
        Municipality.objects.all().delete()

        with pytest.raises(CommandError, match="load_reference_data"):
            call_command("check_feed", "https://feed.example.org")

    def test_takes_no_number_of_pages_below_zero(self) -> None:
        with pytest.raises(CommandError, match="--pages"):
            call_command("check_feed", "https://feed.example.org", "--pages", "-1")


class OpenGate(Gate):
    """Gives everybody a token, and asks nobody for it."""

    def grant(self, authorization: str, body: str) -> dict[str, object]:
        return {"access_token": "anything"}

    def check(self, authorization: str) -> None:
        """Lets in."""


def self_signed(folder: Path) -> Path:
    """A certificate with its key, of this machine, vouched for by itself alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + 3650 * DAY)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    written = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path = folder / "feed.pem"
    path.write_bytes(written + certificate.public_bytes(serialization.Encoding.PEM))
    return path


def website(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", "15")])
    return [b"<p>Gemeente</p>"]


def deaf_to(parameter: str, app: WSGIApplication) -> WSGIApplication:
    """The same without a parameter, whatever was asked."""

    def deaf(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        heard = [pair for pair in parse_qsl(environ.get("QUERY_STRING", "")) if pair[0] != parameter]
        return app({**environ, "QUERY_STRING": urlencode(heard)}, start_response)

    return deaf


def talkative(app: WSGIApplication) -> WSGIApplication:
    """The same, with a name in each withdrawn record."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        said: list[Any] = []
        body = b"".join(app(environ, lambda *heads: said.extend(heads)))  # type: ignore[arg-type]
        body = body.replace(b'"verwijderd": true', b'"naam": "Jan", "verwijderd": true')
        start_response(said[0], [(name, value) for name, value in said[1] if name != "Content-Length"])
        return [body]

    return answer
