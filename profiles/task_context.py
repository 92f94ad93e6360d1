"""Carries the id of a request to the tasks that it causes, so that their lines in the log can be found together."""

import logging
import time
from typing import Any

from celery import Task, signals
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

HEADER = "request_id"
_began: dict[str, float] = {}
ended = logging.getLogger("profiles.tasks.ended")


def follow() -> None:
    """Connects everything below; called where the Celery app is made, in every process once."""
    signals.setup_logging.connect(keep_our_logging)
    signals.before_task_publish.connect(send_along)
    signals.task_prerun.connect(take_up)
    signals.task_postrun.connect(let_go)


def keep_our_logging(**_: Any) -> None:
    """That somebody listens to this signal is enough: Celery leaves the logging as Django has set it up."""


def send_along(headers: dict[str, Any] | None = None, **_: Any) -> None:
    """In whoever asks for a task: the id goes into the message."""
    found = get_contextvars().get(HEADER)
    if found and headers is not None:
        headers[HEADER] = found


def take_up(task: "Task[Any, Any]", task_id: str, **_: Any) -> None:
    """In the worker, before the task: every line from here on has the id."""
    clear_contextvars()
    request_id = task.request.get(HEADER)
    bind_contextvars(task=task.name, task_id=task_id, **({HEADER: request_id} if request_id else {}))
    _began[task_id] = time.monotonic()


def let_go(task_id: str, state: str = "", **_: Any) -> None:
    """After the task: one line about how it went."""
    seconds = time.monotonic() - _began.pop(task_id, time.monotonic())
    ended.info("Task ended.", extra={"state": state, "ms": round(seconds * 1000, 1)})
    clear_contextvars()
