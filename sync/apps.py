"""Names the sync app to Django and makes the Celery app ready for its shared tasks."""

from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "sync"
    verbose_name = "Sonar-koppeling"
