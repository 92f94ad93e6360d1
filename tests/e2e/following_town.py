"""A town where people come and go, and what its workers do: `python -m tests.e2e.following_town start|release|…`."""

import datetime as dt
import sys

import django

HERE, NEW = 8, 5


def start() -> None:
    """Tables, demo accounts, a client of the intermediary, and a first release."""
    from django.core.management import call_command

    from explorer.client_folders import make
    from explorer.models import Membership

    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    call_command("create_demo_users", verbosity=0)
    make(membership=Membership.objects.get(user__username="bemiddelaar"), name="Kwekerij Groen")
    _live(range(HERE))
    _release()


def follow() -> None:
    """What the workers do every few seconds and minutes."""
    from explorer import tasks

    tasks.follow()
    tasks.route_contact()
    tasks.send_mail()


def release() -> None:
    """New people come, and saved searches are asked about them."""
    _live(range(HERE, HERE + NEW))
    _release()
    follow()


def tell() -> None:
    """Tomorrow at eight: the mail about what changed, and about contact requests."""
    from django.utils import timezone

    from explorer.contact.telling import tell_askers
    from explorer.following.alerts import tell_everyone

    at = (timezone.now() + dt.timedelta(days=1)).replace(hour=8)
    tell_everyone(at=at)
    tell_askers(at=at)
    follow()


def withdraw() -> None:
    """Somebody objects; the workers' next round."""
    from profiles.models import Route
    from profiles.withdraw import withdraw as hide

    hide(people=[Route.objects.order_by("number")[0].profile_key])
    follow()


def _live(numbers: range) -> None:
    from profiles import keys
    from profiles.terms import Terms
    from tests.factories import staged

    for number in numbers:
        sealed = keys.seal({"region": 4, "klantId": f"WZ{number}", "empty": ["licence"]})
        staged(
            record_key=keys.record_key(f"WZ{number}"),
            person_key=keys.person_key(f"bsn {number}"),
            task_types=Terms(("TS06", "TS01")),
            sealed=sealed,
        )


def _release() -> None:
    from django.utils import timezone

    from sync.release import release as publish

    publish(k=5, clock=timezone.now)


if __name__ == "__main__":
    django.setup()
    {one.__name__: one for one in (start, follow, release, tell, withdraw)}[sys.argv[1]]()
