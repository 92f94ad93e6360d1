"""Asking for contact in tests, and the rows and advisers of a region."""

from django.test import Client

from explorer.models import ContactCandidate, ContactRequest, Membership
from tests.factories import make_membership

WORK = {"work": "Magazijnmedewerker", "wanted": "2", "needed_on": "", "message": ""}


def shown(client: Client) -> list[str]:
    return [card.ref for card in client.get("/kandidaten/").context["page"].cards]


def asked(client: Client, **values: object) -> ContactRequest:
    client.post("/contactverzoeken/nieuw/", {**WORK, "kandidaat": shown(client), **values})
    return ContactRequest.objects.order_by("-pk")[0]


def of_region(region: int) -> ContactCandidate:
    return ContactCandidate.objects.get(region=region)


def adviser_of(*regions: int) -> Membership:
    return make_membership(Membership.Role.ADVISER, regions=list(regions))
