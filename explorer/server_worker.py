"""Gunicorn's worker with threads, which also tells how long a request waited for one of them."""

from contextvars import ContextVar
from time import monotonic
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

CAME_AT: ContextVar[float | None] = ContextVar("came_at", default=None)
"""When the request that this thread answers came to this process, by the monotonic clock; None without a queue.
It stands here because gunicorn loads this file before Django may be loaded."""


class WaitingRoom(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Notes when each request came in; `explorer/busy.py` says what becomes of those that waited too long."""

    def enqueue_req(self, conn: Any) -> None:
        conn.came_at = monotonic()
        super().enqueue_req(conn)

    def handle_request(self, req: Any, conn: Any) -> Any:
        CAME_AT.set(conn.came_at)
        return super().handle_request(req, conn)
