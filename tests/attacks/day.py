"""A day of looking: thirty people, several at once; prints how well `who_saw` tells what the answers really showed.

What was shown is read from the answers themselves, as each person received them.
"""

import json
import multiprocessing
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from typing import Any

FORK = multiprocessing.get_context("fork")
USERS, VISITORS, AT_ONCE, PEOPLE = 24, 6, 6, 90
"""Fewer people than a visitor's budget, which would stop the day halfway."""
REFERENCE = re.compile(r"/kandidaten/([0-9A-Z]{3}-[0-9A-Z]{4})/")
PAGES = (
    "/kandidaten/",
    "/kandidaten/?pagina=2",
    "/kandidaten/?pagina=3",
    "/kandidaten/?urenPerWeekMinimaal=20",
    "/kandidaten/?rijbewijs=B&pluspunt=rijbewijs",
    "/api/v1/kandidaten",
    "/api/v1/kandidaten?pagina=2",
    "/api/v1/kandidaten?opleidingsniveau=4",
)


@dataclass(frozen=True)
class Seen:
    """One profile in one answer, as the viewer knows it."""

    viewer: str
    actor: str
    action: str
    reference: str


def looks(name: str, number: int) -> list[Seen]:
    """What one person was shown by so many requests: lists and single profiles, on the website and by API."""
    from django.contrib.auth.models import User
    from django.test import Client

    draw, client = random.Random(name), Client(HTTP_HOST="127.0.0.1")
    if not name.startswith("bezoeker"):
        client.force_login(User.objects.get(username=name))
    seen: list[Seen] = []
    for _ in range(number):
        is_card = bool(seen) and draw.random() < 0.4
        address = (
            f"/kandidaten/{draw.choice(seen).reference}" if is_card else draw.choice(PAGES if seen else PAGES[:1])
        )
        if is_card:
            address = draw.choice([f"/api/v1{address}", f"{address}/"])
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        viewer, actor = known_as(name, client)
        action = "card" if is_card else "results"
        seen += [Seen(viewer, actor, action, reference) for reference in shown_in(answer, address)]
    return seen


def known_as(name: str, client: Any) -> tuple[str, str]:
    """Under whose references and which name this person's looks are kept."""
    from explorer.audience import VISIT
    from explorer.models import Membership
    from profiles import keys

    if name.startswith("bezoeker"):
        visit = keys.visitor_key(client.session[VISIT])
        return f"v:{visit}", f"bezoeker {visit}"
    return f"o:{Membership.objects.get(user__username=name).organisation_id}", name


def shown_in(answer: Any, address: str) -> list[str]:
    """The references of all cards in an answer."""
    if "/api/" in address:
        found = answer.json()
        return [card["referentie"] for card in found.get("kandidaten", [found])]
    single = REFERENCE.fullmatch(address)
    return [single[1]] if single else sorted(set(REFERENCE.findall(answer.content.decode())))


def publish() -> None:
    from explorer.models import Membership, Organisation
    from profiles import keys
    from profiles.models import RecordTrace, Route
    from tests.factories import make_membership, published

    draw = random.Random(1)
    published(
        *(
            {
                "hours": draw.choice(["U28", "U12", ""]),
                "licence": draw.choice(["B", ""]),
                "education": draw.choice("14"),
            }
            for _ in range(PEOPLE)
        )
    )
    for route in Route.objects.all():
        RecordTrace.objects.create(record_key=keys.record_key(f"WZ{route.number}"), profile_key=route.profile_key)
    organisations = [Organisation.objects.create(name=f"Bedrijf {number}", kind="employer") for number in range(8)]
    for number in range(USERS):
        make_membership(Membership.Role.EMPLOYER, organisation=organisations[number % len(organisations)])


def who_saw(number: int) -> Counter[tuple[str, str]]:
    """What the command answers about one person: actor and action, as often as it says."""
    from django.core.management import call_command

    out = StringIO()
    call_command("who_saw", "--sonar-id", f"WZ{number}", "--json", stdout=out)
    return Counter((view["actor"], view["action"]) for view in json.loads(out.getvalue())["views"])


def live_through(views: int) -> dict[str, Any]:
    """The whole day: everyone looks, several at once; then every person is asked about."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.utils import timezone

    from explorer.models import ProfileReference
    from profiles.audit.seal import seal
    from profiles.audit.verify import verify
    from profiles.models import AuditEvent, Route

    publish()
    names = [*User.objects.values_list("username", flat=True), *(f"bezoeker {number}" for number in range(VISITORS))]
    connection.close()  # a child must not share its parent's connection
    with FORK.Pool(AT_ONCE) as pool:
        seen = [one for part in pool.starmap(looks, [(name, views // len(names)) for name in names]) for one in part]
    seal(at=timezone.now())
    events = AuditEvent.objects.count()
    person_of = {(row.viewer, row.code): row.profile_key for row in ProfileReference.objects.all()}
    number_of = dict(Route.objects.values_list("profile_key", "number"))
    truth: dict[int, Counter[tuple[str, str]]] = {number: Counter() for number in number_of.values()}
    for one in seen:
        truth[number_of[person_of[one.viewer, one.reference]]][one.actor, one.action] += 1
    told = {number: who_saw(number) for number in truth}
    right = sum((truth[number] & told[number]).total() for number in truth)
    return {
        "users": len(names),
        "events": events,
        "shown": len(seen),
        "recall": right / sum(looked.total() for looked in truth.values()),
        "precision": right / sum(looked.total() for looked in told.values()),
        "ok": verify().ok,
    }


def main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    print(json.dumps(live_through(int(sys.argv[1]))))  # noqa: T201 - the caller reads it


if __name__ == "__main__":
    main()
