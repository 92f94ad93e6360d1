"""The pair of link keys: a wrong one is noticed at the start, not when an adviser needs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from explorer.secrets import check_link_keys

ROOT = Path(__file__).parents[2]
PRIVATE = PrivateKey(bytes(range(32)))
PUBLIC_HEX, PRIVATE_HEX = bytes(PRIVATE.public_key).hex(), bytes(PRIVATE).hex()


def test_a_pair_fits_and_the_private_key_may_be_missing() -> None:
    check_link_keys(PUBLIC_HEX, PRIVATE_HEX)
    check_link_keys(PUBLIC_HEX.upper(), "")


@pytest.mark.parametrize(
    ("public", "private", "reason"),
    [
        (PUBLIC_HEX, "00" * 32, "they are no pair"),
        ("secret", PRIVATE_HEX, "LINK_PUBLIC_KEY is not an X25519 key"),
        (PUBLIC_HEX, PRIVATE_HEX[:-1], "LINK_PRIVATE_KEY is not an X25519 key"),
    ],
)
def test_what_does_not_fit_is_refused_without_naming_a_key(public: str, private: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refused:
        check_link_keys(public, private)

    assert PRIVATE_HEX[:-1] not in str(refused.value)


def test_the_site_does_not_start_with_keys_that_are_no_pair(tmp_path: Path) -> None:
    keys = {"LINK_PUBLIC_KEY": PUBLIC_HEX, "LINK_PRIVATE_KEY": "11" * 32}
    environment = {"PATH": os.environ["PATH"], "DEBUG": "1", "DATA_DIR": str(tmp_path), **keys}
    start = [sys.executable, "-c", "import explorer.settings"]
    done = subprocess.run(start, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert "they are no pair" in done.stderr.splitlines()[-1]
