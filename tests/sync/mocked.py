"""The mock Sonar of Drenthe over HTTP in this process, with the faults that a test wants."""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.types import WSGIApplication

from sync.mocksonar.app import application
from sync.mocksonar.faults import faults
from sync.mocksonar.faulty import Faulty
from sync.mocksonar.oauth import Gate
from sync.mocksonar.questions import Sonar

CLIENT = ("some-client", "some-secret")
TODAY = dt.date(2026, 11, 23)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(app: WSGIApplication) -> Iterator[str]:
    """Where an application listens on the loopback address."""
    with make_server("127.0.0.1", 0, app, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def mock_app(text: str = "") -> WSGIApplication:
    """The mock with these faults."""
    return Faulty(application(Sonar(1, 1, lambda: TODAY), Gate(*CLIENT)), faults(text), seed=1)
