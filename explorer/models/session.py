"""Sessions that know whose they are, so that all of someone's can be ended at once."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class AccountSession(AbstractBaseSession):
    """One browser that was here; of a visitor, or of someone who is signed in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")

    class Meta:
        verbose_name = "session"
        verbose_name_plural = "sessions"
