"""A web process that is told to stop at once does so, whatever it was doing."""

import os
import signal
from collections.abc import Iterator

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from explorer.server_worker import WaitingRoom


@pytest.fixture
def worker() -> Iterator[WaitingRoom]:
    """A process that was not yet told to do anything."""
    settings = Config()
    made = WaitingRoom(1, os.getpid(), [], None, 30, settings, Logger(settings))
    made.tpool = made.get_thread_pool()
    made.method_queue.init()
    yield made
    made.tpool.shutdown()
    made.method_queue.close()
    made.tmp.close()


def test_whoever_hands_a_request_to_a_thread_finishes_that_before_it_stops(worker: WaitingRoom) -> None:
    worker.booted = True

    worker.handle_quit(signal.SIGQUIT, None)  # the signal comes at any moment, also in the midst of that

    with pytest.raises(SystemExit):
        worker.method_queue.run_callbacks(None)


def test_whoever_still_makes_its_index_stops_without_finishing_that(worker: WaitingRoom) -> None:
    with pytest.raises(SystemExit):
        worker.handle_quit(signal.SIGQUIT, None)
