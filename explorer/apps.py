"""Names the website app to Django."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ExplorerConfig(AppConfig):
    name = "explorer"
    verbose_name = _("Verkenner")

    def ready(self) -> None:
        from explorer import groups, look, sign_in
        from explorer.accounts import sessions
        from explorer.readings import of_explorer
        from profiles.readings import SOURCES

        look.check_colour()
        SOURCES.append(of_explorer)
        post_migrate.connect(groups.follow_migrations, sender=self)
        user_logged_in.connect(sign_in.bring_the_visit)
        user_logged_in.connect(sessions.begin)
