"""Gunicorn's own log, written as every other line of the site: it tells of requests by their whole address."""

from typing import Any

from gunicorn.glogging import Logger


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Leaves everything to the root logger, which Django sets up in each worker (`profiles/logs.py`)."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.handlers.clear()
            log.propagate = True
