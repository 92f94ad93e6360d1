"""From here on the database keeps what was approved."""

from django.db import migrations

from profiles.transparency import guard


def install(apps, schema_editor):
    guard.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("profiles", "0011_editions")]

    operations = [migrations.RunPython(install)]
