"""Names the website app to Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ExplorerConfig(AppConfig):
    name = "explorer"
    verbose_name = _("Verkenner")

    def ready(self) -> None:
        from explorer import groups

        post_migrate.connect(groups.follow_migrations, sender=self)
