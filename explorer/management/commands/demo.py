"""`manage.py demo`: sets the database up and starts every process of the Procfile; what `make run` calls."""

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

PROFILES = 16_000


class Command(BaseCommand):
    help = "Sets up the demo and runs it until Ctrl-C: broker, mock Sonar, worker, beat, web."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--profiles", type=int, default=PROFILES, help="How many profiles the mock Sonar invents."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        ports = {"WEB_PORT": settings.PORT, "SONAR_PORT": settings.PORT + 1, "BROKER_PORT": settings.PORT + 2}
        refuse_busy_ports(ports)
        call_command("migrate", verbosity=0)
        call_command("load_reference_data", verbosity=0)
        call_command("create_demo_users", verbosity=0)
        collect_static()
        os.environ.update(known_to_all(ports, options["profiles"]))
        sys.stdout.flush()
        honcho = os.path.join(os.path.dirname(sys.executable), "honcho")
        os.execv(honcho, [honcho, "--no-colour", "start"])  # noqa: S606 - our own Procfile, no shell input


def known_to_all(ports: dict[str, int], profiles: int) -> dict[str, str]:
    """What every process of the demo must know. The process manager gives each a PORT of its own, so addresses that
    follow from ours are named."""
    numbers = {name: str(port) for name, port in ports.items()}
    addresses = {"SITE_URL": settings.SITE_URL, "SONAR_URL": settings.SONAR_URL, "REDIS_URL": settings.REDIS_URL}
    folder = {"DATA_DIR": str(settings.DATA_DIR), "DEMO_PROFILES": str(profiles)}
    return {**numbers, **addresses, **folder, "PYTHONUNBUFFERED": "1"}


def collect_static() -> None:
    """Hashes and compresses the static files as in production; in a process of its own, for that is a setting."""
    os.environ["HASHED_STATIC"] = "1"  # of every process started from here on
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, check=True, cwd=settings.BASE_DIR)  # noqa: S603 - our own command


def refuse_busy_ports(ports: dict[str, int]) -> None:
    """Says which port is taken and what to do, before anything is started.

    Raises:
        CommandError: when one of the ports is in use.
    """
    busy = [port for port in ports.values() if _is_busy(port)]
    if busy:
        taken = " and ".join(map(str, busy))
        free = settings.PORT + 100
        raise CommandError(f"Port {taken} is in use. Stop what runs there, or choose another: make run PORT={free}")


def _is_busy(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
