"""Takes away what is kept of visitors once their session has ended."""

import datetime as dt
from importlib import import_module

from django.conf import settings

from explorer.models import ProfileReference

BATCH = 2000  # rows in one transaction, so that no page waits


def forget_visitors(*, at: dt.datetime) -> int:
    """Erases references of visitors and networks, and sessions, that are past their term; how many references.

    The term is how long a session lasts without being changed (SESSION_COOKIE_AGE): two weeks.
    """
    before = at - dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    expired, erased = ProfileReference.objects.of_visitors().filter(first_shown_at__lt=before), 0
    while batch := list(expired.values_list("pk", flat=True)[:BATCH]):
        erased += ProfileReference.objects.filter(pk__in=batch).delete()[0]
    return erased
