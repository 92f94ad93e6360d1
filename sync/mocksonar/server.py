"""Listens on the loopback address and serves the feed until it is told to stop."""

import errno
import signal
from collections.abc import Callable
from typing import NoReturn
from wsgiref.types import WSGIApplication

from waitress.server import create_server

HOST = "127.0.0.1"
THREADS = 4


class PortBusyError(Exception):
    """Something else listens on this port already."""


def serve(app: WSGIApplication, port: int, *, ready: Callable[[int], None]) -> None:
    """Serves until SIGTERM or SIGINT, then finishes what it is answering and returns.

    `ready` is called with the port once it listens (port 0 takes a free one). Raises PortBusyError.
    """
    try:
        server = create_server(app, host=HOST, port=port, threads=THREADS, ident=None)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortBusyError(str(port)) from None
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    ready(server.effective_port)
    try:
        server.run()
    finally:
        server.close()


def _stop(*_: object) -> NoReturn:
    """The server's loop takes this as its cue to let the workers finish."""
    raise SystemExit(0)
