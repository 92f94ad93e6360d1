"""Watching a request is cheap enough to be on everywhere."""

import logging
import time
from io import StringIO

import pytest
from django.http import HttpRequest, HttpResponse

from explorer.watching import watched
from profiles import logs

TIMES, MOST = 2000, 0.0003
"""Seconds per request, with the line written; three times what a free core needs."""


def test_watching_takes_a_fraction_of_a_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = logging.StreamHandler(StringIO())
    handler.setFormatter(logs.formatter(is_json=True))
    line = logging.getLogger("explorer.requests")
    monkeypatch.setattr(line, "handlers", [handler])
    monkeypatch.setattr(line, "propagate", False)
    monkeypatch.setattr(line, "level", logging.INFO)
    answer, request = watched(lambda _request: HttpResponse()), HttpRequest()
    request.method = "GET"

    began = time.process_time()
    for _ in range(TIMES):
        answer(request)
    each = (time.process_time() - began) / TIMES

    assert each < MOST
