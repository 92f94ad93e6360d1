"""Fills the database of the browser tests; a process of its own, with the environment that `conftest.py` gives it."""

import django

from tests.e2e.every_page import ASKED, ASKED_CODE

CARDS = 45


def fill() -> None:
    """Tables, reference data, demo accounts, and one live generation of cards with a bit of everything."""
    from django.core.management import call_command

    from profiles.terms import Terms
    from tests.factories import published

    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    call_command("create_demo_users", verbosity=0)
    tasks, hours, licences = ("TS06", "TS07", "TS05"), ("U28", "U12", ""), ("B", "", "geen")
    cards = (
        {
            "task_types": Terms((tasks[number % 3], "TS01")),
            "skills": Terms(("ESCO-S6",), more=number % 2 == 0),
            "sectors": Terms(("C",)),
            "hours": hours[number // 3 % 3],
            "licence": licences[number // 9 % 3],
            "place": ("04-1", "R4", "NL")[number % 3],
            "freshness": "kwartaal",
        }
        for number in range(CARDS)
    )
    published(*cards)
    _save_a_search()
    _ask_for_contact()
    _publish_an_edition()


def _save_a_search() -> None:
    """So that the list of saved searches is never empty, whichever test looks at it first."""
    from django.utils import timezone

    from explorer.models import Membership
    from explorer.saved_searches import save

    membership = Membership.objects.get(user__username="werkgever")
    save(membership=membership, name="Magazijn in Emmen", query="taaksoort=TS06&werkplek=Emmen", at=timezone.now())


def _ask_for_contact() -> None:
    """So that the pages of a contact request, and the adviser's queue, have something to show."""
    from django.utils import timezone

    from explorer.contact.routing import route
    from explorer.models import ContactCandidate, ContactRequest, Membership
    from profiles import keys
    from profiles.models import Route

    membership, now = Membership.objects.get(user__username="werkgever"), timezone.now()
    asked = ContactRequest.objects.create(
        key=ASKED,
        once="town",
        organisation=membership.organisation,
        asker=membership.user,
        name=membership.organisation.name,
        viewer=f"o:{membership.organisation_id}",
        work="Magazijnmedewerker",
        wanted=2,
        asked_at=now,
        confirmed_at=now,
    )
    person = Route.objects.order_by("number")[0].profile_key
    sealed = keys.seal({"region": 4, "klantId": "WZ1", "empty": ["licence"]})
    Route.objects.filter(profile_key=person).update(sealed=sealed)
    ContactCandidate.objects.create(
        request=asked, profile_key=person, code=ASKED_CODE, questions=["Rijbewijs"], changed_at=now
    )
    route(at=now)


def _publish_an_edition() -> None:
    """The golden quarter, with the quick files only: no browser test opens one."""
    from profiles.transparency.formats import FORMATS
    from tests.profiles.transparency.publications import published

    for name in FORMATS.keys() - {"csv", "json"}:
        del FORMATS[name]
    published()


if __name__ == "__main__":
    django.setup()
    fill()
