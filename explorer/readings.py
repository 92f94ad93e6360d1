"""How the website and what stands around it fare, in numbers, for `/metrics` and the status page."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from redis.exceptions import RedisError

from explorer.models import OutgoingMail
from explorer.server_worker import MEASURES
from profiles import workers
from profiles.readings import Reading


def of_explorer(at: dt.datetime) -> Iterator[Reading]:
    """Mail, broker and workers, memory and disk."""
    yield from _mail(at)
    yield from _broker(at)
    memory = [_memory(process) for process in web_processes()]
    yield Reading("verkenner_web_processes", "Processes of this web server.", len(memory))
    yield Reading("verkenner_web_memory_bytes", "Memory of these together, index included.", sum(memory))
    disk = shutil.disk_usage(settings.DATA_DIR)
    yield Reading("verkenner_disk_free_bytes", "Free where DATA_DIR lies.", disk.free)
    yield Reading("verkenner_disk_size_bytes", "Size of the disk where DATA_DIR lies.", disk.total)


def _mail(at: dt.datetime) -> Iterator[Reading]:
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
    first = waiting.order_by("posted_at").values_list("posted_at", flat=True).first()
    age = (at - first).total_seconds() if first else 0
    given_up = OutgoingMail.objects.filter(state=OutgoingMail.State.GIVEN_UP).count()
    yield Reading("verkenner_mail_waiting", "Mails in the outbox.", waiting.count())
    yield Reading("verkenner_mail_oldest_seconds", "Age of the oldest mail in the outbox.", age)
    yield Reading("verkenner_mail_given_up", "Mails that could not be delivered.", given_up)


def _broker(at: dt.datetime) -> Iterator[Reading]:
    """Nothing but `verkenner_broker_up` when the broker cannot be reached."""
    now = at.timestamp()
    try:
        with workers.broker() as connection:
            lengths = {queue: connection.llen(queue) for queue in workers.QUEUES}
            signs = connection.hgetall(workers.SIGNS)
            for name in workers.silent(signs, now):
                connection.hdel(workers.SIGNS, name)
    except RedisError:
        yield Reading("verkenner_broker_up", "1 when the broker answers.", 0)
        return
    yield Reading("verkenner_broker_up", "1 when the broker answers.", 1)
    for queue, length in lengths.items():
        yield Reading("verkenner_queue_length", "Tasks that wait in a queue.", length, (("queue", queue),))
    for queue, number in workers.alive(signs, now).items():
        yield Reading("verkenner_workers", "Workers that gave a sign of life.", number, (("queue", queue),))


def web_processes() -> list[int]:
    """The numbers of the living processes of this server; of a server without gunicorn just this one."""
    folder = os.environ.get(MEASURES)
    names = Path(folder).glob("*.db") if folder else ()
    found = {int(path.stem.rpartition("_")[2]) for path in names} | {os.getpid()}
    return sorted(process for process in found if Path(f"/proc/{process}").exists())


def _memory(process: int) -> int:
    """Bytes in memory, those shared with others included; 0 for a process that has just ended."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except FileNotFoundError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
