"""What each kind of process does in a day, for `test_journeys_of_roles.py`; runs as whatever role is set."""

import datetime as dt
import json
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:  # it needs a Django that is ready
    from django.test import Client

WORK = {"work": "Magazijnmedewerker", "wanted": "2", "needed_on": "", "message": ""}
SIGN_UP = {
    "name": "Jan Jansen",
    "organisation": "Bakkerij Jansen",
    "kvk_number": "1234 5678",
    "email": "jan@bedrijf.example",
    "password": "een heel lang wachtwoord",
}
Told = dict[str, object]


def web() -> Told:
    """An employer searches, opens a profile, keeps it and the search, asks, calls the API; a stranger signs up."""
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from explorer.accounts import tokens
    from explorer.models import ContactRequest, Membership
    from explorer.models.api_token import Scope

    client, guest = _signed_in("werkgever"), Client(SERVER_NAME="127.0.0.1")
    cards = client.get("/kandidaten/").context["page"].cards
    told: Told = {"profile": client.get(cards[0].url).status_code, "guest": guest.get("/kandidaten/").status_code}
    told["shortlist"] = client.post("/selectie/", {"ref": cards[0].ref, "query": ""}).status_code
    told["saved"] = client.post("/zoekopdrachten/", {"name": "Drenthe", "query": "regio=4"}).status_code
    client.post("/contactverzoeken/nieuw/", {**WORK, "kandidaat": [cards[0].ref]})
    told["asked"] = ContactRequest.objects.count()
    member = Membership.objects.get(user__username="werkgever")
    token = tokens.make(membership=member, name="x", scopes=Scope.values, days=365, at=timezone.now())
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}", "SERVER_NAME": "127.0.0.1"}
    told["api"] = Client(**bearer).get("/api/v1/kandidaten").status_code  # type: ignore[arg-type]
    told["signed_up"] = guest.post("/aanmelden/", SIGN_UP).status_code
    metrics = client.get("/metrics").content.decode()
    told["metrics"] = ["verkenner_generation " in metrics, "verkenner_mail" in metrics, "verkenner_sync" in metrics]
    told["admin"] = client.get("/admin/").status_code
    told["queries_as"] = connection.settings_dict["USER"]
    return told


def sign_up() -> Told:
    """The stranger opens the link in the mail, in another browser, and gives the password."""
    from django.test import Client

    from explorer.models import OutgoingMail

    guest, text = Client(SERVER_NAME="127.0.0.1"), OutgoingMail.objects.get(to=SIGN_UP["email"]).text
    link = next(iter(re.findall(r"http://\S+?(/aanmelden/\S+)", text)))
    path, _, query = link.partition("?link=")
    opened = guest.get(link).status_code
    return {
        "opened": opened,
        "confirmed": guest.post(path, {"link": unquote(query), "password": SIGN_UP["password"]}).status_code,
    }


def staff() -> Told:
    """The status page, runs and set-aside records, two approvals of a run that waits, and the queue of an adviser."""
    from explorer.models import ContactCandidate
    from sync.models import SyncRun

    operator, second = _signed_in("beheer"), _signed_in("beheer2")
    pages = ("/admin/", "/admin/sync/syncrun/", "/admin/sync/rejection/", "/admin/profiles/progress/")
    told: Told = {page: operator.get(page).status_code for page in pages}
    told["metrics"] = "verkenner_sync" in operator.get("/metrics").content.decode()
    run = SyncRun.objects.get(state=SyncRun.State.WAITING)
    for person in (operator, second):
        person.post(f"/admin/sync/syncrun/{run.pk}/goedkeuren/")
    run.refresh_from_db()
    told["run"] = run.state
    adviser = _signed_in("adviseur")
    told["queue"] = adviser.get("/contactverzoeken/wachtrij/").status_code
    row = ContactCandidate.objects.exclude(due_at=None).get()
    task = f"/contactverzoeken/wachtrij/{row.request.key}/{row.code}/"
    told["opened"] = adviser.post(f"{task}persoon/").status_code
    for step in ({"stap": "take"}, {"stap": "ask"}):
        adviser.post(f"{task}stap/", step)
    row.refresh_from_db()
    told["step"] = row.state
    told["log"] = _signed_in("toezicht").get("/admin/profiles/auditevent/").status_code
    return told


def worker() -> Told:
    """Every task of the site's clock that a worker does, in the order of a day."""
    from explorer import tasks as site
    from profiles import tasks as published
    from sync import tasks as feed

    site.route_contact()
    site.follow()
    site.tell()
    site.send_mail()
    site.forget_mail()
    site.forget_leftovers()
    site.forget_visitors()
    site.erase_withdrawn()
    site.forget_idle_searches()
    feed.sweep()
    feed.release_withdrawals()
    feed.erase_old_generations()
    published.make_editions()
    from explorer.models import ContactCandidate, OutgoingMail

    left = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING).count()
    return {"routed": ContactCandidate.objects.exclude(due_at=None).count(), "mail_left": left}


def sealer() -> Told:
    """Seals, verifies, and half a century later removes every closed month."""
    from django.utils import timezone

    from profiles import tasks as published
    from profiles.audit.months import close_months, remove_expired
    from profiles.models import AuditEvent, AuditPending

    published.seal_audit()
    published.check_audit()
    published.keep_audit()
    later = timezone.now() + dt.timedelta(days=40)
    told: Told = {"waiting": AuditPending.objects.count(), "closed": len(close_months(at=later))}
    told["removed"] = remove_expired(months=0, at=later) > 0
    told["left"] = AuditEvent.objects.count()
    return told


def _signed_in(name: str) -> "Client":
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username=name), "explorer.role_backend.RoleBackend")
    return client


def _main() -> None:
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()  # answers tell what they were made of
    journeys: tuple[Callable[[], Told], ...] = (web, sign_up, staff, worker, sealer)
    (journey,) = [one for one in journeys if one.__name__ == sys.argv[1]]
    print(json.dumps(journey()))  # noqa: T201 - the caller reads it


if __name__ == "__main__":
    _main()
