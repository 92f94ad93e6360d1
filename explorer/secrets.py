"""Secrets from the environment, and for the demo only: random ones kept in the data folder."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from nacl.encoding import HexEncoder
from nacl.public import PrivateKey

NAMES = (
    "SECRET_KEY",
    "PSEUDONYM_KEY",
    "AUDIT_KEY",
    "LINK_PUBLIC_KEY",
    "LINK_PRIVATE_KEY",
    "SONAR_CLIENT_ID",
    "SONAR_CLIENT_SECRET",
)


def demo_secrets(folder: Path) -> Mapping[str, str]:
    """The demo's secrets by name; drawn at the first call and kept in `folder`, readable by the owner only."""
    path = folder / "demo-secrets.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write_once(path, json.dumps(_draw(), indent=2))
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


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
