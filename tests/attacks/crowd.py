"""A harvester for the attack tests: pages through everything that the site will give, by page and by API."""

from django.test import Client

from profiles.models import AuditEvent

PAGE, API = "/kandidaten/", "/api/v1/kandidaten"
PEOPLE, PAGES = 64, 4


def harvest(client: Client, *, first: int = 0, **headers: str) -> None:
    """Asks for three pages of results from one on, at website and API, and goes on whatever the answer."""
    for place in range(first, first + 3):
        for address in (PAGE, API):
            client.get(f"{address}?pagina={1 + place % PAGES}", headers=headers)


def people_seen() -> set[str]:
    """Everyone who was shown to anybody, as the audit log has it: no harvester can keep that out of it."""
    return {person for event in AuditEvent.objects.showing() for person in event.people}
