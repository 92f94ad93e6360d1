"""Secrets from the environment or from files that it names, and for the demo only: random ones of its own."""

import json
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from nacl.encoding import HexEncoder
from nacl.public import PrivateKey, PublicKey

NAMES = (
    "SECRET_KEY",
    "PSEUDONYM_KEY",
    "AUDIT_KEY",
    "LINK_PUBLIC_KEY",
    "LINK_PRIVATE_KEY",
    "SONAR_CLIENT_ID",
    "SONAR_CLIENT_SECRET",
)
"""What the demo draws for itself."""
IN_FILES = (
    *NAMES,
    "LINK_PRIVATE_KEYS_FORMER",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "METRICS_TOKEN",
    "OIDC_CLIENT_SECRET",
)
"""Whatever may be in a file instead: under NAME_FILE the environment then gives its path."""


def given(name: str, environment: Mapping[str, str]) -> str:
    """The value of NAME, or what stands in the file at NAME_FILE without the white space around it; else "".

    Not by `environ.FileAwareEnv`: there a file silently wins from a value, an empty one counts, and a value that
    begins with a dollar sign is taken for the name of another one and printed when there is none.

    Raises:
        ValueError: both are given, or the file cannot be read or is empty. The message names the setting, and shows
            neither the value nor the path, which might be the value itself, set under the wrong name.
    """
    value, path = environment.get(name, ""), environment.get(f"{name}_FILE", "")
    if value and path:
        raise ValueError(f"{name} and {name}_FILE are both set. Keep one of them.")
    return _content(f"{name}_FILE", path) if path else value


def _content(name: str, path: str) -> str:
    try:
        found = Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ValueError(f"The file of {name} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise ValueError(f"The file of {name} is no text in UTF-8.") from None
    if not found:
        raise ValueError(f"The file of {name} is empty.")
    return found


def demo_secrets(folder: Path) -> Mapping[str, str]:
    """The demo's secrets by name; drawn at the first call and kept in `folder`, readable by the owner only."""
    path = folder / "demo-secrets.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write_once(path, json.dumps(_draw(), indent=2))
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def check_link_keys(public: str, private: str, former: Sequence[str] = ()) -> None:
    """Refuses a pair of link keys that does not fit; the private key may be missing, as on the public website.

    Raises:
        ValueError: one of them is no X25519 key, or they are no pair. The message names the setting, never the key.
    """
    named = [("LINK_PUBLIC_KEY", public), ("LINK_PRIVATE_KEY", private)]
    for name, key in [*named, *(("LINK_PRIVATE_KEYS_FORMER", one) for one in former)]:
        if key and not re.fullmatch(r"[0-9a-f]{64}", key, re.IGNORECASE):
            raise ValueError(f"{name} is not an X25519 key: 64 hexadecimal digits.")
    if private and PrivateKey(bytes.fromhex(private)).public_key != PublicKey(bytes.fromhex(public)):
        raise ValueError("LINK_PRIVATE_KEY does not open what LINK_PUBLIC_KEY seals: they are no pair.")


def _draw() -> dict[str, str]:
    drawn = {name: secrets.token_hex(32) for name in NAMES}
    private = PrivateKey.generate()
    drawn["LINK_PRIVATE_KEY"] = private.encode(HexEncoder).decode()
    drawn["LINK_PUBLIC_KEY"] = private.public_key.encode(HexEncoder).decode()
    return drawn


def _write_once(path: Path, text: str) -> None:
    """Links a finished file into place: of two processes that start together, the first one's secrets win."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other process was first; its secrets are the demo's
    finally:
        draft.unlink()
