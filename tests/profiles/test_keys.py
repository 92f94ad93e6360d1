"""Keyed functions: pseudonyms that nobody can guess, the daily rotation, and the sealed way back."""

import datetime as dt
import hmac
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.encoding import HexEncoder
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from pytest_django import Settings

from profiles import keys

PSEUDONYMS = [keys.record_key, keys.person_key, keys.profile_key, keys.digest]
ALL = [*PSEUDONYMS, keys.visitor_key, keys.network_key, keys.account_key, keys.audit_mark]
DAY = dt.date(2026, 11, 23)
Keyed = Callable[[str], str]


class TestPseudonyms:
    @pytest.mark.parametrize("keyed", ALL)
    def test_equal_messages_have_equal_keys_and_others_have_others(self, keyed: Keyed) -> None:
        assert keyed("111222333") == keyed("111222333")
        assert keyed("111222333") != keyed("111222334")

    def test_a_key_for_one_use_never_fits_another(self) -> None:
        assert len({keyed("111222333")[: keys.KEY_LENGTH] for keyed in ALL}) == len(ALL)

    @given(st.text(max_size=200), st.text(min_size=1, max_size=200))
    def test_they_are_hmacs_as_python_makes_them(self, secret: str, message: str) -> None:
        made = keys._mac(secret, "record", message)

        assert made == hmac.digest(secret.encode(), f"record\0{message}".encode(), "sha256").hex()

    @pytest.mark.parametrize("keyed", PSEUDONYMS)
    def test_without_the_secret_nobody_can_make_them(self, keyed: Keyed, settings: Settings) -> None:
        before = keyed("111222333")

        settings.PSEUDONYM_KEY = "another secret"

        assert keyed("111222333") != before

    @pytest.mark.parametrize("keyed", PSEUDONYMS)
    def test_a_process_without_the_secret_says_so(self, keyed: Keyed, settings: Settings) -> None:
        settings.PSEUDONYM_KEY = ""

        with pytest.raises(PermissionError, match="does not hold PSEUDONYM_KEY"):
            keyed("111222333")

    def test_every_kind_of_mark_has_a_secret_of_its_own(self, settings: Settings) -> None:
        before = [keyed("x") for keyed in ALL]

        settings.SECRET_KEY = settings.AUDIT_KEY = "another secret"

        assert [keyed("x") == one for keyed, one in zip(ALL, before, strict=True)] == [True] * 4 + [False] * 4

    @pytest.mark.parametrize("keyed", [*PSEUDONYMS, keys.visitor_key, keys.network_key, keys.account_key])
    def test_a_key_is_thirty_two_hexadecimal_digits(self, keyed: Keyed) -> None:
        assert len(keyed("x")) == keys.KEY_LENGTH == 32
        assert set(keyed("x")) <= set("0123456789abcdef")

    @given(st.text(), st.text())
    def test_any_text_can_be_keyed(self, one: str, other: str) -> None:
        assert (keys.digest(one) == keys.digest(other)) == (one == other)


class TestRotation:
    def test_a_day_has_one_rotation_for_all(self) -> None:
        assert keys.shuffle_of(DAY) == keys.shuffle_of(dt.date(2026, 11, 23))

    def test_every_day_has_another(self) -> None:
        days = [DAY + dt.timedelta(days=number) for number in range(365)]

        assert len({keys.shuffle_of(day) for day in days}) == 365

    def test_nobody_without_the_secret_can_predict_it(self, settings: Settings) -> None:
        before = keys.shuffle_of(DAY)

        settings.SECRET_KEY = "another secret"

        assert keys.shuffle_of(DAY) != before

    @given(st.dates(), st.sets(st.integers(0, 2_000_000), min_size=2))
    def test_no_two_cards_share_a_turn(self, day: dt.date, numbers: set[int]) -> None:
        multiplier, step = keys.shuffle_of(day)
        assert 0 < multiplier < keys.ROTATION_PRIME

        turns = {(number * multiplier + step) % keys.ROTATION_PRIME for number in numbers}

        assert len(turns) == len(numbers)

    def test_whoever_is_first_today_is_not_always_first(self) -> None:
        def first(day: dt.date) -> int:
            multiplier, step = keys.shuffle_of(day)
            return min(range(50), key=lambda number: (number * multiplier + step) % keys.ROTATION_PRIME)

        assert len({first(DAY + dt.timedelta(days=number)) for number in range(365)}) > 40


class TestSealedLinks:
    def test_what_is_sealed_can_be_opened_with_the_private_key(self) -> None:
        link = {"region": 4, "klantId": "WZ48151623", "empty": ["hours"]}

        assert keys.opened(keys.seal(link)) == link

    def test_nothing_of_it_can_be_read_without(self) -> None:
        assert b"WZ48151623" not in keys.seal({"klantId": "WZ48151623"})

    def test_two_seals_of_one_link_cannot_be_told_to_be_the_same(self) -> None:
        assert keys.seal({"klantId": "WZ1"}) != keys.seal({"klantId": "WZ1"})

    def test_a_process_without_the_private_key_can_seal_but_not_open(self, settings: Settings) -> None:
        settings.LINK_PRIVATE_KEY = ""
        sealed = keys.seal({"klantId": "WZ1"})

        with pytest.raises(PermissionError, match="LINK_PRIVATE_KEY"):
            keys.opened(sealed)

    def test_another_private_key_does_not_open_it(self, settings: Settings) -> None:
        sealed = keys.seal({"klantId": "WZ1"})
        settings.LINK_PRIVATE_KEY = PrivateKey.generate().encode(HexEncoder).decode()

        with pytest.raises(CryptoError):
            keys.opened(sealed)

    def test_a_damaged_link_does_not_open(self) -> None:
        sealed = bytearray(keys.seal({"klantId": "WZ1"}))
        sealed[-1] ^= 1

        with pytest.raises(CryptoError):
            keys.opened(bytes(sealed))
