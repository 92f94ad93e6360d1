"""Starts the real programs with less patience than they have in earnest, and with the crash that a test asks for.

`python -m tests.faults.hasty worker|beat|sync`. `HASTY_CRASH=module.function` kills the process when that is called
for the first time (`HASTY_ONCE` is the file that remembers it), `HASTY_POISON` is a Sonar id that kills it each
time it is read, `HASTY_FSIZE` is the largest file it may write, in bytes, and `HASTY_TWO` is a folder at which a
`sync` that is ready to begin waits for another one.
"""

import datetime as dt
import importlib
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

SILENT = dt.timedelta(seconds=1.5)


def hurry() -> None:
    """Two parts instead of thirty-six, one quarter instead of thirty, silence after seconds instead of minutes."""
    import django

    django.setup()
    from profiles.quarters import Quarter
    from sync import census, lease, run, sweep
    from sync.sonar import transport

    for module, name in ((lease, "SILENT"), (sweep, "SILENT"), (run, "SILENT_IS_DEAD")):
        setattr(module, name, SILENT)
    run.REGIONS = ["4", "overig"]
    census.OLDEST = Quarter(2026, 3)
    vars(transport)["sleep"] = lambda seconds: None
    if "HASTY_CRASH" in os.environ:
        crash_at(os.environ["HASTY_CRASH"], Path(os.environ["HASTY_ONCE"]))
    if "HASTY_POISON" in os.environ:
        die_of(os.environ["HASTY_POISON"])
    if "HASTY_FSIZE" in os.environ:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        most = int(os.environ["HASTY_FSIZE"])
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def crash_at(name: str, once: Path) -> None:
    """Replaces a function by one that kills this process without a word, the first time."""
    module_name, _, function_name = name.rpartition(".")
    module = importlib.import_module(module_name)
    whole = getattr(module, function_name)

    def crash(*args: Any, **options: Any) -> Any:
        if not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*args, **options)

    setattr(module, function_name, crash)


def die_of(klant_id: str) -> None:
    """Whoever reads this record dies, as of a fault in a library that no `except` can catch."""
    from sync import intake, page
    from sync.sonar.records import parse

    def deadly(item: Any) -> Any:
        if isinstance(item, dict) and item.get("klantId") == klant_id:
            os.kill(os.getpid(), signal.SIGKILL)
        return parse(item)

    for module in (intake, page):
        vars(module)["parse"] = deadly


def wait_for_another(meeting: Path) -> None:
    """Starting up takes one process longer than another; both leave here within a hundredth of a second."""
    meeting.mkdir(exist_ok=True)
    (meeting / str(os.getpid())).touch()
    while len(list(meeting.iterdir())) < 2:
        time.sleep(0.01)


def main(program: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explorer.settings")
    hurry()
    if program == "sync":
        from django.core.management import call_command

        if "HASTY_TWO" in os.environ:
            wait_for_another(Path(os.environ["HASTY_TWO"]))
        call_command("sync_sonar", "--full", "--json")
        return
    from sync.celery import app

    if program == "beat":
        app.conf.beat_schedule = {"sweep": {"task": "sync.sweep", "schedule": 1.0}}
        app.start(["beat", "--schedule", os.environ["DATA_DIR"] + "/beat", "--pidfile", "", "--loglevel", "WARNING"])
    else:
        app.worker_main(["worker", "--concurrency", "1", "--loglevel", "WARNING", "-Q", "celery"])


if __name__ == "__main__":
    main(sys.argv[1])
