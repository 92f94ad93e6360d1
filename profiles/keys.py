"""All keyed functions: pseudonyms, the daily shuffle, audit marks, and the sealed way back to a person."""

import datetime as dt
import hashlib
import json
from contextlib import suppress
from functools import cache, lru_cache

from django.conf import settings
from nacl.encoding import HexEncoder
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

KEY_LENGTH = 32  # hexadecimal digits, 128 bits
BLOCK = 64  # bytes that SHA-256 works at together


def _mac(secret: str, purpose: str, message: str) -> str:
    """HMAC-SHA256; the purpose is part of the message, so a mark for one use never fits another."""
    start, end = (half.copy() for half in _halves(secret))
    start.update(f"{purpose}\0{message}".encode())
    end.update(start.digest())
    return end.hexdigest()


@lru_cache(maxsize=8)
def _halves(secret: str) -> "tuple[hashlib._Hash, hashlib._Hash]":
    """HMAC (RFC 2104) of a secret up to where the message comes in, and what it ends with.

    `hmac.digest` works these out anew for each of a million keys of a run, and lets other threads in before each.
    """
    key = secret.encode()
    block = (key if len(key) <= BLOCK else hashlib.sha256(key).digest()).ljust(BLOCK, b"\0")
    return hashlib.sha256(bytes(one ^ 0x36 for one in block)), hashlib.sha256(bytes(one ^ 0x5C for one in block))


def _pseudonym(purpose: str, message: str) -> str:
    """The key of a record or person; the public website makes none, and holds no secret for it.

    Raises:
        PermissionError: this process does not hold PSEUDONYM_KEY.
    """
    if not settings.PSEUDONYM_KEY:
        raise PermissionError("This process does not hold PSEUDONYM_KEY, so it cannot tell whose a number is.")
    return _mac(settings.PSEUDONYM_KEY, purpose, message)[:KEY_LENGTH]


def record_key(klant_id: str) -> str:
    """The key of one Sonar record."""
    return _pseudonym("record", klant_id)


def person_key(bsn: str) -> str:
    """The key that two records of one person share. Stays within `sync`."""
    return _pseudonym("person", bsn)


def profile_key(person: str) -> str:
    """The person's key on the published side: made from the person key, and no way back to it."""
    return _pseudonym("profile", person)


def digest(text: str) -> str:
    """A keyed digest of what is stored of a record: equal text, equal digest, and nothing to guess from."""
    return _pseudonym("digest", text)


def visitor_key(visit: str) -> str:
    """A visitor's visit as it may be stored beside what was shown."""
    return _mac(settings.SECRET_KEY, "visitor", visit)[:KEY_LENGTH]


def network_key(network: str) -> str:
    """A network as it may be stored: addresses themselves are not kept."""
    return _mac(settings.SECRET_KEY, "network", network)[:KEY_LENGTH]


def account_key(user: str) -> str:
    """An account as it may be stored beside what it was first to see."""
    return _mac(settings.SECRET_KEY, "account", user)[:KEY_LENGTH]


def sign_in_key(name: str) -> str:
    """A name that someone typed to sign in, as wrong passwords are counted under it."""
    return _mac(settings.SECRET_KEY, "sign in", name)[:KEY_LENGTH]


def address_key(address: str) -> str:
    """A mail address as mails to it are counted."""
    return _mac(settings.SECRET_KEY, "address", address.casefold())[:KEY_LENGTH]


def browser_key(token: str) -> str:
    """What the browser that asked for an account keeps, as it is stored beside that wish."""
    return _mac(settings.SECRET_KEY, "browser", token)[:KEY_LENGTH]


def recovery_key(code: str) -> str:
    """A recovery code as it is stored: 16 hexadecimal digits."""
    return _mac(settings.SECRET_KEY, "recovery", code)[:16]


def audit_mark(message: str) -> str:
    """The mark on one audit event: changing the event without the key breaks it."""
    return _mac(settings.AUDIT_KEY, "event", message)


def seal_mark(message: str) -> str:
    """A link of the chain of events: nobody can forge the next one without the key."""
    return _mac(settings.AUDIT_KEY, "seal", message)


def checkpoint_mark(message: str) -> str:
    """The mark on the end of a closed month of the log."""
    return _mac(settings.AUDIT_KEY, "checkpoint", message)


def removal_mark(message: str) -> str:
    """The mark that says: these events went because their term was over, not because someone wanted them gone."""
    return _mac(settings.AUDIT_KEY, "removal", message)


def shuffle_of(day: dt.date) -> tuple[int, int]:
    """Multiplier and step of the day's rotation: a fair order that nobody can predict and that all share."""
    drawn = int(_mac(settings.SECRET_KEY, "shuffle", day.isoformat()), 16)
    return 1 + drawn % ROTATION_MULTIPLIERS, (drawn >> 64) % ROTATION_PRIME


ROTATION_PRIME = 2_147_483_647
ROTATION_MULTIPLIERS = ROTATION_PRIME - 1


def seal(link: dict[str, object]) -> bytes:
    """Seals a link so that only the holder of the private key can read it."""
    return bytes(_sealing_box().encrypt(json.dumps(link, sort_keys=True).encode()))


def opened(sealed: bytes) -> dict[str, object]:
    """What `seal` closed, under this pair of keys or a former one.

    Raises:
        PermissionError: this process does not hold the private key.
        CryptoError: none of its private keys fits.
    """
    link: dict[str, object] = json.loads(_unsealed(sealed)[0])
    return link


def resealed(sealed: bytes) -> bytes | None:
    """The same link under the pair of now; None when it is that already.

    Raises:
        PermissionError, CryptoError: as `opened`.
    """
    text, private = _unsealed(sealed)
    return None if private == settings.LINK_PRIVATE_KEY else bytes(_sealing_box().encrypt(text))


def _unsealed(sealed: bytes) -> tuple[bytes, str]:
    """What is in it, and the private key that fits."""
    if not settings.LINK_PRIVATE_KEY:
        raise PermissionError("This process does not hold LINK_PRIVATE_KEY, so it cannot open a sealed link.")
    *others, last = (settings.LINK_PRIVATE_KEY, *settings.LINK_PRIVATE_KEYS_FORMER)
    for private in others:
        with suppress(CryptoError):
            return _opening_box(private).decrypt(sealed), private
    return _opening_box(last).decrypt(sealed), last


@lru_cache(maxsize=8)
def _opening_box(private: str) -> "SealedBox[PrivateKey]":
    return SealedBox(PrivateKey(private.encode(), encoder=HexEncoder))


@cache
def _sealing_box() -> "SealedBox[PublicKey]":
    return SealedBox(PublicKey(settings.LINK_PUBLIC_KEY.encode(), encoder=HexEncoder))
