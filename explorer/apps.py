"""Names the website app to Django."""

from django.apps import AppConfig


class ExplorerConfig(AppConfig):
    name = "explorer"
    verbose_name = "Verkenner"

    def ready(self) -> None:
        from explorer import groups  # noqa: F401 - connects memberships to groups
