"""A new pair of link keys: old links open all the while, and in the end the old key is needed no more."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from nacl.encoding import HexEncoder
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from pytest_django.fixtures import Settings

from profiles import keys
from profiles.models import Route
from tests.factories import published

pytestmark = pytest.mark.django_db
LINK: dict[str, object] = {"region": 4, "klantId": "WZ48151623", "empty": []}


@pytest.fixture
def _rotated(settings: Settings) -> None:
    """Someone is published under the old pair; then this process gets a new one, and keeps the old private key."""
    published({})
    Route.objects.update(sealed=keys.seal(LINK))
    former, new = settings.LINK_PRIVATE_KEY, PrivateKey.generate()
    settings.LINK_PRIVATE_KEYS_FORMER = (former,)
    settings.LINK_PRIVATE_KEY = new.encode(HexEncoder).decode()
    settings.LINK_PUBLIC_KEY = new.public_key.encode(HexEncoder).decode()
    keys._sealing_box.cache_clear()


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """The box of a pair is kept, and the next test has another pair."""
    yield
    keys._sealing_box.cache_clear()


def said() -> str:
    told = StringIO()
    call_command("reseal_links", stdout=told)
    return told.getvalue()


def sealed() -> bytes:
    return bytes(Route.objects.get().sealed)


@pytest.mark.usefixtures("_rotated")
def test_a_link_opens_under_the_former_key_until_it_is_sealed_anew_and_then_without_it(settings: Settings) -> None:
    assert keys.opened(sealed()) == LINK

    assert "Run this once more" in said()
    assert "Nothing was left" in said()

    settings.LINK_PRIVATE_KEYS_FORMER = ()
    assert keys.opened(sealed()) == LINK


@pytest.mark.usefixtures("_rotated")
def test_a_link_that_fits_no_key_is_said_and_stays_as_it_is(settings: Settings) -> None:
    before, settings.LINK_PRIVATE_KEYS_FORMER = sealed(), ()

    with pytest.raises(CommandError, match="fit no key: 1 in profiles_route"):
        said()

    assert sealed() == before
    with pytest.raises(CryptoError):
        keys.opened(before)


@pytest.mark.usefixtures("_rotated")
def test_a_damaged_link_keeps_no_other_from_being_sealed_anew(settings: Settings) -> None:
    whole = Route.objects.get()
    damaged = Route.objects.create(
        generation=whole.generation, number=whole.number + 1, profile_key="0" * 32, sealed=b"damaged"
    )

    with pytest.raises(CommandError, match="fit no key: 1 in profiles_route"):
        said()

    settings.LINK_PRIVATE_KEYS_FORMER = ()
    whole.refresh_from_db()
    damaged.refresh_from_db()
    assert keys.opened(bytes(whole.sealed)) == LINK
    assert bytes(damaged.sealed) == b"damaged"


def test_without_the_private_key_nothing_is_tried(settings: Settings) -> None:
    published({})
    settings.LINK_PRIVATE_KEY = ""

    with pytest.raises(CommandError, match="does not hold LINK_PRIVATE_KEY"):
        said()
