"""The generator of load: calls leave by the clock, and a site that stands still shows in full."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, sleep

import httpx
import pytest

from explorer.bench.load_report import as_text, is_carried, knee, step_as_json
from explorer.bench.open_loop import NO_ANSWER, Call, Sample, send

STALL = 3.0
"""Seconds for which the planted server stands still, one second after its first call."""


class StallingServer:
    """Answers at once, but for one stall in which all that comes in waits for its end."""

    def __init__(self, stall: float) -> None:
        self.stall, self.first, self.port = stall, 0.0, 0
        self._ready = threading.Event()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.first = self.first or perf_counter()
        since = perf_counter() - self.first
        if 1 < since < 1 + self.stall:
            await asyncio.sleep(1 + self.stall - since)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    async def _serve(self) -> None:
        self._stop, self._loop = asyncio.Event(), asyncio.get_running_loop()
        async with await asyncio.start_server(self._answer, "127.0.0.1", 0) as server:
            self.port = server.sockets[0].getsockname()[1]
            self._ready.set()
            await self._stop.wait()

    @contextmanager
    def running(self) -> Iterator[str]:
        thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        thread.start()
        self._ready.wait(10)
        try:
            yield f"http://127.0.0.1:{self.port}"
        finally:
            self._loop.call_soon_threadsafe(self._stop.set)
            thread.join(10)


def calls(number: int) -> list[Call]:
    return [Call("page", "/") for _ in range(number)]


@pytest.mark.slow
def test_a_planted_stall_of_three_seconds_shows_where_a_closed_loop_hides_it() -> None:
    with StallingServer(STALL).running() as site:
        found = step_as_json(send(calls(300), site=site, rate=50), 50, {})
    with StallingServer(STALL).running() as site:
        closed = [asked(site) for _ in range(300)]

    assert found["errors"] == {}
    assert found["all"]["max_ms"] > 2900
    assert found["all"]["p99_ms"] > 2800
    assert found["all"]["p95_ms"] > 2400, "half of the calls were meant to leave while the server stood still"
    assert sorted(closed)[int(0.99 * len(closed))] < 1, "who waits for answers asks once in three seconds"


def test_a_call_that_leaves_late_counts_from_when_it_was_meant_to_leave() -> None:
    def drawn_slowly() -> Iterator[Call]:
        yield Call("page", "/")
        sleep(0.4)  # the generator itself stands still
        yield from calls(2)

    with StallingServer(0).running() as site:
        found = send(drawn_slowly(), site=site, rate=50)

    assert [sample.status for sample in found] == [200, 200, 200]
    assert all(sample.took > 0.3 for sample in found[1:])
    assert all(sample.late > 0.3 for sample in found[1:])


def test_nobody_waits_for_ever() -> None:
    with StallingServer(0).running() as site:
        pass

    assert [sample.status for sample in send(calls(1), site=site, rate=50)] == [NO_ANSWER], "nothing listens there"


def step(rate: float, took: float, *, status: int = 200) -> dict[str, object]:
    return step_as_json([Sample("page", number / rate, 0, took, status) for number in range(100)], rate, {})


def test_the_knee_is_the_last_rate_that_was_carried_in_time_and_without_errors() -> None:
    assert knee([step(10, 0.1), step(20, 0.1), step(30, 0.2), step(40, 0.1)]) == 20
    assert knee([step(10, 0.5)]) is None
    assert not is_carried(step(10, 0.1, status=503))


def test_the_report_shows_in_which_twentieth_of_the_time_a_site_was_slow() -> None:
    slow = [Sample("page", number / 10, 0, 2.0 if 50 <= number < 55 else 0.1, 200) for number in range(100)]

    found = step_as_json(slow[::-1], 10, {})["spells_p99_ms"]

    assert found == [100.0] * 10 + [2000.0] + [100.0] * 9
    assert "100 100 2000 100" in as_text(step_as_json(slow, 10, {}))
    assert step_as_json(slow[:1], 10, {})["spells_p99_ms"] == [100.0], "a step of one call has one"


def asked(site: str) -> float:
    """Seconds that one call took, sent when the one before was answered."""
    start = perf_counter()
    httpx.get(site, trust_env=False)
    return perf_counter() - start
