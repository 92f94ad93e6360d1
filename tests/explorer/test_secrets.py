"""Secrets: from a value or a file, never both; and link keys that are no pair are noticed at the start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from explorer.secrets import IN_FILES, check_link_keys, given

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
    done = _started(tmp_path, LINK_PUBLIC_KEY=PUBLIC_HEX, LINK_PRIVATE_KEY="11" * 32)

    assert done.returncode != 0
    assert "they are no pair" in done.stderr.splitlines()[-1]


def test_a_file_gives_the_value_without_the_white_space_around_it(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("\n  $een sleutel\n", encoding="utf-8")

    assert given("SECRET_KEY", {"SECRET_KEY_FILE": str(tmp_path / "key")}) == "$een sleutel"
    assert given("SECRET_KEY", {"SECRET_KEY_FILE": str(tmp_path / "key"), "SECRET_KEY": ""}) == "$een sleutel"
    assert given("SECRET_KEY", {"SECRET_KEY": "waarde", "SECRET_KEY_FILE": ""}) == "waarde"
    assert given("SECRET_KEY", {}) == ""


@pytest.mark.parametrize(
    ("content", "value", "reason"),
    [
        (b"canary", "canary", "SECRET_KEY and SECRET_KEY_FILE are both set"),
        (b" \n", "", "SECRET_KEY_FILE is empty"),
        (b"canary \xff", "", "SECRET_KEY_FILE is no text"),
        (None, "", "SECRET_KEY_FILE cannot be read: No such file"),
    ],
)
def test_what_a_file_does_not_give_for_certain_is_refused(
    tmp_path: Path, content: bytes | None, value: str, reason: str
) -> None:
    path = tmp_path / "canary"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ValueError, match=reason) as refused:
        given("SECRET_KEY", {"SECRET_KEY": value, "SECRET_KEY_FILE": str(path)})

    assert "canary" not in str(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize("name", IN_FILES)
def test_every_secret_is_read_from_its_file_and_refused_in_one_line(tmp_path: Path, name: str) -> None:
    done = _started(tmp_path, "manage.py", "check", **{f"{name}_FILE": "/canary/secret"})

    assert done.returncode == 1
    assert done.stderr == f"The file of {name}_FILE cannot be read: No such file or directory.\n"


def test_the_site_runs_on_files(tmp_path: Path) -> None:
    files = {"DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3", "REDIS_URL": "redis://127.0.0.1:1/7"}
    files |= {"EMAIL_URL": "smtp+tls://a:b@127.0.0.1:587", "METRICS_TOKEN": "m", "OIDC_CLIENT_SECRET": "o"}
    files |= {"LINK_PUBLIC_KEY": PUBLIC_HEX, "LINK_PRIVATE_KEY": PRIVATE_HEX}
    for name, content in files.items():
        (tmp_path / name).write_text(f"{content}\n", encoding="utf-8")

    done = _started(tmp_path, "-c", PROGRAM, **{f"{name}_FILE": str(tmp_path / name) for name in files})

    assert done.stdout.split() == [f"{tmp_path}/other.sqlite3", "redis://127.0.0.1:1/7", "587", "m", "o", PRIVATE_HEX]


@pytest.mark.parametrize("name", ["DATABASE_URL", "EMAIL_URL"])
@pytest.mark.parametrize(
    "address", ["canary", "foo://a:canary@h/x", "smtp://a:b@h:canary/x", "postgresql://a:b@h:canary/x"]
)
def test_an_address_that_is_none_is_refused_without_showing_it(tmp_path: Path, name: str, address: str) -> None:
    done = _started(tmp_path, "manage.py", "check", **{name: address})

    assert done.returncode == 1
    assert "canary" not in done.stderr


PROGRAM = """
import explorer.settings as s
print(s.DATABASES["default"]["NAME"], s.REDIS_URL, s.EMAIL_PORT, s.METRICS_TOKEN, s.OIDC_RP_CLIENT_SECRET)
print(s.LINK_PRIVATE_KEY)
"""


def _started(folder: Path, *command: str, **given: str) -> "subprocess.CompletedProcess[str]":
    """A demo with this environment and its own folder."""
    environment = {"PATH": os.environ["PATH"], "DEBUG": "1", "DATA_DIR": str(folder), **given}
    start = [sys.executable, *(command or ("-c", "import explorer.settings"))]
    return subprocess.run(start, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
