"""The page for Prometheus: `/metrics`. It names nobody, but it is not for the public."""

import os
import secrets
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from explorer.measures import HERE
from explorer.server_worker import MEASURES
from profiles.readings import Reading, read

LOOPBACK = ("127.0.0.1", "::1")
PROXIED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_VIA")


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Measures of all processes of this server and the state of the site; for others there is no such page."""
    if not may_read(request):
        raise Http404
    registry = CollectorRegistry()
    if MEASURES in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        text = generate_latest(registry)
    else:
        text = generate_latest(HERE)
    registry = CollectorRegistry()
    registry.register(State())
    answer = HttpResponse(text + generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
    answer["Cache-Control"] = "no-store"
    return answer


def may_read(request: HttpRequest) -> bool:
    """With METRICS_TOKEN whoever sends it. Without, nobody; in the demo this machine itself, past no proxy."""
    if settings.METRICS_TOKEN:
        sent = request.META.get("HTTP_AUTHORIZATION", "")
        return secrets.compare_digest(sent.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    is_direct = not any(name in request.META for name in PROXIED)
    return settings.DEMO and is_direct and request.META.get("REMOTE_ADDR") in LOOPBACK


class State(Collector):
    """The readings of all apps as gauges."""

    def collect(self) -> Iterator[Metric]:
        families: dict[str, GaugeMetricFamily] = {}
        for reading in read(timezone.now()):
            families.setdefault(reading.name, _family(reading)).add_metric(_values(reading), reading.value)
        yield from families.values()


def _family(reading: Reading) -> GaugeMetricFamily:
    return GaugeMetricFamily(reading.name, reading.meaning, labels=[name for name, _value in reading.labels])


def _values(reading: Reading) -> list[str]:
    return [value for _name, value in reading.labels]
