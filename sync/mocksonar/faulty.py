"""Wraps the mock so that its answers go wrong as `faults` says; a sign of life never does."""

import json
import random
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from sync.mocksonar.faults import Fault
from sync.mocksonar.spoiled_answers import BYTES, INSTEAD, PAUSES, Answer
from sync.mocksonar.spoiled_records import PAGES, RECORDS

CLIENTS = "/v1/klanten"


class Faulty:
    """The same feed with faults. The same seed and the same questions in the same order give the same faults."""

    def __init__(self, app: WSGIApplication, faults: Iterable[Fault], seed: int) -> None:
        self._app, self._faults = app, tuple(faults)
        self._draw = random.Random(seed)  # noqa: S311 - no secret
        self._asked, self._lock = 0, threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != CLIENTS:
            return self._app(environ, start_response)
        with self._lock:
            self._asked += 1
            struck = [fault for fault in self._faults if self._strikes(fault, self._asked)]
        status, headers, body = self._answer(environ, struck)
        announced = [header for header in headers if header[0] != "Content-Length"]
        start_response(status, [*announced, ("Content-Length", str(_length(body, struck)))])
        return _in_time(_spoiled(body, struck), struck)

    def _strikes(self, fault: Fault, number: int) -> bool:
        if fault.number not in (0, number):
            return False
        return fault.kind in RECORDS or self._draw.random() < fault.chance

    def _answer(self, environ: WSGIEnvironment, struck: list[Fault]) -> Answer:
        for fault in struck:
            if fault.kind in INSTEAD:
                return INSTEAD[fault.kind](fault.value)
        status, headers, body = _asked(self._app, environ)
        if any(fault.kind in PAGES | RECORDS for fault in struck) and status.startswith("200"):
            body = json.dumps(self._mistaken(json.loads(body), struck)).encode()
        return status, headers, body

    def _mistaken(self, page: dict[str, Any], struck: list[Fault]) -> dict[str, Any]:
        for fault in struck:
            if fault.kind in PAGES:
                PAGES[fault.kind](page, fault.value)
            elif fault.kind in RECORDS:
                for item in page["items"]:
                    if self._draw.random() < fault.chance:
                        RECORDS[fault.kind](item, fault.value)
        return page


def _asked(app: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """What the mock itself answers."""
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
        said.extend([status, headers])

    body = b"".join(app(environ, start))
    return said[0], said[1], body


def _spoiled(body: bytes, struck: list[Fault]) -> bytes:
    for fault in struck:
        if fault.kind in BYTES:
            body = BYTES[fault.kind](body, fault.value)
    return body


def _length(body: bytes, struck: list[Fault]) -> int:
    """What is announced: of an answer that is cut off, all of it."""
    whole = _spoiled(body, [fault for fault in struck if fault.kind != "truncate"])
    return len(whole)


def _in_time(body: bytes, struck: list[Fault]) -> Iterator[bytes]:
    pauses = {fault.kind: float(fault.value or PAUSES[fault.kind]) for fault in struck if fault.kind in PAUSES}
    time.sleep(pauses.get("slow", 0) + pauses.get("hang", 0))
    if "trickle" not in pauses:
        yield body
        return
    for at in range(len(body)):
        yield body[at : at + 1]
        time.sleep(pauses["trickle"])
