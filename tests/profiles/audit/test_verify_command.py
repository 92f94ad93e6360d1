"""`manage.py verify_audit`: one JSON object, and an exit status that a supervisor can act on."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from profiles.audit.seal import seal
from tests.auditing import logged, run_sql, triggers_off
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def said(*options: str) -> str:
    out = StringIO()
    call_command("verify_audit", *options, stdout=out)
    return out.getvalue()


def test_it_says_how_many_events_are_right() -> None:
    logged("key1")
    seal(at=NOW)
    logged("key2")

    answer = json.loads(said("--json"))

    assert answer == {"ok": True, "events": 2, "unsealed": 1, "first_bad": None, "problem": ""}
    assert "events     2" in said()


def test_it_fails_and_names_the_first_bad_event() -> None:
    logged("key1")
    logged("key2")
    seal(at=NOW)
    with triggers_off():
        run_sql(
            "UPDATE profiles_auditevent SET organisation = 'x' WHERE id = (SELECT max(id) FROM profiles_auditevent)"
        )

    out = StringIO()
    with pytest.raises(CommandError, match=r"Event 2 of the log: An event was changed\."):
        call_command("verify_audit", "--json", stdout=out)
    assert json.loads(out.getvalue())["first_bad"] == 2


def test_the_heads_can_be_given() -> None:
    logged("key1")
    seal(at=NOW)
    other = settings.AUDIT_HEADS_DIR / "export.txt"
    other.write_text(f"audit head 5 {'0' * 64}\n", encoding="utf-8")

    with pytest.raises(CommandError, match="Event 2 of the log: The end of the log is gone"):
        said("--heads", str(other))
    with pytest.raises(CommandError, match="cannot be read"):
        said("--heads", str(settings.AUDIT_HEADS_DIR / "nowhere"))
