"""The mock Sonar of Drenthe over HTTP in this process, with the faults that a test wants."""

import datetime as dt
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
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


class _Server(WSGIServer):
    def handle_error(self, *_: object) -> None:
        """Says nothing of callers who hang up."""


@contextmanager
def served(app: WSGIApplication, certificate: Path | None = None) -> Iterator[str]:
    """Where an application listens on the loopback address; over TLS with a certificate."""
    with make_server("127.0.0.1", 0, app, server_class=_Server, handler_class=_Quiet) as server:
        if certificate:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(certificate)
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def mock_app(text: str = "") -> WSGIApplication:
    """The mock with these faults."""
    return Faulty(application(Sonar(1, 1, lambda: TODAY), Gate(*CLIENT)), faults(text), seed=1)
