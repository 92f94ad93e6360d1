"""How gunicorn serves the site: `gunicorn --config python:explorer.server explorer.wsgi`."""

import os
import shutil
import tempfile
from typing import Any

from gunicorn.http import message

from explorer import server_handover
from explorer.server_worker import MEASURES, folder

logger_class = "explorer.server_log.ServerLog"
worker_class = "explorer.server_worker.WaitingRoom"
message.MAX_REQUEST_LINE = limit_request_line = 64 * 1024
"""Longest address in bytes. The library allows 8 kB at most, or no bound at all. Past it a request is refused in a
line of English; whoever pasted a whole vacancy into the word box should get the page that says how long it may be."""

timeout = 120
"""Seconds that a process may be silent before it is ended; it is so while it makes the index."""


def on_starting(_server: Any) -> None:
    """Before any process of the site is there: an empty folder for the measures of this one start."""
    os.environ[MEASURES] = tempfile.mkdtemp(prefix="verkenner-measures-")


def on_reload(server: Any) -> None:
    """HUP: new processes start beside the old ones, which serve until these have an index."""
    server_handover.begin(folder(), server.worker_age)


def post_worker_init(worker: Any) -> None:
    """The site is loaded and no request taken yet: now is the time to make the index."""
    from explorer.readiness import warm_up  # needs Django, which only the processes of the site have set up

    warm_up()
    server_handover.note_ready(folder(), worker.age)


def child_exit(_server: Any, worker: Any) -> None:
    """What a process counted stays counted after its end; what it held does not."""
    server_handover.note_gone(folder(), worker.age)
    from prometheus_client import multiprocess  # reads the environment when it is imported

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    shutil.rmtree(os.environ[MEASURES], ignore_errors=True)
