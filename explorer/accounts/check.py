"""Someone of the service point or UWV looked at who an organisation is."""

import datetime as dt

from django.db import transaction

from explorer.models import Organisation


@transaction.atomic
def check(*, organisation: Organisation, by: str, at: dt.datetime) -> None:
    """Notes that an organisation was checked, and by whom; who was checked before stays as it was."""
    Organisation.objects.filter(pk=organisation.pk, checked_at=None).update(checked_at=at, checked_by=by)
    organisation.refresh_from_db(fields=["checked_at", "checked_by"])
