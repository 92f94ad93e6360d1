"""Names the app of published data to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfilesConfig(AppConfig):
    name = "profiles"
    verbose_name = _("Profielen")

    def ready(self) -> None:
        from profiles.readings import SOURCES, of_profiles

        SOURCES.append(of_profiles)
