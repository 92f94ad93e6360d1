"""An organisation is stopped since a moment or from a day on, and its first person owns it."""

from django.db import migrations, models
from django.utils import timezone


def carry_stopped(apps, schema_editor):
    organisations = apps.get_model("explorer", "Organisation").objects.using(schema_editor.connection.alias)
    organisations.filter(is_active=False).update(suspended_at=timezone.now())


def give_owners(apps, schema_editor):
    memberships = apps.get_model("explorer", "Membership").objects.using(schema_editor.connection.alias)
    first = memberships.values("organisation").annotate(first=models.Min("pk")).values_list("first", flat=True)
    memberships.filter(pk__in=list(first)).update(is_owner=True)


class Migration(migrations.Migration):
    dependencies = [("explorer", "0007_sessions_of_accounts")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="suspended_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="geblokkeerd sinds"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="expires_on",
            field=models.DateField(
                blank=True,
                help_text="Vanaf deze dag heeft de organisatie geen toegang meer.",
                null=True,
                verbose_name="verloopt op",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="is_owner",
            field=models.BooleanField(
                default=False,
                help_text="Nodigt collega’s uit, geeft hun een rol en haalt hen weg.",
                verbose_name="eigenaar",
            ),
        ),
        migrations.RunPython(carry_stopped, migrations.RunPython.noop),
        migrations.RunPython(give_owners, migrations.RunPython.noop),
        migrations.RemoveField(model_name="organisation", name="is_active"),
    ]
