"""People of UWV with a role, signed in."""

import itertools
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.test import Client

from explorer.groups import write_groups
from explorer.models import Membership, Organisation

_serial = itertools.count(1)


def staff(role: str = Membership.Role.VIEWER, name: str = "", *, regions: Sequence[int] = ()) -> Client:
    """A browser of somebody with this role at UWV, in Dutch; bound to regions by their UWV numbers."""
    write_groups()
    user = User.objects.create_user(name or f"medewerker-{next(_serial)}")
    uwv, _ = Organisation.objects.get_or_create(name="UWV", kind=Organisation.Kind.UWV)
    Membership.objects.create(user=user, organisation=uwv, role=role, regions=list(regions))
    client = Client(headers={"accept-language": "nl"})
    client.force_login(User.objects.get(pk=user.pk))
    return client
