"""A scene: somebody withdraws, the tasks do their work, and the raw files are searched for what was theirs.

Prints where the canaries were before and after, and which snapshots are left.
"""

import datetime as dt
import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

CANARIES = {"sealed link": b"CANARY-SEALED-LINK", "reference": b"ZZZ-CNRY"}
HOURS = dt.timedelta(hours=1)


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_reference_data", stdout=sys.stderr)
    before, after = _leave()
    snapshots = len(list((Path(settings.DATA_DIR) / "index").glob("*")))
    sys.stdout.write(json.dumps({"before": before, "after": after, "snapshots": snapshots}))


def _leave() -> tuple[dict[str, int], dict[str, int]]:
    """Publishes a town, lets one person withdraw, and runs the tasks of the next hours."""
    from explorer.models import ProfileReference
    from explorer.retention import erase_withdrawn as erase_references
    from explorer.search.index.store import stored_columns
    from profiles import keys
    from profiles.audit.months import forget_traces
    from profiles.withdraw import withdraw
    from sync.erasure import erase_withdrawn
    from sync.models import StagedProfile
    from sync.release import erase_old, release_if_wanted
    from tests.attacks.town import released, settle
    from tests.factories import NOW

    person = settle(60)[0]
    StagedProfile.objects.filter(pk=person.pk).update(sealed=CANARIES["sealed link"])
    key = keys.profile_key(person.person_key)
    stored_columns(released().pk)
    ProfileReference.objects.create(viewer="o:1", profile_key=key, code="ZZZ-CNRY", first_shown_at=NOW)
    canaries = {**CANARIES, "profile key": key.encode()}
    before = _found(canaries)
    StagedProfile.objects.filter(pk=person.pk).delete()
    withdraw(people=[key])
    release_if_wanted(k=5, clock=lambda: NOW + HOURS)
    erase_old(at=NOW + 2 * HOURS)
    erase_references()
    forget_traces()
    erase_withdrawn()
    return before, _found(canaries)


def _found(canaries: dict[str, bytes]) -> dict[str, int]:
    """How often each canary occurs in all files of the data folder, the database and its journal among them."""
    files = [path.read_bytes() for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()]
    return {name: sum(content.count(canary) for content in files) for name, canary in canaries.items()}


if __name__ == "__main__":
    main()
