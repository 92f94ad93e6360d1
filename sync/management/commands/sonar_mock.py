"""Starts the mock Sonar, a separate process that serves an invented population over HTTP."""

from argparse import ArgumentParser
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sync.mocksonar.app import application
from sync.mocksonar.faults import FaultError, faults
from sync.mocksonar.faulty import Faulty
from sync.mocksonar.oauth import Gate
from sync.mocksonar.plan import TooManyProfilesError
from sync.mocksonar.population import DayOutOfRangeError
from sync.mocksonar.questions import Sonar
from sync.mocksonar.server import HOST, PortBusyError, serve


class Command(BaseCommand):
    """Serves until it is stopped (Ctrl-C or SIGTERM)."""

    help = "Serves an invented, calibrated Sonar feed on 127.0.0.1, until it is stopped."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8001)
        parser.add_argument("--profiles", type=int, default=16_000, help="client profiles on 31 December 2020")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--today", type=date.fromisoformat, help="YYYY-MM-DD; default: the day it is")

        parser.add_argument("--faults", default="", help="what goes wrong, like 5xx:0.05,trickle,truncate@1200#3")

    def handle(self, *args: object, port: int, profiles: int, seed: int, today: date | None, **options: str) -> None:
        if not settings.SONAR_CLIENT_ID or not settings.SONAR_CLIENT_SECRET:
            raise CommandError("Set SONAR_CLIENT_ID and SONAR_CLIENT_SECRET: the feed is not open to everyone.")
        zone = ZoneInfo(settings.TIME_ZONE)
        sonar = Sonar(profiles, seed, lambda: today or datetime.now(zone).date())
        gate = Gate(settings.SONAR_CLIENT_ID, settings.SONAR_CLIENT_SECRET)
        try:
            wrong = faults(options["faults"])
            snapshot = sonar.now().snapshot
            app = application(sonar, gate)
            serve(
                Faulty(app, wrong, seed) if wrong else app, port, ready=lambda bound: self._announce(bound, snapshot)
            )
        except (TooManyProfilesError, DayOutOfRangeError, FaultError) as error:
            raise CommandError(str(error)) from None
        except PortBusyError:
            raise CommandError(
                f"Port {port} is in use. Stop what listens there, or choose another with --port."
            ) from None

    def _announce(self, port: int, snapshot: str) -> None:
        self.stdout.write(f"The mock Sonar listens on http://{HOST}:{port} (momentopname {snapshot}).")
        self.stdout.flush()
