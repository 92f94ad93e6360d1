"""An employer who was shown two people of two regions."""

import pytest
from django.test import Client

from explorer.models import Membership
from profiles import keys
from profiles.models import Route
from tests.factories import make_membership, published


@pytest.fixture
def employer(client: Client) -> Membership:
    """Someone who is signed in and was shown two people: one of Drenthe, one of Groningen."""
    published({"hours": "U28"}, {})
    for number, region in enumerate((4, 1)):
        sealed = keys.seal({"region": region, "klantId": f"WZ{number}", "empty": ["licence"]})
        Route.objects.filter(number=number).update(sealed=sealed)
    membership = make_membership(Membership.Role.EMPLOYER)
    client.force_login(membership.user)
    return membership
