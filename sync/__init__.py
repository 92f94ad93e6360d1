"""From the Sonar feed to a published generation: workers, staged data and the mock feed."""

from sync.celery import app as celery

__all__ = ["celery"]
