"""From here on the log is append-only; events from before wait for their seal like any other."""

from django.db import migrations

from profiles.audit import guard


def put_old_events_in_line(apps, schema_editor):
    alias = schema_editor.connection.alias
    pending = apps.get_model("profiles", "AuditPending")
    events = apps.get_model("profiles", "AuditEvent").objects.using(alias).order_by("pk")
    rows = [pending(event_id=pk) for pk in events.values_list("pk", flat=True)]
    pending.objects.using(alias).bulk_create(rows, batch_size=500)


def install(apps, schema_editor):
    guard.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("profiles", "0004_audit_chain")]

    operations = [migrations.RunPython(put_old_events_in_line), migrations.RunPython(install)]
