"""Which workers are alive: each tells the broker now and then, for who is asked while it works answers late."""

import json
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

import redis
from celery import signals
from django.conf import settings

SIGNS = "verkenner:workers"
EVERY, ALIVE, KEPT = 30, 180, 86_400
"""Seconds: between two signs, for how long one counts, and until a silent worker is forgotten. Reading a shard or
sealing a backlog keeps a solo worker from giving signs, so three minutes."""
QUEUES = ("celery", "contact", "audit", "mail")
_last_sign = {"at": 0.0}


def follow() -> None:
    """Connects the signs; called where the Celery app is made."""
    signals.heartbeat_sent.connect(give_sign)


def give_sign(sender: Any, **_: Any) -> None:
    """Called by Celery every few seconds in the main process of a worker."""
    now = time.time()
    if now - _last_sign["at"] < EVERY:
        return
    _last_sign["at"] = now
    app = sender.eventer.app
    with broker() as connection:
        connection.hset(SIGNS, sender.eventer.hostname, json.dumps([now, sorted(app.amqp.queues.consume_from)]))


def broker() -> "redis.Redis":
    """A connection of its own, for a moment; gives up after a second."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1)


def alive(signs: Mapping[bytes, bytes], now: float) -> dict[str, int]:
    """Per queue how many workers gave a sign lately; 0 for a queue that nobody works at."""
    queues: Counter[str] = Counter()
    for sign in signs.values():
        at, worked_at = json.loads(sign)
        queues.update(worked_at if now - at < ALIVE else ())
    return {queue: queues[queue] for queue in QUEUES}


def silent(signs: Mapping[bytes, bytes], now: float) -> list[bytes]:
    """Workers of which nothing was heard for a day."""
    return [name for name, sign in signs.items() if now - json.loads(sign)[0] > KEPT]
