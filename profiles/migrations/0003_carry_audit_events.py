"""Old audit events get their new fields and a new mark, if they still bear the right old one."""

import datetime as dt
import hmac
import json

from django.conf import settings
from django.db import migrations

PURPOSE = {
    "visitor": "explore",
    "employer": "recruit",
    "intermediary": "mediate",
    "adviser": "mediate",
    "auditor": "oversight",
}


def carry(apps, schema_editor):
    """An event that was changed keeps its wrong mark, so that it stays visible as such."""
    events = apps.get_model("profiles", "AuditEvent").objects.using(schema_editor.connection.alias)
    for event in events.order_by("pk"):
        is_genuine = event.mac == _mark(_old_text(event))
        event.people = " ".join(event.people_before)
        event.purpose = PURPOSE.get(event.role, "support")
        event.viewer = event.actor.replace("bezoeker ", "v:", 1) if event.role == "visitor" else ""
        if is_genuine:
            event.mac = _mark(_new_text(event))
        event.save()


def _mark(text):
    return hmac.digest(settings.AUDIT_KEY.encode(), f"event\0{text}".encode(), "sha256").hex()


def _old_text(event):
    names = ("actor", "organisation", "role", "origin", "action")
    facts = {"at": _moment(event), "people": event.people_before, **{name: getattr(event, name) for name in names}}
    return json.dumps(facts, sort_keys=True)


def _new_text(event):
    names = ("viewer", "actor", "organisation", "role", "origin", "purpose", "action", "about", "people")
    values = (_moment(event), *(getattr(event, name) for name in names))
    return "".join(f"{len(value)}:{value}" for value in values)


def _moment(event):
    return event.at.astimezone(dt.timezone.utc).isoformat()


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_audit_event_fields")]

    operations = [migrations.RunPython(carry)]
