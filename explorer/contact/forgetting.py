"""Takes away contact requests that nobody confirmed or that are long over, and what advisers noted long ago."""

import datetime as dt

from explorer.contact.asking import CONFIRM_WITHIN
from explorer.models import Absence, ContactRequest, SonarDoubt
from profiles.calendar import day_of

KEPT = dt.timedelta(days=2 * 365)
"""So long a request counts for the figures of its quarter."""
DOUBTED = dt.timedelta(days=90)
"""So long a field that an adviser found wrong stands on the work list."""


def forget_contact(*, at: dt.datetime) -> int:
    """Erases them; how many requests."""
    SonarDoubt.objects.filter(noted_at__lt=at - DOUBTED).delete()
    Absence.objects.filter(until__lt=day_of(at)).delete()
    requests = ContactRequest.objects
    old = requests.unconfirmed_since_before(at - CONFIRM_WITHIN) | requests.filter(asked_at__lt=at - KEPT)
    keys = list(old.values_list("pk", flat=True))
    ContactRequest.objects.filter(pk__in=keys).delete()
    return len(keys)
