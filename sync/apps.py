"""Names the sync app to Django and makes the Celery app ready for its shared tasks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyncConfig(AppConfig):
    name = "sync"
    verbose_name = _("Sonar-koppeling")

    def ready(self) -> None:
        from profiles.readings import SOURCES
        from sync.readings import of_sync

        SOURCES.append(of_sync)
