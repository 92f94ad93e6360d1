"""How every process writes its log: one JSON object a line, or readable lines in the demo, and never personal data.

What our own code says is written as it stands. Of what libraries say only numbers and the names of errors are
filled in: addresses, names and values often stand in the rest. Of an error its kinds and places are written, never
its words, for a database repeats the row that it refused.
"""

import logging
import traceback
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

OURS = ("explorer", "profiles", "sync")
FIELDS = ("view", "method", "status", "ms", "state", "task", "task_id")
"""What a line may hold beside its words, given by `extra`."""
HIDDEN = "…"
TELLING = ("name", "id", "runtime", "description")
"""Of what Celery says of a task: which one, how it ended and how long it took; never arguments or results."""
QUIET = ("httpx", "httpcore", "profiles.audit.heads", "axes", "celery", "kombu", "amqp")
EACH = ("explorer.requests", "profiles.tasks.ended")
"""A line for each request and task: too much for a demo's terminal."""


def config(*, is_json: bool) -> dict[str, Any]:
    """For `logging.config.dictConfig`: everything to standard error."""
    each = {name: {"level": "INFO" if is_json else "WARNING"} for name in EACH}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter, "is_json": is_json}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            **{name: {"level": "WARNING"} for name in QUIET},
            **each,
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }


def formatter(*, is_json: bool) -> logging.Formatter:
    """From a record to one line."""
    render: Processor = (
        structlog.processors.JSONRenderer() if is_json else structlog.dev.ConsoleRenderer(colors=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=steps(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        use_get_message=False,
        pass_foreign_args=True,
    )


def steps() -> list[Processor]:
    """From a record to the fields of a line."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=FIELDS),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        worded,
        located,
    ]


def worded(_logger: object, _method: str, event: EventDict) -> EventDict:
    """The words of a line. Django tells of requests by their address, so those are told by their status instead."""
    record, arguments = event["_record"], event.pop("positional_args", ())
    if record.name.partition(".")[0] in OURS:
        event["event"] = _filled(record.msg, arguments)
    elif hasattr(record, "status_code"):
        event["event"] = f"Answered with {record.status_code}."
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        event["view"] = match.view_name if match else ""
    else:
        event["event"] = _filled(record.msg, _discreet(arguments))
    return event


def located(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Of an error and what caused it: which kind, and where, innermost call last."""
    found = event.pop("exc_info", None)
    if found is not None:
        error = found[1]
        event["error"] = " < ".join(_kind(one) for one in _chain(error))
        frames = traceback.extract_tb(error.__traceback__) if error else []
        event["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    event.pop("stack_info", None)
    return event


def _chain(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain


def _kind(error: BaseException) -> str:
    return type(error).__qualname__


def _discreet(arguments: Any) -> Any:
    if isinstance(arguments, Mapping):
        return {name: value if name in TELLING else _shown(value) for name, value in arguments.items()}
    return tuple(_shown(value) for value in arguments)


def _shown(value: object) -> object:
    if isinstance(value, BaseException):
        return _kind(value)
    return value if isinstance(value, int | float) else HIDDEN


def _filled(words: object, arguments: Any) -> str:
    """The words with what belongs in them; a template that does not fit is told as it is, like `logging` does."""
    try:
        return str(words) % arguments if arguments else str(words)
    except (TypeError, ValueError, KeyError):
        return str(words)
