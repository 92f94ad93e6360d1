"""Gunicorn's worker with threads, which tells how long a request waited for one of them, and leaves without haste."""

import os
import select
from contextvars import ContextVar
from pathlib import Path
from time import monotonic
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from explorer.server_handover import may_leave

MEASURES = "PROMETHEUS_MULTIPROC_DIR"
"""Where prometheus_client looks for the folder in which all processes of this server keep their measures."""

CAME_AT: ContextVar[float | None] = ContextVar("came_at", default=None)
"""When the request that this thread answers came to this process, by the monotonic clock; None without a queue.
It stands here because gunicorn loads this file before Django may be loaded."""


def folder() -> Path:
    """What the processes of this one start of the server share."""
    return Path(os.environ[MEASURES])


class WaitingRoom(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Notes when each request came in; `explorer/busy.py` says what becomes of those that waited too long.

    Told to end, it goes on until those who replace it can serve. Then it takes in whoever waits at the door, closes
    the door, and answers them: what waits at a door that closes would be sent away without an answer.
    """

    is_told_to_end = False

    def enqueue_req(self, conn: Any) -> None:
        conn.came_at = monotonic()
        super().enqueue_req(conn)

    def handle_request(self, req: Any, conn: Any) -> Any:
        CAME_AT.set(conn.came_at)
        return super().handle_request(req, conn)

    def handle_exit(self, sig: int, frame: Any) -> None:
        self.is_told_to_end = True
        if may_leave(folder(), self.age, self.cfg.workers):
            super().handle_exit(sig, frame)

    def handle_quit(self, sig: int, frame: Any) -> None:
        """Ends at once, but not in the midst of handing a request to a thread: the library would then wait for a lock
        that it holds itself, and nobody would get out for half a minute."""
        if self.booted:
            self.method_queue.defer(super().handle_quit, sig, frame)
        else:
            super().handle_quit(sig, frame)

    def notify(self) -> None:
        """Once a second or more, between requests."""
        super().notify()
        if self.is_told_to_end and may_leave(folder(), self.age, self.cfg.workers):
            self.alive = False

    def set_accept_enabled(self, enabled: bool) -> None:  # noqa: FBT001 - gunicorn's own
        super().set_accept_enabled(enabled)
        if not self.alive:
            for door in self.sockets:
                self._take_in(door)

    def _take_in(self, door: Any) -> None:
        while select.select([door.sock], [], [], 0)[0]:
            self.accept(door)
        door.close()
